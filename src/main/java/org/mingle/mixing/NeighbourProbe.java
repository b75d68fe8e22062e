package org.mingle.mixing;

import java.util.Map;

/**
 * Classifier two-sample test with the vote of k nearest neighbours (Lopez-Paz and Oquab 2017: k = sqrt of the number
 * of points, at most 90), leaving out the point's own partner, which would give the side away. A tied vote counts half.
 * The p-value swaps labels within pairs (without pairs: shuffles all labels): neighbours stay, only votes change.
 * Interval: Wilson's, with the larger variance of that over pairs and that under swaps, because points share
 * neighbours. Cost: the shared table, then 200 rounds of N k votes.
 */
final class NeighbourProbe implements MixingStatistic {
    private static final int SWAPS = 199;

    @Override
    public String name() {
        return "c2st_knn";
    }

    @Override
    public Statistic of(TwoSample sample) {
        int k = k(sample);
        double[] right = right(sample, k, SwapTest.sides(sample));
        double accuracy = balanced(right, SwapTest.sides(sample));
        double[] swapped = SwapTest.swapped(sample, SWAPS, side -> balanced(right(sample, k, side), side));
        double variance = Math.max(Statistics.variance(swapped), SwapTest.varianceOfMean(sample, right));
        double units = variance > 0 ? accuracy * (1 - accuracy) / variance : 0;
        double[] interval = Statistics.wilson(accuracy, units > 0 ? units : sample.size());
        return new Statistic(name(), accuracy, interval[0], interval[1], SwapTest.p(accuracy, swapped),
                Map.of("k", k, "swaps", SWAPS, "within_pairs", sample.paired(), "seed", sample.seed()));
    }

    /** The accuracy with an interval from the variance over pairs alone; NaN with too few pairs to vote. */
    static Statistic accuracy(TwoSample sample) {
        if (sample.size() < LinearProbe.FEWEST_PAIRS) {
            return Statistics.impossible("c2st_knn", "a probe needs at least " + LinearProbe.FEWEST_PAIRS + " pairs, here are "
                    + sample.size());
        }
        double[] right = perPoint(sample);
        double accuracy = balanced(right, SwapTest.sides(sample));
        double variance = SwapTest.varianceOfMean(sample, right);
        double[] interval = Statistics.wilson(accuracy, variance > 0 ? accuracy * (1 - accuracy) / variance : sample.size());
        return new Statistic("c2st_knn", accuracy, interval[0], interval[1], Double.NaN, Map.of("k", k(sample)));
    }

    /** For each pooled point 1, 0.5 or 0 as the vote names its side. */
    static double[] perPoint(TwoSample sample) {
        return right(sample, k(sample), SwapTest.sides(sample));
    }

    private static int k(TwoSample sample) {
        return Math.min(sample.neighbours().k(), Math.max(1, (int) Math.sqrt(sample.pooledSize())));
    }

    /** Both sides weigh the same, or a larger one would win every vote and the accuracy. */
    private static double balanced(double[] right, byte[] side) {
        double[] sums = new double[2];
        int[] points = new int[2];
        for (int i = 0; i < right.length; i++) {
            int s = side[i] > 0 ? 1 : 0;
            sums[s] += right[i];
            points[s]++;
        }
        return (sums[0] / points[0] + sums[1] / points[1]) / 2;
    }

    /** For each point 1, 0.5 or 0 as the vote names its side. */
    private static double[] right(TwoSample sample, int k, byte[] side) {
        NeighbourTable table = sample.neighbours();
        int n = sample.first().rows();
        double[] right = new double[side.length];
        for (int i = 0; i < side.length; i++) {
            int partner = !sample.paired() ? -1 : i < n ? i + n : i - n;
            int votes = 0;
            for (int r = 0; r < k; r++) {
                int j = table.neighbour(i, r);
                votes += j == partner ? 0 : side[j];
            }
            right[i] = votes == 0 ? 0.5 : votes > 0 == side[i] > 0 ? 1 : 0;
        }
        return right;
    }
}
