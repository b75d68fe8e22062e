package org.mingle.mixing;

import java.util.SplittableRandom;
import org.mingle.compute.Blas;

/**
 * Permutation tests that swap the modality labels inside pairs: exact if the two members of a pair are exchangeable,
 * which is what "not distinguishable" means. A swap of pair i flips the sign of everything antisymmetric in it, so a
 * round is a vector of random signs and all rounds together are one matrix product.
 */
final class SwapTest {
    private SwapTest() {}

    /** Random signs, rounds x n. */
    static float[] signs(int rounds, int n, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] signs = new float[rounds * n];
        for (int i = 0; i < signs.length; i++) {
            signs[i] = random.nextBoolean() ? 1 : -1;
        }
        return signs;
    }

    /** (1 + rounds at least as large as the observed value) / (1 + rounds). */
    static double p(double observed, double[] rounds) {
        int larger = 0;
        for (double r : rounds) {
            larger += r >= observed - 1e-12 * Math.abs(observed) ? 1 : 0;
        }
        return (1.0 + larger) / (1 + rounds.length);
    }

    /** Values of s' H s for sign vectors s, with H symmetric n x n. */
    static double[] quadratic(float[] h, int n, float[] signs) {
        int rounds = signs.length / n;
        float[] product = new float[rounds * n];
        Blas.sgemm(false, false, rounds, n, n, 1, signs, n, h, n, 0, product, n);
        double[] values = new double[rounds];
        for (int b = 0; b < rounds; b++) {
            for (int i = 0; i < n; i++) {
                values[b] += (double) product[b * n + i] * signs[b * n + i];
            }
        }
        return values;
    }

    /**
     * Hotelling's T-squared of the within-pair differences under swaps: the linear two-sample test whose level is
     * exact, which the count of right answers over overlapping training folds has not. The second moment of the
     * differences does not change under swaps; a small ridge keeps it invertible with fewer pairs than dimensions.
     */
    static double hotelling(TwoSample balanced, int rounds) {
        int n = balanced.size();
        int d = balanced.first().cols();
        float[] differences = new float[n * d];
        for (int i = 0; i < differences.length; i++) {
            differences[i] = balanced.first().data()[i] - balanced.second().data()[i];
        }
        float[] white = Spectrum.whitened(differences, n, d);
        float[] ones = new float[n];
        java.util.Arrays.fill(ones, 1);
        double observed = squaredSums(white, n, d, ones)[0];
        return p(observed, squaredSums(white, n, d, signs(rounds, n, balanced.seed())));
    }

    private static double[] squaredSums(float[] rows, int n, int d, float[] signs) {
        int rounds = signs.length / n;
        float[] sums = new float[rounds * d];
        Blas.sgemm(false, false, rounds, d, n, 1, signs, n, rows, d, 0, sums, d);
        double[] values = new double[rounds];
        for (int b = 0; b < rounds; b++) {
            for (int c = 0; c < d; c++) {
                values[b] += (double) sums[b * d + c] * sums[b * d + c];
            }
        }
        return values;
    }
}
