package org.mingle.retrieval;

import java.util.Arrays;
import java.util.SplittableRandom;

/** How far a mean over queries could be from what other queries would have given (Efron 1979; Sakai 2006 for retrieval). */
public final class QueryBootstrap {
    private static final int ROUNDS = 2000;

    private QueryBootstrap() {}

    /**
     * Mean of per-query values (NaN left out) with the percentile interval of 2,000 resamples of the queries.
     *
     * @param values e.g. {@link RetrievalMeasures#averagePrecision()}
     */
    public static Interval mean(double[] values, long seed) {
        double[] known = Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
        double mean = Arrays.stream(known).average().orElse(Double.NaN);
        if (known.length < 2) {
            return new Interval(mean, Double.NaN, Double.NaN);
        }
        SplittableRandom random = new SplittableRandom(seed);
        double[] rounds = new double[ROUNDS];
        for (int b = 0; b < ROUNDS; b++) {
            double sum = 0;
            for (int i = 0; i < known.length; i++) {
                sum += known[random.nextInt(known.length)];
            }
            rounds[b] = sum / known.length;
        }
        Arrays.sort(rounds);
        return new Interval(mean, rounds[(int) Math.round(0.025 * (ROUNDS - 1))], rounds[(int) Math.round(0.975 * (ROUNDS - 1))]);
    }
}
