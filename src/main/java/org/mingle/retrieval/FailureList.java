package org.mingle.retrieval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mingle.data.Embeddings;

/**
 * How well each sample is retrieved by, in both directions between two modalities: what a person sorts to find what
 * fails.
 *
 * @param modalities names of the two modalities
 * @param entries one a sample, in the order of the embeddings
 * @param confusion {@link TopConfusion} of the first ten results, first modality to second
 * @param reverse likewise, second to first
 * @param mean mean AP of either direction with its bootstrap interval over queries
 */
public record FailureList(List<String> modalities, List<Entry> entries, TopConfusion confusion, TopConfusion reverse,
        List<Interval> mean) {
    private static final int DEPTH = 10;
    private static final long SEED = 1;

    /**
     * One sample.
     *
     * @param id of the sample
     * @param label its first class
     * @param forward AP over the whole ranking as a query of the first modality, NaN if nothing is relevant
     * @param backward likewise of the second
     */
    public record Entry(String id, int label, double forward, double backward) {
        /** Mean of both directions. */
        public double mean() {
            return (forward + backward) / 2;
        }

        /** How far the two directions are apart, first less second. */
        public double disagreement() {
            return forward - backward;
        }
    }

    /** Measures all samples as queries, modality 0 against 1 and back. Cost: four passes over all pairs. */
    public static FailureList of(Embeddings e, Similarity similarity, HubCorrection correction) {
        double[] forward = RetrievalMeasures.of(e, 0, 1, similarity, correction).averagePrecision();
        double[] backward = RetrievalMeasures.of(e, 1, 0, similarity, correction).averagePrecision();
        List<Entry> entries = new ArrayList<>(e.size());
        for (int r = 0; r < e.size(); r++) {
            entries.add(new Entry(e.ids().get(r), e.labels()[r][0], forward[r], backward[r]));
        }
        return new FailureList(e.modalities().subList(0, 2), List.copyOf(entries),
                TopConfusion.of(e, 0, 1, similarity, correction, DEPTH),
                TopConfusion.of(e, 1, 0, similarity, correction, DEPTH),
                List.of(QueryBootstrap.mean(forward, SEED), QueryBootstrap.mean(backward, SEED)));
    }

    /** Mean AP of both directions by id, to compare another list with. */
    public Map<String, Double> byId() {
        Map<String, Double> map = new HashMap<>();
        entries.forEach(e -> map.put(e.id(), e.mean()));
        return map;
    }
}
