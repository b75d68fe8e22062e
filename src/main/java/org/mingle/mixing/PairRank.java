package org.mingle.mixing;

import java.util.Map;
import org.mingle.compute.NativeRuntime;
import org.mingle.compute.Parallel;

/**
 * Mean fraction of the other modality that is closer to a point than its own partner ("FOSCTTM", Liu et al. 2019),
 * both directions: 0 if every partner is nearest, 0.5 by chance; equal distances count half. Interval over pairs. At
 * most 4,000 pairs. Cost: n^2 d.
 */
final class PairRank implements MixingStatistic {
    private static final int LIMIT = 4000;

    @Override
    public String name() {
        return "pair_rank";
    }

    @Override
    public Statistic of(TwoSample sample) {
        if (!sample.paired()) {
            return Statistics.impossible(name(), "needs pairs");
        }
        TwoSample used = sample.balanced(LIMIT);
        double[] forward = direction(used, false);
        double[] backward = direction(used, true);
        double[] units = new double[used.size()];
        for (int i = 0; i < units.length; i++) {
            units[i] = (forward[i] + backward[i]) / 2;
        }
        String a = sample.names().get(0);
        String b = sample.names().get(1);
        return Statistics.meanOf(name(), units, Map.of(a + "_to_" + b, Statistics.mean(forward), b + "_to_" + a,
                Statistics.mean(backward), "pairs", used.size(), "of", sample.size()));
    }

    private static double[] direction(TwoSample used, boolean backward) {
        int n = used.size();
        double[] fractions = new double[n];
        CrossProducts.forEachBlock(backward ? used.second() : used.first(), backward ? used.first() : used.second(),
                (from, rows, products) -> Parallel.forRange(rows, NativeRuntime.threads(), (part, first, last) -> {
                    for (int r = first; r < last; r++) {
                        float own = products[r * n + from + r];
                        int closer = 0;
                        int tied = -1;
                        for (int j = 0; j < n; j++) {
                            float difference = products[r * n + j] - own;
                            closer += difference > CrossProducts.GRAIN ? 1 : 0;
                            tied += Math.abs(difference) <= CrossProducts.GRAIN ? 1 : 0;
                        }
                        fractions[from + r] = (closer + tied / 2.0) / (n - 1);
                    }
                }));
        return fractions;
    }
}
