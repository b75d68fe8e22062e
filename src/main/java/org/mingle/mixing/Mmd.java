package org.mingle.mixing;

import java.util.Arrays;
import java.util.Map;
import org.mingle.compute.Blas;
import org.mingle.compute.NativeRuntime;
import org.mingle.compute.Parallel;
import org.mingle.data.FloatMatrix;

/**
 * Squared maximum mean discrepancy, unbiased (Gretton et al. 2012, lemma 6), with the mean of Gaussian kernels
 * {@code exp(-d^2 / (2 s^2))} of bandwidths s = 1/4, 1/2, 1, 2, 4 times the median distance of the pooled points. The
 * cross term leaves out i = j, because members of a pair are not independent: the value is then the mean over i != j of
 * h(i, j) = k(x_i, x_j) + k(y_i, y_j) - k(x_i, y_j) - k(y_i, x_j). 0 if the sides are alike, sometimes a little below.
 * P-value by 999 swaps within pairs. Interval from the variance of the U-statistic; where the swaps do not tell the
 * value from 0 that variance vanishes to first order, and the interval is that of the swaps. At most 500 a side.
 * Cost: n^2 (4 d + 20 exponentials + 999 additions).
 */
final class Mmd implements MixingStatistic {
    private static final int LIMIT = 500;
    private static final int SWAPS = 999;
    private static final double LEVEL = 0.05;
    private static final double[] SCALES = {0.25, 0.5, 1, 2, 4};

    @Override
    public String name() {
        return "mmd2";
    }

    @Override
    public Statistic of(TwoSample sample) {
        TwoSample used = sample.balanced(LIMIT);
        int n = used.size();
        double[][] squared = squaredDistances(used.first().stack(used.second()));
        double median = medianDistance(squared);
        float[] h = differences(squared, n, median);
        double[] rowMeans = new double[n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                rowMeans[i] += h[i * n + j] / (n - 1.0);
            }
        }
        double value = Statistics.mean(rowMeans);
        double half = Statistics.Z * Math.sqrt(4 * Statistics.variance(rowMeans) / n);
        double[] rounds = SwapTest.quadratic(h, n, SwapTest.signs(SWAPS, n, sample.seed()));
        double p = SwapTest.p(value * n * (n - 1), rounds);
        Arrays.sort(rounds);
        double low = p > LEVEL ? value - quantile(rounds, 0.975) / n / (n - 1) : value - half;
        double high = p > LEVEL ? value - quantile(rounds, 0.025) / n / (n - 1) : value + half;
        return new Statistic(name(), value, low, high, p,
                Map.of("kernel", "gaussian", "median_distance", median, "scales", Arrays.toString(SCALES), "swaps", SWAPS,
                        "pairs", n, "of", sample.size(), "seed", sample.seed()));
    }

    private static double quantile(double[] sorted, double share) {
        return sorted[(int) Math.round(share * (sorted.length - 1))];
    }

    private static double[][] squaredDistances(FloatMatrix points) {
        int n = points.rows();
        float[] products = new float[n * n];
        Blas.sgemm(false, true, n, n, points.cols(), 1, points.data(), points.cols(), points.data(), points.cols(), 0, products, n);
        double[][] squared = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double s = (double) products[i * n + i] + products[j * n + j] - 2.0 * products[i * n + j];
                squared[i][j] = squared[j][i] = s < 1e-6 ? 0 : s;
            }
        }
        return squared;
    }

    private static double medianDistance(double[][] squared) {
        int n = squared.length;
        double[] all = new double[n * (n - 1) / 2];
        int at = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                all[at++] = squared[i][j];
            }
        }
        double median = Math.sqrt(Statistics.median(all));
        return median > 0 ? median : 1;
    }

    private static float[] differences(double[][] squared, int n, double median) {
        float[] h = new float[n * n];
        Parallel.forRange(n, NativeRuntime.threads(), (part, from, to) -> {
            for (int i = from; i < to; i++) {
                for (int j = 0; j < n; j++) {
                    h[i * n + j] = i == j ? 0 : (float) (kernel(squared[i][j], median) + kernel(squared[n + i][n + j], median)
                            - kernel(squared[i][n + j], median) - kernel(squared[n + i][j], median));
                }
            }
        });
        return h;
    }

    static double kernel(double squaredDistance, double median) {
        double sum = 0;
        for (double scale : SCALES) {
            double s = scale * median;
            sum += Math.exp(-squaredDistance / (2 * s * s));
        }
        return sum / SCALES.length;
    }
}
