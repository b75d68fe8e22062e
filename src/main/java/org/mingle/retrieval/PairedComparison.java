package org.mingle.retrieval;

import java.util.SplittableRandom;

/**
 * Two systems on the same queries (Smucker, Allan and Carterette 2007).
 *
 * @param first mean of the first system
 * @param second mean of the second
 * @param difference second minus first, with the bootstrap interval over queries
 * @param p two-sided, by 10,000 random exchanges of the two systems within queries
 * @param better queries on which the second is better
 * @param worse queries on which it is worse
 */
public record PairedComparison(double first, double second, Interval difference, double p, int better, int worse) {
    private static final int ROUNDS = 10_000;

    /** Queries for which either value is NaN are left out. */
    public static PairedComparison of(double[] first, double[] second, long seed) {
        if (first.length != second.length) {
            throw new IllegalArgumentException(first.length + " and " + second.length + " queries cannot be paired.");
        }
        double[] differences = new double[first.length];
        double[] sums = new double[2];
        int n = 0;
        int better = 0;
        int worse = 0;
        for (int i = 0; i < first.length; i++) {
            double d = second[i] - first[i];
            if (!Double.isNaN(d)) {
                sums[0] += first[i];
                sums[1] += second[i];
                differences[n++] = d;
                better += d > 0 ? 1 : 0;
                worse += d < 0 ? 1 : 0;
            }
        }
        double[] known = java.util.Arrays.copyOf(differences, n);
        return new PairedComparison(sums[0] / n, sums[1] / n, QueryBootstrap.mean(known, seed), p(known, seed), better, worse);
    }

    private static double p(double[] differences, long seed) {
        double observed = Math.abs(java.util.Arrays.stream(differences).sum());
        SplittableRandom random = new SplittableRandom(seed);
        int larger = 0;
        for (int b = 0; b < ROUNDS; b++) {
            double sum = 0;
            for (double d : differences) {
                sum += random.nextBoolean() ? d : -d;
            }
            larger += Math.abs(sum) >= observed - 1e-12 ? 1 : 0;
        }
        return (1.0 + larger) / (1 + ROUNDS);
    }
}
