package org.mingle.mixing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.mingle.data.Embeddings;

/**
 * The cheap part of the card, for every epoch: values without p-values, on a few hundred pairs drawn by the seed, the
 * same ones in every epoch, so that it takes a few hundredths of the time of training. The same embeddings, seed and
 * epoch give the same values.
 */
public final class EpochMixing {
    /** Pairs that the linear probe, gap and alignment see; more are sampled down. */
    static final int PAIRS = 300;
    /** Pairs whose neighbours and distances are looked at: their cost grows with the square. */
    static final int NEAR_PAIRS = 120;
    /** Pairs whose spread over the sphere is looked at. */
    static final int SPREAD_PAIRS = 100;
    /** Local mixing and Tribuo's probe cost more than all the rest: they are measured in few epochs. */
    private static final int OFTEN = 5;
    private static final int SELDOM = 20;

    private EpochMixing() {}

    /**
     * {@code probe_accuracy} with its 95 % interval {@code probe_low probe_high} (fresh linear probe, see
     * {@link FreshProbe}), the same as {@code probe_knn probe_knn_low probe_knn_high} of the neighbours' vote, which sees
     * what no straight line can, {@code gap alignment uniformity entropy_of_mixing} and, in every fifth epoch up to the 20th
     * and in every 20th after it, {@code ilisi clisi} as in {@link MixingAnalysis} and {@code probe_logistic}, the linear
     * probe trained by Tribuo. Linear probe, gap and alignment see at most 300 pairs, the others 120, uniformity 100. NaN where a statistic cannot be computed; with fewer than 10 pairs all are.
     *
     * @param embeddings of pairs; the first two modalities are looked at
     */
    public static Map<String, Double> of(Embeddings embeddings, long seed, int epoch) {
        boolean local = epoch % (epoch <= SELDOM ? OFTEN : SELDOM) == 0;
        TwoSample whole = TwoSample.of(embeddings, seed).balanced(PAIRS);
        TwoSample near = whole.balanced(NEAR_PAIRS)
                .withNeighbours(local ? NeighbourTable.DEFAULT_K : EntropyOfMixing.NEIGHBOURS);
        return of(whole, near, near.balanced(SPREAD_PAIRS), local);
    }

    /** The same on all pairs, local mixing included: neighbourhoods of a sample reach further and look more mixed. */
    public static Map<String, Double> ofAll(Embeddings embeddings, long seed) {
        TwoSample whole = TwoSample.of(embeddings, seed);
        return of(whole, whole, whole, true);
    }

    private static Map<String, Double> of(TwoSample whole, TwoSample near, TwoSample spread, boolean local) {
        Map<String, Double> values = new LinkedHashMap<>();
        put(values, "probe_accuracy", "probe", LinearProbe.accuracy(whole));
        put(values, "probe_knn", "probe_knn", NeighbourProbe.accuracy(near));
        boolean enough = whole.size() >= LinearProbe.FEWEST_PAIRS;
        values.put("gap", enough ? ModalityGap.value(whole) : Double.NaN);
        values.put("alignment", enough ? new Alignment().of(whole).value() : Double.NaN);
        values.put("uniformity", enough ? new Uniformity().of(spread).value() : Double.NaN);
        values.put("entropy_of_mixing", enough ? EntropyOfMixing.value(near) : Double.NaN);
        if (local) {
            values.put("probe_logistic", LinearProbe.logistic(whole).value());
            values.put("ilisi", enough ? Lisi.ofModalities().value(near) : Double.NaN);
            values.put("clisi", enough ? Lisi.ofClasses().value(near) : Double.NaN);
        }
        return values;
    }

    private static void put(Map<String, Double> values, String name, String interval, Statistic s) {
        values.put(name, s.value());
        values.put(interval + "_low", s.low());
        values.put(interval + "_high", s.high());
    }
}
