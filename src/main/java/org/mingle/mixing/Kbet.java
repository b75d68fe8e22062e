package org.mingle.mixing;

import java.util.Map;
import java.util.SplittableRandom;

/**
 * k-nearest-neighbour batch effect test (Buettner et al. 2019): the share of points whose neighbourhood a chi-squared
 * test (1 degree of freedom, level 0.05) does not tell from the overall mix of modalities; 0.95 or so if mixed.
 * k = a quarter of the mean modality's size, at least 10 and at most the 90 of the shared table; all points are tested
 * instead of a random tenth, so that there is no sampling noise. {@code expected} is the same share after one random
 * swap of labels within pairs. Cost: the shared table, then N k.
 */
final class Kbet implements MixingStatistic {
    /** 95 % quantile of chi-squared with one degree of freedom. */
    private static final double CRITICAL = 3.841458820694124;
    private static final int FEWEST_NEIGHBOURS = 10;

    @Override
    public String name() {
        return "kbet";
    }

    @Override
    public Statistic of(TwoSample sample) {
        NeighbourTable table = sample.neighbours();
        int total = sample.pooledSize();
        int n = sample.first().rows();
        int k = Math.min(table.k(), Math.max(FEWEST_NEIGHBOURS, total / 8));
        int[] side = new int[total];
        for (int i = 0; i < total; i++) {
            side[i] = sample.side(i);
        }
        double accepted = accepted(table, k, side);
        SplittableRandom random = new SplittableRandom(sample.seed());
        if (sample.paired()) {
            for (int i = 0; i < n; i++) {
                side[i] = random.nextInt(2);
                side[n + i] = 1 - side[i];
            }
        } else {
            int[] order = TwoSample.shuffled(total, random);
            for (int i = 0; i < total; i++) {
                side[i] = sample.side(order[i]);
            }
        }
        return Statistics.plain(name(), accepted, Map.of("k", k, "level", 0.05, "expected", accepted(table, k, side),
                "seed", sample.seed()));
    }

    static double accepted(NeighbourTable table, int k, int[] side) {
        int seconds = 0;
        for (int s : side) {
            seconds += s;
        }
        double share = (double) seconds / side.length;
        int accepted = 0;
        for (int i = 0; i < side.length; i++) {
            int second = 0;
            for (int r = 0; r < k; r++) {
                second += side[table.neighbour(i, r)];
            }
            double expected = k * share;
            double difference = second - expected;
            accepted += difference * difference * (1 / expected + 1 / (k - expected)) < CRITICAL ? 1 : 0;
        }
        return (double) accepted / side.length;
    }
}
