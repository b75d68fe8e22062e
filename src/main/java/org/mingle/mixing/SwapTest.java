package org.mingle.mixing;

import java.util.SplittableRandom;
import org.mingle.compute.Blas;
import org.mingle.compute.NativeRuntime;
import org.mingle.compute.Parallel;

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

    /** -1 for each pooled point of the first side, 1 for the second. */
    static byte[] sides(TwoSample sample) {
        byte[] side = new byte[sample.pooledSize()];
        for (int i = 0; i < side.length; i++) {
            side[i] = (byte) (2 * sample.side(i) - 1);
        }
        return side;
    }

    /** A statistic of the sides (-1 or 1) of all pooled points; called by several threads. */
    interface OfSides {
        double of(byte[] sides);
    }

    /** Values under random swaps of labels within pairs; without pairs, under random shuffles of all labels. */
    static double[] swapped(TwoSample sample, int count, OfSides statistic) {
        int n = sample.first().rows();
        byte[] own = sides(sample);
        double[] rounds = new double[count];
        sample.neighbours();
        Parallel.forRange(count, NativeRuntime.threads(), (part, from, to) -> {
            byte[] side = new byte[own.length];
            for (int b = from; b < to; b++) {
                SplittableRandom random = new SplittableRandom(sample.seed() + 0x9E3779B97F4A7C15L * (b + 1));
                if (sample.paired()) {
                    for (int i = 0; i < n; i++) {
                        side[i] = (byte) (random.nextBoolean() ? 1 : -1);
                        side[n + i] = (byte) -side[i];
                    }
                } else {
                    int[] order = TwoSample.shuffled(own.length, random);
                    for (int i = 0; i < own.length; i++) {
                        side[i] = own[order[i]];
                    }
                }
                rounds[b] = statistic.of(side);
            }
        });
        return rounds;
    }

    /** Variance of the mean of a value per pooled point, the two members of a pair being one unit. */
    static double varianceOfMean(TwoSample sample, double[] values) {
        int n = sample.first().rows();
        double[] units = values;
        if (sample.paired()) {
            units = new double[n];
            for (int i = 0; i < n; i++) {
                units[i] = (values[i] + values[n + i]) / 2;
            }
        }
        return Statistics.variance(units) / units.length;
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

    /** Squared lengths of the signed sums of rows n x d. */
    static double[] squaredSums(float[] rows, int n, int d, float[] signs) {
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
