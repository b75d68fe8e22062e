package org.mingle.mixing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.mingle.data.Embeddings;

/**
 * The cheap part of the card, for every epoch: values without p-values, on at most 300 pairs drawn by the seed, the
 * same ones in every epoch. The same embeddings and seed give the same values.
 */
public final class EpochMixing {
    /** Pairs looked at in each epoch; more are sampled down. */
    static final int PAIRS = 300;

    private EpochMixing() {}

    /**
     * {@code probe_accuracy} with its 95 % interval {@code probe_low probe_high} (fresh linear probe, see
     * {@link FreshProbe}), the same as {@code probe_knn probe_knn_low probe_knn_high} of the neighbours' vote, which sees
     * what no straight line can, {@code entropy_of_mixing ilisi clisi gap alignment uniformity} as in
     * {@link MixingAnalysis}. NaN where a statistic cannot be computed; with fewer than 10 pairs all are.
     *
     * @param embeddings of pairs; the first two modalities are looked at
     */
    public static Map<String, Double> of(Embeddings embeddings, long seed) {
        TwoSample sample = TwoSample.of(embeddings, seed).balanced(PAIRS);
        Map<String, Double> values = new LinkedHashMap<>();
        Statistic probe = LinearProbe.accuracy(sample);
        values.put("probe_accuracy", probe.value());
        values.put("probe_low", probe.low());
        values.put("probe_high", probe.high());
        Statistic vote = NeighbourProbe.accuracy(sample);
        values.put("probe_knn", vote.value());
        values.put("probe_knn_low", vote.low());
        values.put("probe_knn_high", vote.high());
        boolean enough = sample.size() >= LinearProbe.FEWEST_PAIRS;
        values.put("entropy_of_mixing", enough ? EntropyOfMixing.value(sample) : Double.NaN);
        values.put("ilisi", enough ? Lisi.ofModalities().value(sample) : Double.NaN);
        values.put("clisi", enough ? Lisi.ofClasses().value(sample) : Double.NaN);
        values.put("gap", enough ? ModalityGap.value(sample) : Double.NaN);
        values.put("alignment", enough ? new Alignment().of(sample).value() : Double.NaN);
        values.put("uniformity", enough ? new Uniformity().of(sample).value() : Double.NaN);
        return values;
    }
}
