package org.mingle.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.mingle.data.Dataset;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;
import org.mingle.data.Media;
import org.mingle.data.Modality;
import org.mingle.data.Split;
import org.mingle.projection.Layout;

/** A small dataset with drawn pictures and texts, a space in which its classes cluster, and a layout of it. */
public final class Scenes {
    private static final List<String> CLASSES = List.of("art", "biology", "geography", "history", "literature", "media",
            "music", "royalty", "sport", "warfare");
    private static final int SIDE = 64;

    private final int n;
    private final int classes;
    private final Random random = new Random(7);

    public Scenes(int n, int classes) {
        this.n = n;
        this.classes = classes;
    }

    private int label(int row) {
        return row % classes;
    }

    private List<String> ids() {
        return IntStream.range(0, n).mapToObj(r -> "sample-%04d".formatted(r)).toList();
    }

    private int[][] labels() {
        return IntStream.range(0, n).mapToObj(r -> new int[] {label(r)}).toArray(int[][]::new);
    }

    private List<String> classNames() {
        return IntStream.range(0, classes).mapToObj(c -> c < CLASSES.size() ? CLASSES.get(c) : "class " + c).toList();
    }

    public Dataset dataset() {
        List<Media> images = new ArrayList<>();
        List<Media> texts = new ArrayList<>();
        for (int r = 0; r < n; r++) {
            images.add(picture(r));
            texts.add(new Media.Text(r % 7 == 3 ? "一辆红色的公共汽车停在广场旁边，后面是一座古老的图书馆。"
                    : "A scene of " + classNames().get(label(r)) + " number " + r + ": two figures stand beside a wide "
                            + "river while the light fades, and somebody has left a folded letter on the low stone wall."));
        }
        Split[] splits = IntStream.range(0, n).mapToObj(r -> Split.TEST).toArray(Split[]::new);
        return new Dataset.Builder("scenes").modality(new Modality("image", Modality.Kind.IMAGE), null, images)
                .modality(new Modality("text", Modality.Kind.TEXT), null, texts)
                .samples(ids(), labels(), splits, classNames()).build();
    }

    private static Media.ImagePixels picture(int r) {
        int[] argb = new int[SIDE * SIDE];
        for (int i = 0; i < argb.length; i++) {
            int x = i % SIDE;
            int y = i / SIDE;
            boolean inside = Math.hypot(x - 20 - r % 24, y - 20 - r % 19) < 14;
            argb[i] = 0xff000000 | (inside ? 0xd0 << 16 | (r * 37 & 0xff) << 8 : 0x50 + y << 16 | 0x80 << 8 | 0xa0 + x);
        }
        return new Media.ImagePixels(SIDE, SIDE, argb);
    }

    /** A space of 16 dimensions; {@code noise} from 0 (classes are points) to 1 (hardly any classes). */
    public Embeddings embeddings(double noise) {
        float[][] centres = new float[classes][16];
        for (float[] c : centres) {
            fill(c, 1);
        }
        List<FloatMatrix> points = new ArrayList<>();
        for (int m = 0; m < 2; m++) {
            float[][] rows = new float[n][16];
            for (int r = 0; r < n; r++) {
                fill(rows[r], noise);
                for (int d = 0; d < 16; d++) {
                    rows[r][d] += (float) (1 - noise) * centres[label(r)][d];
                }
            }
            points.add(FloatMatrix.of(rows));
        }
        return new Embeddings(List.of("image", "text"), ids(), labels(), classNames(), points);
    }

    private void fill(float[] row, double size) {
        for (int d = 0; d < row.length; d++) {
            row[d] = (float) (size * random.nextGaussian());
        }
    }

    /** Classes as clouds around a circle. */
    public Layout layout(Embeddings e, int epoch, int iteration) {
        float[][] xy = new float[2 * n][2];
        for (int p = 0; p < xy.length; p++) {
            double angle = 2 * Math.PI * label(p % n) / classes;
            xy[p][0] = (float) (30 * Math.cos(angle) + 6 * random.nextGaussian() + (p < n ? -2 : 2));
            xy[p][1] = (float) (24 * Math.sin(angle) + 5 * random.nextGaussian());
        }
        return new Layout(e, epoch, iteration, FloatMatrix.of(xy), "tsne", 30, 1.234, 0);
    }
}
