package org.mingle.mixing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.mingle.data.Embeddings;

/**
 * The cheap part of the card, for use during training: values without p-values, on a few hundred pairs drawn by the
 * seed, the same ones in every epoch. The same embeddings and seed give the same values.
 */
public final class EpochMixing {
    /** Pairs that the linear probe, gap and alignment see; more are sampled down. */
    static final int PAIRS = 300;
    /** Pairs whose neighbours and distances are looked at: their cost grows with the square. */
    static final int NEAR_PAIRS = 120;
    /** Pairs whose spread over the sphere is looked at. */
    static final int SPREAD_PAIRS = 100;

    private EpochMixing() {}

    /**
     * {@code probe_accuracy} with its 95 % interval {@code probe_low probe_high} (fresh linear probe, see
     * {@link FreshProbe}), the same as {@code probe_knn probe_knn_low probe_knn_high} of the neighbours' vote, which sees
     * what no straight line can, {@code gap alignment uniformity entropy_of_mixing}, {@code ilisi clisi} as in
     * {@link MixingAnalysis}, and {@code probe_logistic}, the linear probe trained by Tribuo, if asked for. Linear probe,
     * gap and alignment see at most 300 pairs, the others 120, uniformity 100. NaN where a statistic cannot be computed;
     * with fewer than 10 pairs all are.
     *
     * @param embeddings of pairs; the first two modalities are looked at
     * @param logistic with Tribuo's probe, which costs more than all the rest
     */
    public static Map<String, Double> of(Embeddings embeddings, long seed, boolean logistic) {
        TwoSample whole = TwoSample.of(embeddings, seed).balanced(PAIRS);
        TwoSample near = whole.balanced(NEAR_PAIRS)
                .withNeighbours(NeighbourTable.DEFAULT_K);
        return of(whole, near, near.balanced(SPREAD_PAIRS), logistic);
    }

    /**
     * About what {@link #of} takes on one core without Tribuo's probe: a fit to its CPU time on 50 to 1,000 pairs of 16 to
     * 256 dimensions ({@code MixingTiming} beside the tests has the present figures).
     */
    public static double seconds(int pairs, int dimension) {
        int near = Math.min(pairs, NEAR_PAIRS);
        int all = Math.min(pairs, PAIRS);
        return 1e-3 * (1.2 + 0.03 * near + 1e-5 * all * dimension + 8e-5 * dimension * Math.min(dimension, 2 * all));
    }

    /** The same of Tribuo's probe. */
    public static double logisticSeconds(int pairs, int dimension) {
        return 1e-3 * (2 + 9e-4 * Math.min(pairs, PAIRS) * dimension);
    }

    /** The same on all pairs, local mixing included: neighbourhoods of a sample reach further and look more mixed. */
    public static Map<String, Double> ofAll(Embeddings embeddings, long seed) {
        TwoSample whole = TwoSample.of(embeddings, seed);
        return of(whole, whole, whole, true);
    }

    private static Map<String, Double> of(TwoSample whole, TwoSample near, TwoSample spread, boolean logistic) {
        Map<String, Double> values = new LinkedHashMap<>();
        put(values, "probe_accuracy", "probe", LinearProbe.accuracy(whole));
        put(values, "probe_knn", "probe_knn", NeighbourProbe.accuracy(near));
        boolean enough = whole.size() >= LinearProbe.FEWEST_PAIRS;
        values.put("gap", enough ? ModalityGap.value(whole) : Double.NaN);
        values.put("alignment", enough ? new Alignment().of(whole).value() : Double.NaN);
        values.put("uniformity", enough ? new Uniformity().of(spread).value() : Double.NaN);
        values.put("entropy_of_mixing", enough ? EntropyOfMixing.value(near) : Double.NaN);
        values.put("ilisi", enough ? Lisi.ofModalities().value(near) : Double.NaN);
        values.put("clisi", enough ? Lisi.ofClasses().value(near) : Double.NaN);
        if (logistic) {
            values.put("probe_logistic", LinearProbe.logistic(whole).value());
        }
        return values;
    }

    private static void put(Map<String, Double> values, String name, String interval, Statistic s) {
        values.put(name, s.value());
        values.put(interval + "_low", s.low());
        values.put(interval + "_high", s.high());
    }
}
