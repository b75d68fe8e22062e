package org.mingle.mixing;

/**
 * Classifier two-sample test with the vote of k nearest neighbours (Lopez-Paz and Oquab 2017: k = sqrt of the number
 * of points), leaving out the point's own partner, which would give the side away. A tied vote counts half. The
 * p-value swaps labels within pairs: neighbours stay, only votes change. At most k = 90. Cost: the shared table, then
 * 199 rounds of N k votes.
 */
final class NeighbourProbe implements MixingStatistic {
    private static final int SWAPS = 199;

    @Override
    public String name() {
        return "c2st_knn";
    }

    @Override
    public Statistic of(TwoSample sample) {
        NeighbourTable table = sample.neighbours();
        int total = sample.pooledSize();
        int k = Math.min(table.k(), Math.max(1, (int) Math.sqrt(total)));
        int n = sample.first().rows();
        byte[] side = new byte[total];
        for (int i = 0; i < total; i++) {
            side[i] = (byte) (2 * sample.side(i) - 1);
        }
        double[] right = right(sample, table, k, side);
        double[] units = right;
        if (sample.paired()) {
            units = new double[n];
            for (int i = 0; i < n; i++) {
                units[i] = (right[i] + right[n + i]) / 2;
            }
        }
        // Without pairs both sides weigh the same, or the larger one would win every vote and the accuracy.
        double accuracy = sample.paired() ? Statistics.mean(units)
                : (Statistics.mean(java.util.Arrays.copyOf(right, n))
                        + Statistics.mean(java.util.Arrays.copyOfRange(right, n, total))) / 2;
        double variance = Statistics.variance(units);
        double count = variance > 0 ? Math.min(total, accuracy * (1 - accuracy) * units.length / variance) : units.length;
        double[] interval = Statistics.wilson(accuracy, count);
        double p = sample.paired() ? permuted(sample, table, k, accuracy) : Double.NaN;
        return new Statistic(name(), accuracy, interval[0], interval[1], p,
                java.util.Map.of("k", k, "swaps", sample.paired() ? SWAPS : 0, "seed", sample.seed()));
    }

    private static double permuted(TwoSample sample, NeighbourTable table, int k, double observed) {
        int n = sample.size();
        double[] rounds = new double[SWAPS];
        float[] signs = SwapTest.signs(SWAPS, n, sample.seed());
        org.mingle.compute.Parallel.forRange(SWAPS, org.mingle.compute.NativeRuntime.threads(), (part, from, to) -> {
            byte[] side = new byte[2 * n];
            for (int b = from; b < to; b++) {
                for (int i = 0; i < n; i++) {
                    side[i] = (byte) signs[b * n + i];
                    side[n + i] = (byte) -side[i];
                }
                rounds[b] = Statistics.mean(right(sample, table, k, side));
            }
        });
        return SwapTest.p(observed, rounds);
    }

    /** For each point 1, 0.5 or 0 as the vote names its side. */
    private static double[] right(TwoSample sample, NeighbourTable table, int k, byte[] side) {
        int n = sample.first().rows();
        int total = side.length;
        double[] right = new double[total];
        for (int i = 0; i < total; i++) {
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
