package org.mingle.model;

import java.util.concurrent.atomic.AtomicInteger;
import org.mingle.compute.Parallel;
import org.mingle.data.FeatureTable;

/**
 * How hard the classes are to tell by one modality: the error of naming a sample after the nearest class mean
 * (Euclidean), the means taken without the sample itself. It needs no choice of its own and one pass over the data, and
 * stands in for how easily a network would learn these samples by heart instead of the classes.
 */
final class ClassMeans {
    /** Samples looked at; evenly spaced among more. */
    private static final int LIMIT = 5000;
    /** Values that are worth a second thread. */
    private static final int SHARED = 1 << 20;

    private ClassMeans() {}

    /**
     * @param inputs as the mappers see them
     * @param rows training rows
     * @param labels the classes of each row of the table; naming one of several counts as right
     * @return share of samples named wrongly, 0 to 1
     */
    static double error(FeatureTable inputs, int[] rows, int[][] labels, int classes) {
        int n = Math.min(LIMIT, rows.length);
        int d = inputs.cols();
        double[][] means = new double[classes][d];
        int[] counts = new int[classes];
        for (int i = 0; i < n; i++) {
            for (int c : labels[row(rows, i, n)]) {
                counts[c]++;
            }
        }
        int threads = Parallel.threads(n, SHARED / Math.max(1, d));
        Parallel.forRange(d, threads, (part, from, to) -> {
            float[] x = new float[d];
            for (int i = 0; i < n; i++) {
                int row = row(rows, i, n);
                inputs.copyRow(row, x, 0);
                for (int c : labels[row]) {
                    add(means[c], x, from, to);
                }
            }
            for (int c = 0; c < classes; c++) {
                for (int j = from; j < to; j++) {
                    means[c][j] /= Math.max(1, counts[c]);
                }
            }
        });
        AtomicInteger wrong = new AtomicInteger();
        Parallel.forRange(n, threads, (part, from, to) -> {
            float[] x = new float[d];
            double[] distances = new double[classes];
            for (int i = from; i < to; i++) {
                int row = row(rows, i, n);
                inputs.copyRow(row, x, 0);
                distances(x, means, distances);
                wrong.addAndGet(contains(labels[row], nearest(distances, counts, labels[row])) ? 0 : 1);
            }
        });
        return (double) wrong.get() / n;
    }

    private static int row(int[] rows, int i, int n) {
        return rows[(int) ((long) rows.length * i / n)];
    }

    private static void add(double[] sums, float[] x, int from, int to) {
        for (int j = from; j < to; j++) {
            sums[j] += x[j];
        }
    }

    /** Squared distances to all means, four at a time: one sum alone would wait for each of its additions. */
    private static void distances(float[] x, double[][] means, double[] into) {
        int last = means.length - 1;
        for (int c = 0; c <= last; c += 4) {
            double[] m0 = means[c];
            double[] m1 = means[Math.min(c + 1, last)];
            double[] m2 = means[Math.min(c + 2, last)];
            double[] m3 = means[Math.min(c + 3, last)];
            double s0 = 0;
            double s1 = 0;
            double s2 = 0;
            double s3 = 0;
            for (int j = 0; j < x.length; j++) {
                double v = x[j];
                s0 += (v - m0[j]) * (v - m0[j]);
                s1 += (v - m1[j]) * (v - m1[j]);
                s2 += (v - m2[j]) * (v - m2[j]);
                s3 += (v - m3[j]) * (v - m3[j]);
            }
            double[] four = {s0, s1, s2, s3};
            System.arraycopy(four, 0, into, c, Math.min(4, into.length - c));
        }
    }

    /** A point is n / (n - 1) times as far from the mean of the others of its class as from the mean of all n. */
    private static int nearest(double[] distances, int[] counts, int[] own) {
        int nearest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < distances.length; c++) {
            boolean mine = contains(own, c);
            if (counts[c] > (mine ? 1 : 0)) {
                double further = mine ? counts[c] / (counts[c] - 1.0) : 1;
                double distance = further * further * distances[c];
                if (distance < least) {
                    least = distance;
                    nearest = c;
                }
            }
        }
        return nearest;
    }

    private static boolean contains(int[] labels, int c) {
        for (int label : labels) {
            if (label == c) {
                return true;
            }
        }
        return false;
    }
}
