package org.mingle.mixing;

import java.util.Map;

/**
 * Entropy of the modalities among a point's k = 30 nearest neighbours, divided by log 2, averaged over all points
 * (Haghverdi et al. 2018): 0 if every neighbourhood is of one modality, 1 if half and half. Interval: the
 * larger variance of that over pairs and that under label swaps, because points share neighbours. With k = 30, perfect
 * mixing comes to about 0.98. Cost: the shared table, then 100 N k.
 */
final class EntropyOfMixing implements MixingStatistic {
    static final int NEIGHBOURS = 30;
    private static final int SWAPS = 99;

    @Override
    public String name() {
        return "entropy_of_mixing";
    }

    @Override
    public Statistic of(TwoSample sample) {
        int total = sample.pooledSize();
        NeighbourTable table = sample.neighbours();
        byte[] side = SwapTest.sides(sample);
        double[] all = new double[total];
        for (int i = 0; i < total; i++) {
            all[i] = at(table, side, i);
        }
        double value = Statistics.mean(all);
        double[] swapped = SwapTest.swapped(sample, SWAPS, swap -> {
            double sum = 0;
            for (int i = 0; i < total; i++) {
                sum += at(table, swap, i);
            }
            return sum / total;
        });
        double half = Statistics.Z * Math.sqrt(Math.max(Statistics.variance(swapped), SwapTest.varianceOfMean(sample, all)));
        return new Statistic(name(), value, Math.max(0, value - half), Math.min(1, value + half), Double.NaN,
                Map.of("k", Math.min(NEIGHBOURS, sample.neighbours().k()), "swaps", SWAPS, "seed", sample.seed()));
    }

    /** The value alone. */
    static double value(TwoSample sample) {
        NeighbourTable table = sample.neighbours();
        byte[] side = SwapTest.sides(sample);
        double sum = 0;
        for (int i = 0; i < side.length; i++) {
            sum += at(table, side, i);
        }
        return sum / side.length;
    }

    private static double at(NeighbourTable table, byte[] side, int i) {
        int k = Math.min(NEIGHBOURS, table.k());
        int sum = 0;
        for (int r = 0; r < k; r++) {
            sum += side[table.neighbour(i, r)];
        }
        return entropy((sum + k) / (2.0 * k)) / Math.log(2);
    }

    private static double entropy(double share) {
        return share <= 0 || share >= 1 ? 0 : -share * Math.log(share) - (1 - share) * Math.log(1 - share);
    }
}
