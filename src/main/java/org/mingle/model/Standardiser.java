package org.mingle.model;

import java.util.concurrent.atomic.AtomicBoolean;
import org.mingle.compute.Parallel;
import org.mingle.data.FeatureTable;

/**
 * Per-column scaling of one modality's features, fitted on training rows. {@code zscore}: zero mean, unit variance.
 * {@code auto}: first the square root where no training value is negative, as of counts and histograms, which
 * stabilises
 * their variance (Bartlett 1936; for histograms, Perronnin et al. 2010); then zero mean and a variance of
 * 2 v / (v + mean v), v the column's own and {@code mean v} that of all columns: columns that vary little, such as rare
 * words, are not blown up to the weight of the others, but keep at least a standard deviation of 0.2.
 */
final class Standardiser {
    private static final double LEAST = 0.2;
    /** Values that are worth a second thread. */
    private static final int SHARED = 1 << 20;
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
        AtomicBoolean negative = new AtomicBoolean();
        double[] sum = new double[d];
        double[] squares = new double[d];
        double[] rootSum = new double[d];
        int threads = Math.min(Parallel.threads(rows.length, SHARED / Math.max(1, d)), Math.max(1, d));
        Parallel.forRange(d, threads, (part, from, to) -> {
            float[] row = new float[d];
            boolean below = false;
            for (int r : rows) {
                table.copyRow(r, row, 0);
                for (int c = from; c < to; c++) {
                    below |= !(row[c] >= 0);
                    sum[c] += row[c];
                    squares[c] += (double) row[c] * row[c];
                    rootSum[c] += Math.sqrt(Math.max(0, row[c]));
                }
            }
            if (below) {
                negative.set(true);
            }
        });
        boolean root = mode.equals("auto") && !negative.get();
        float[] mean = new float[d];
        double[] variance = new double[d];
        double typical = 0;
        int varying = 0;
        for (int c = 0; c < d; c++) {
            double m = (root ? rootSum[c] : sum[c]) / rows.length;
            double v = (root ? sum[c] : squares[c]) / rows.length - m * m;
            mean[c] = mode.equals("none") ? 0 : (float) m;
            variance[c] = v > 1e-12 * (1 + m * m) ? v : 0; // a column that never changes says nothing
            typical += variance[c];
            varying += variance[c] > 0 ? 1 : 0;
        }
        typical /= Math.max(1, varying);
        float[] scale = new float[d];
        for (int c = 0; c < d; c++) {
            double deviation = Math.sqrt(variance[c]);
            scale[c] = (float) (mode.equals("none") ? 1 : variance[c] == 0 ? 0 : mode.equals("zscore") ? 1 / deviation
                    : Math.max(LEAST / deviation, Math.sqrt(2 / (variance[c] + typical))));
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
        if (root) {
            for (int c = 0; c < mean.length; c++) {
                values[offset + c] = (float) Math.sqrt(Math.max(0, values[offset + c]));
            }
        }
        float[] m = mean;
        float[] s = scale;
        for (int c = 0; c < m.length; c++) {
            values[offset + c] = (values[offset + c] - m[c]) * s[c];
        }
    }
}
