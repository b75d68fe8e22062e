package org.mingle.model;

import org.mingle.data.FeatureTable;

/**
 * Per-column scaling of one modality's features, fitted on training rows: optionally the square root, then zero mean
 * and unit variance. The square root stabilises the variance of counts and frequencies (Bartlett 1936; for histograms,
 * Perronnin et al. 2010) and is taken where the training features look like such: none is negative.
 */
final class Standardiser {
    private final boolean root;
    private final float[] mean;
    private final float[] scale;

    private Standardiser(boolean root, float[] mean, float[] scale) {
        this.root = root;
        this.mean = mean;
        this.scale = scale;
    }

    /** @param mode {@code auto}, {@code zscore} or {@code none} */
    static Standardiser fit(String mode, FeatureTable table, int[] rows) {
        int d = table.cols();
        float[] row = new float[d];
        boolean nonNegative = true;
        double[] sum = new double[d];
        double[] squares = new double[d];
        double[] rootSum = new double[d];
        for (int r : rows) {
            table.copyRow(r, row, 0);
            for (int c = 0; c < d; c++) {
                nonNegative &= row[c] >= 0;
                sum[c] += row[c];
                squares[c] += (double) row[c] * row[c];
                rootSum[c] += Math.sqrt(Math.max(0, row[c]));
            }
        }
        boolean root = mode.equals("auto") && nonNegative;
        float[] mean = new float[d];
        float[] scale = new float[d];
        java.util.Arrays.fill(scale, 1);
        if (!mode.equals("none") && rows.length > 0) {
            for (int c = 0; c < d; c++) {
                double m = (root ? rootSum[c] : sum[c]) / rows.length;
                double variance = (root ? sum[c] : squares[c]) / rows.length - m * m;
                mean[c] = (float) m;
                // A column that never changes says nothing; one that hardly ever does must not explode.
                scale[c] = (float) (variance > 1e-12 * (1 + m * m) ? 1 / Math.sqrt(variance) : 0);
            }
        }
        return new Standardiser(root, mean, scale);
    }

    static Standardiser restore(float[] state) {
        int d = (state.length - 1) / 2;
        return new Standardiser(state[0] != 0, java.util.Arrays.copyOfRange(state, 1, 1 + d),
                java.util.Arrays.copyOfRange(state, 1 + d, 1 + 2 * d));
    }

    /** Root flag, means, scales. */
    float[] state() {
        float[] s = new float[1 + 2 * mean.length];
        s[0] = root ? 1 : 0;
        System.arraycopy(mean, 0, s, 1, mean.length);
        System.arraycopy(scale, 0, s, 1 + mean.length, scale.length);
        return s;
    }

    int cols() {
        return mean.length;
    }

    /** Scales one row of {@code cols()} values in place. */
    void apply(float[] values, int offset) {
        for (int c = 0; c < mean.length; c++) {
            float x = values[offset + c];
            if (root) {
                x = (float) Math.sqrt(Math.max(0, x));
            }
            values[offset + c] = (x - mean[c]) * scale[c];
        }
    }
}
