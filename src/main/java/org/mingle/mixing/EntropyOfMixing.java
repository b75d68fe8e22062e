package org.mingle.mixing;

import java.util.Map;

/**
 * Entropy of the modalities among a point's k = 30 nearest neighbours, divided by log 2, averaged over all points
 * (Haghverdi et al. 2018): 0 if every neighbourhood is of one modality, 1 if half and half. Interval over pairs. With
 * k = 30, perfect mixing comes to about 0.98. Cost: the shared table, then N k.
 */
final class EntropyOfMixing implements MixingStatistic {
    private static final int NEIGHBOURS = 30;

    @Override
    public String name() {
        return "entropy_of_mixing";
    }

    @Override
    public Statistic of(TwoSample sample) {
        double[] all = perPoint(sample);
        double[] units = all;
        if (sample.paired()) {
            int n = sample.size();
            units = new double[n];
            for (int i = 0; i < n; i++) {
                units[i] = (all[i] + all[n + i]) / 2;
            }
        }
        return Statistics.meanOf(name(), units, Map.of("k", Math.min(NEIGHBOURS, sample.neighbours().k())));
    }

    static double[] perPoint(TwoSample sample) {
        NeighbourTable table = sample.neighbours();
        int k = Math.min(NEIGHBOURS, table.k());
        double[] values = new double[sample.pooledSize()];
        for (int i = 0; i < values.length; i++) {
            int second = 0;
            for (int r = 0; r < k; r++) {
                second += sample.side(table.neighbour(i, r));
            }
            values[i] = entropy((double) second / k) / Math.log(2);
        }
        return values;
    }

    private static double entropy(double share) {
        return share <= 0 || share >= 1 ? 0 : -share * Math.log(share) - (1 - share) * Math.log(1 - share);
    }
}
