package org.mingle.mixing;

import java.util.Map;
import org.mingle.compute.NativeRuntime;
import org.mingle.compute.Parallel;

/**
 * Mean fraction of the other modality that is closer to a point than its own partner ("FOSCTTM", Liu et al. 2019),
 * both directions: 0 if every partner is nearest, 0.5 by chance; equal distances count half. Interval by the
 * jackknife over pairs. At most 4,000 pairs. Cost: n^2 d.
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
        float[][] forward = closer(used, false);
        float[][] backward = closer(used, true);
        double there = without(forward, -1);
        double back = without(backward, -1);
        double value = (there + back) / 2;
        double half = Jackknife.half(g -> (without(forward, g) + without(backward, g)) / 2);
        String a = sample.names().get(0);
        String b = sample.names().get(1);
        double[] interval = Statistics.shareInterval(value, half);
        return new Statistic(name(), value, interval[0], interval[1], Double.NaN,
                Map.of(a + "_to_" + b, there, b + "_to_" + a, back, "pairs", used.size(), "of", sample.size(),
                        "interval", "jackknife over pairs"));
    }

    /** The mean fraction over pairs outside a group, counting only items outside it; -1 for no group. */
    private static double without(float[][] closer, int group) {
        int n = closer.length;
        int left = n - (group < 0 ? 0 : (n - group + Jackknife.GROUPS - 1) / Jackknife.GROUPS);
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int g = 0; i % Jackknife.GROUPS != group && g < Jackknife.GROUPS; g++) {
                sum += g == group ? 0 : closer[i][g];
            }
        }
        return sum / left / (left - 1);
    }

    /** For each point the number of items of the other side, by group, that are closer than its partner. */
    private static float[][] closer(TwoSample used, boolean backward) {
        int n = used.size();
        float[][] fractions = new float[n][Jackknife.GROUPS];
        CrossProducts.forEachBlock(backward ? used.second() : used.first(), backward ? used.first() : used.second(),
                (from, rows, products) -> Parallel.forRange(rows, NativeRuntime.threads(), (part, first, last) -> {
                    for (int r = first; r < last; r++) {
                        float own = products[r * n + from + r];
                        float[] counts = fractions[from + r];
                        for (int j = 0, g = 0; j < n; j++, g = g == Jackknife.GROUPS - 1 ? 0 : g + 1) {
                            float difference = products[r * n + j] - own;
                            if (difference >= -CrossProducts.GRAIN && j != from + r) {
                                counts[g] += difference > CrossProducts.GRAIN ? 1f : 0.5f;
                            }
                        }
                    }
                }));
        return fractions;
    }
}
