package org.mingle.retrieval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.mingle.data.Embeddings;

/**
 * How well each sample is retrieved by, in both directions between two modalities: what a person sorts to find what
 * fails.
 *
 * @param modalities names of the two modalities
 * @param entries one a sample, in the order of the embeddings
 * @param top the first ten results of every query as rows, by direction
 * @param confusion {@link TopConfusion} of these, by direction
 * @param mean mean AP of either direction with its bootstrap interval over queries
 */
public record FailureList(List<String> modalities, List<Entry> entries, List<int[][]> top,
        List<TopConfusion> confusion, List<Interval> mean) {
    /** Results that count for the confusions. */
    public static final int DEPTH = 10;
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
        List<int[][]> top = List.of(TopLists.of(e, 0, 1, similarity, correction, DEPTH),
                TopLists.of(e, 1, 0, similarity, correction, DEPTH));
        return new FailureList(e.modalities().subList(0, 2), List.copyOf(entries), top,
                top.stream().map(t -> TopConfusion.of(t, e, DEPTH)).toList(),
                List.of(QueryBootstrap.mean(forward, SEED), QueryBootstrap.mean(backward, SEED)));
    }

    /** Mean AP of both directions by id, to compare another list with. */
    public Map<String, Double> byId() {
        Map<String, Double> map = new HashMap<>();
        entries.forEach(e -> map.put(e.id(), e.mean()));
        return map;
    }

    /**
     * The queries behind one cell of a confusion table: those of one class that have an item of another among their
     * first ten.
     *
     * @param direction 0 for first to second modality, 1 for back
     * @return rows, ascending
     */
    public int[] queries(Embeddings e, int direction, int queryClass, int foundClass) {
        int[][] lists = top.get(direction);
        return IntStream.range(0, lists.length).filter(q -> has(e, q, queryClass)
                && IntStream.of(lists[q]).anyMatch(item -> has(e, item, foundClass))).toArray();
    }

    private static boolean has(Embeddings e, int row, int c) {
        return IntStream.of(e.labels()[row]).anyMatch(l -> l == c);
    }
}
