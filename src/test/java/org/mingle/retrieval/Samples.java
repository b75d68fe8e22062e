package org.mingle.retrieval;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;

/** Embeddings made up for tests. */
public final class Samples {
    private Samples() {}

    /** Integer coordinates in -2 .. 2: exact products and many ties. */
    public static Embeddings gridded(long seed, int n, int d, int classes, boolean multiLabel) {
        Random random = new Random(seed);
        return embeddings(n, classes, multiLabel, random, points(n, d, () -> random.nextInt(5) - 2), points(n, d, () -> random.nextInt(5) - 2));
    }

    /** Normal coordinates around class centres of the given distance. */
    public static Embeddings gaussian(long seed, int n, int d, int classes, double distance) {
        Random random = new Random(seed);
        float[][] centres = new float[classes][d];
        for (float[] c : centres) {
            for (int i = 0; i < d; i++) {
                c[i] = (float) (distance * random.nextGaussian());
            }
        }
        Embeddings labels = embeddings(n, classes, false, random, FloatMatrix.zeros(n, d), FloatMatrix.zeros(n, d));
        float[][][] p = new float[2][n][d];
        for (int m = 0; m < 2; m++) {
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < d; j++) {
                    p[m][i][j] = (float) (centres[labels.labels()[i][0]][j] + random.nextGaussian());
                }
            }
        }
        return new Embeddings(labels.modalities(), labels.ids(), labels.labels(), labels.classNames(),
                List.of(FloatMatrix.of(p[0]), FloatMatrix.of(p[1])));
    }

    public static Embeddings embeddings(int n, int classes, boolean multiLabel, Random random, FloatMatrix x, FloatMatrix y) {
        int[][] labels = new int[n][];
        for (int i = 0; i < n; i++) {
            labels[i] = multiLabel ? random.ints(1 + random.nextInt(3), 0, classes).distinct().sorted().toArray()
                    : new int[] {random.nextInt(classes)};
        }
        return new Embeddings(List.of("image", "text"), IntStream.range(0, n).mapToObj(i -> String.format("s%04d", i)).toList(), labels,
                IntStream.range(0, classes).mapToObj(i -> "c" + i).toList(), List.of(x, y));
    }

    private static FloatMatrix points(int n, int d, java.util.function.IntSupplier values) {
        FloatMatrix m = FloatMatrix.zeros(n, d);
        for (int i = 0; i < m.data().length; i++) {
            m.data()[i] = values.getAsInt();
        }
        return m;
    }
}
