package org.mingle.retrieval;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.mingle.data.Embeddings;

/**
 * How well samples are retrieved by, in both directions between two modalities: what a person sorts to find what fails.
 *
 * @param modalities names of the two modalities
 * @param entries one a query, in the order of the embeddings
 * @param top the first ten results of every query as rows, by direction and the query's row; null where a sample is no
 *     query
 * @param confusion {@link TopConfusion} of these, by direction
 * @param mean mean AP of either direction with its bootstrap interval over queries
 */
public record FailureList(List<String> modalities, List<Entry> entries, List<int[][]> top,
        List<TopConfusion> confusion, List<Interval> mean) {
    /** Results that count for the confusions. */
    public static final int DEPTH = 10;
    private static final long SEED = 1;

    /**
     * One query.
     *
     * @param row of the sample in the embeddings
     * @param id of the sample
     * @param label its first class
     * @param forward AP over the whole ranking as a query of the first modality, NaN if nothing is relevant
     * @param backward likewise of the second
     */
    public record Entry(int row, String id, int label, double forward, double backward) {
        /** Mean of both directions. */
        public double mean() {
            return (forward + backward) / 2;
        }

        /** How far the two directions are apart, first less second. */
        public double disagreement() {
            return forward - backward;
        }
    }

    /** Measures all samples as queries, modality 0 against 1 and back. Cost: two passes over all pairs. */
    public static FailureList of(Embeddings e, Similarity similarity, HubCorrection correction) {
        return of(e, similarity, correction, IntStream.range(0, e.size()).toArray());
    }

    /**
     * Measures some samples as queries, each against the whole gallery.
     *
     * @param queries rows, ascending
     */
    public static FailureList of(Embeddings e, Similarity similarity, HubCorrection correction, int[] queries) {
        List<int[][]> top = List.of(new int[e.size()][], new int[e.size()][]);
        double[] forward = measure(e, 0, similarity, correction, queries, top.get(0));
        double[] backward = measure(e, 1, similarity, correction, queries, top.get(1));
        List<Entry> entries = new ArrayList<>(queries.length);
        for (int row : queries) {
            entries.add(new Entry(row, e.ids().get(row), e.labels()[row][0], forward[row], backward[row]));
        }
        return new FailureList(e.modalities().subList(0, 2), List.copyOf(entries), top,
                top.stream().map(t -> TopConfusion.of(t, e, DEPTH)).toList(),
                Stream.of(forward, backward).map(ap -> QueryBootstrap.mean(IntStream.of(queries)
                        .mapToDouble(r -> ap[r]).toArray(), SEED)).toList());
    }

    /** AP by row of what asks from a modality for the other one; its first results are put into {@code top}. */
    private static double[] measure(Embeddings e, int modality, Similarity similarity, HubCorrection correction,
            int[] queries, int[][] top) {
        double[] ap = new double[e.size()];
        int depth = Math.min(DEPTH, e.size());
        Relevance relevance = new Relevance(e);
        boolean all = queries.length == e.size();
        GalleryScan scan = new GalleryScan(e, modality, 1 - modality, similarity, correction, null, all ? null : queries);
        scan.scan(() -> {
            RelevantRanks ranks = RelevantRanks.of(scan);
            return (row, keys) -> {
                top[row] = TopLists.smallest(keys, depth, -1);
                ranks.query(row, keys, relevance, true);
                ap[row] = ranks.averagePrecision();
            };
        });
        return ap;
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
     * @return in the order of the entries
     */
    public List<Entry> queries(Embeddings e, int direction, int queryClass, int foundClass) {
        int[][] lists = top.get(direction);
        return entries.stream().filter(q -> has(e, q.row(), queryClass)
                && IntStream.of(lists[q.row()]).anyMatch(item -> has(e, item, foundClass))).toList();
    }

    private static boolean has(Embeddings e, int row, int c) {
        return IntStream.of(e.labels()[row]).anyMatch(l -> l == c);
    }
}
