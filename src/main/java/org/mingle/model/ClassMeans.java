package org.mingle.model;

import org.mingle.data.FeatureTable;

/**
 * How hard the classes are to tell by one modality: the error of naming a sample after the nearest class mean
 * (Euclidean), the means taken without the sample itself. It needs no choice of its own and one pass over the data, and
 * stands in for how easily a network would learn these samples by heart instead of the classes.
 */
final class ClassMeans {
    /** Samples looked at; evenly spaced among more. */
    private static final int LIMIT = 5000;

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
        double[][] sums = new double[classes][d];
        int[] counts = new int[classes];
        float[] x = new float[d];
        for (int i = 0; i < n; i++) {
            int row = rows[(int) ((long) rows.length * i / n)];
            inputs.copyRow(row, x, 0);
            for (int c : labels[row]) {
                counts[c]++;
                for (int j = 0; j < d; j++) {
                    sums[c][j] += x[j];
                }
            }
        }
        int wrong = 0;
        for (int i = 0; i < n; i++) {
            int row = rows[(int) ((long) rows.length * i / n)];
            inputs.copyRow(row, x, 0);
            wrong += contains(labels[row], nearest(x, sums, counts, labels[row])) ? 0 : 1;
        }
        return (double) wrong / n;
    }

    private static int nearest(float[] x, double[][] sums, int[] counts, int[] own) {
        int nearest = -1;
        double least = Double.POSITIVE_INFINITY;
        for (int c = 0; c < sums.length; c++) {
            int without = contains(own, c) ? 1 : 0;
            int count = counts[c] - without;
            if (count > 0) {
                double distance = 0;
                for (int j = 0; j < x.length; j++) {
                    double difference = x[j] - (sums[c][j] - without * x[j]) / count;
                    distance += difference * difference;
                }
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
