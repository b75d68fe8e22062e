package org.mingle.mixing;

import java.util.Map;
import org.mingle.compute.Blas;
import org.mingle.compute.Parallel;
import org.mingle.data.FloatMatrix;

/**
 * Log of the mean Gaussian potential of two different points on the unit sphere (Wang and Isola 2020, with t = 2):
 * 0 when all are one point, about -4 when spread evenly. The value is of both sides pooled, the settings give each side.
 * At most 2,000 points a side. Cost: N^2 (d + an exponential).
 */
final class Uniformity implements MixingStatistic {
    private static final int LIMIT = 2000;
    private static final int T = 2;

    @Override
    public String name() {
        return "uniformity";
    }

    @Override
    public Statistic of(TwoSample sample) {
        TwoSample used = sample.balanced(LIMIT);
        double first = meanPotential(used.first(), used.first(), true);
        double second = meanPotential(used.second(), used.second(), true);
        double across = meanPotential(used.first(), used.second(), false);
        double n = used.size();
        double pooled = ((first + second) * (n - 1) / 2 + across * n) / (2 * n - 1);
        return Statistics.plain(name(), Math.log(pooled), Map.of("t", T, "points_per_side", used.size(),
                sample.names().get(0), Math.log(first), sample.names().get(1), Math.log(second)));
    }

    /** Mean of exp(-t |x - y|^2) over all pairs of rows, without a row's pair with itself if both are the same. */
    private static double meanPotential(FloatMatrix x, FloatMatrix y, boolean same) {
        int n = x.rows();
        float[] products = new float[n * n];
        Blas.sgemm(false, true, n, n, x.cols(), 1, x.data(), x.cols(), y.data(), y.cols(), 0, products, n);
        double[] sums = new double[n];
        Parallel.forRange(n, Parallel.threads(n, Statistics.FEW), (part, from, to) -> {
            for (int i = from; i < to; i++) {
                for (int j = 0; j < (same ? i : n); j++) {
                    sums[i] += Math.exp(-T * Math.max(0, 2 - 2.0 * products[i * n + j]));
                }
            }
        });
        return Statistics.mean(sums) * (same ? 2.0 / (n - 1) : 1.0 / n);
    }
}
