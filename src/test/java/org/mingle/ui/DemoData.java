package org.mingle.ui;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.mingle.data.Dataset;
import org.mingle.data.DatasetReport;
import org.mingle.data.DatasetReport.Problem;
import org.mingle.data.DatasetReport.Severity;
import org.mingle.data.FloatMatrix;
import org.mingle.data.Media;
import org.mingle.data.Modality;
import org.mingle.data.Split;

/** A small dataset in memory with pictures, texts and features in which the classes can be found. */
public final class DemoData {
    private static final String[] CLASSES = {"circle", "square", "triangle", "star", "cross", "ring", "arrow", "heart"};
    private static final String[] WORDS = {"a bright", "one small", "the lonely", "some faded", "a crooked"};

    private DemoData() {}

    /** {@code n} pairs in eight classes: 60 % train, 20 % validation, 20 % test. */
    public static Dataset pairs(int n) {
        Random random = new Random(7);
        List<String> ids = new ArrayList<>();
        List<Media> images = new ArrayList<>();
        List<Media> texts = new ArrayList<>();
        int[][] labels = new int[n][1];
        Split[] splits = new Split[n];
        float[][] x = new float[n][24];
        float[][] y = new float[n][16];
        for (int i = 0; i < n; i++) {
            int c = i % CLASSES.length;
            labels[i][0] = c;
            splits[i] = i / CLASSES.length % 5 < 3 ? Split.TRAIN : i / CLASSES.length % 5 == 3 ? Split.VALIDATION
                    : Split.TEST;
            ids.add(String.format("s%04d", i));
            images.add(picture(random, c));
            texts.add(new Media.Text(WORDS[random.nextInt(WORDS.length)] + " " + CLASSES[c]
                    + " drifting over a field of "
                    + WORDS[random.nextInt(WORDS.length)].split(" ")[1] + " shapes, number " + i));
            fill(random, x[i], c);
            fill(random, y[i], (c * 3) % 16);
        }
        return new Dataset.Builder("Shapes and captions")
                .modality(new Modality("image", Modality.Kind.IMAGE), FloatMatrix.of(x), images)
                .modality(new Modality("text", Modality.Kind.TEXT), FloatMatrix.of(y), texts)
                .samples(ids, labels, splits, List.of(CLASSES))
                .report(new DatasetReport(List.of(
                        new Problem(Severity.NOTICE, "pairs.csv",
                                "No validation split is named: 10 % of the training pairs, stratified, became one."),
                        new Problem(Severity.WARNING, "pairs.csv, row 12, column text", "The text has no letters."),
                        new Problem(Severity.SKIPPED, "pairs.csv, row 88, column image",
                                "images/88.png cannot be read as a picture; the pair was left out."))))
                .build();
    }

    private static void fill(Random random, float[] features, int at) {
        for (int d = 0; d < features.length; d++) {
            features[d] = (float) random.nextGaussian() + (d == at ? 3 : 0);
        }
    }

    private static Media picture(Random random, int c) {
        int size = 48;
        int[] argb = new int[size * size];
        int ground = 0xFF000000 | random.nextInt(0x606060) + 0x909090;
        int ink = 0xFF000000 | random.nextInt(0x909090);
        for (int i = 0; i < argb.length; i++) {
            double dx = i % size - size / 2.0;
            double dy = i / size - size / 2.0;
            double r = Math.hypot(dx, dy);
            boolean on = switch (c) {
                case 0 -> r < 16;
                case 1 -> Math.max(Math.abs(dx), Math.abs(dy)) < 14;
                case 2 -> dy > -14 && dy < 14 && Math.abs(dx) < (dy + 14) / 2;
                case 3 -> r < 10 + 7 * Math.cos(5 * Math.atan2(dy, dx));
                case 4 -> Math.min(Math.abs(dx), Math.abs(dy)) < 5 && r < 18;
                case 5 -> r > 10 && r < 17;
                case 6 -> Math.abs(dy) < 4 && dx < 4 && dx > -16 || dx >= 4 && Math.abs(dy) < 16 - dx;
                default -> Math.pow(r / 14, 2) < 1 + 0.4 * Math.sin(2 * Math.atan2(dy, dx));
            };
            argb[i] = on ? ink : ground;
        }
        return new Media.ImagePixels(size, size, argb);
    }
}
