package org.mingle.retrieval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.mingle.data.Embeddings;

/**
 * Hubs and anti-hubs of one direction: gallery items that are found by too many queries, or by none.
 *
 * @param occurrence counts and their statistics
 * @param takenBy the queries that have an item among their first k, by row of the gallery, ascending rows
 */
public record HubReport(KOccurrence occurrence, List<int[]> takenBy) {

    /** Measures one direction. Cost: one pass over all pairs. */
    public static HubReport of(Embeddings embeddings, int queryModality, int galleryModality, HubCorrection correction,
            int k) {
        int[][] top = TopLists.of(embeddings, queryModality, galleryModality, Similarity.COSINE, correction, k);
        KOccurrence occurrence = KOccurrence.of(top, k, embeddings.size());
        List<int[]> takenBy = new ArrayList<>(embeddings.size());
        for (int count : occurrence.counts()) {
            takenBy.add(new int[count]);
        }
        int[] filled = new int[embeddings.size()];
        for (int q = 0; q < top.length; q++) {
            for (int item : top[q]) {
                takenBy.get(item)[filled[item]++] = q;
            }
        }
        return new HubReport(occurrence, List.copyOf(takenBy));
    }

    /** Rows of the gallery, the most often found first; equal ones by row. */
    public int[] order() {
        int[] counts = occurrence.counts();
        return IntStream.range(0, counts.length).boxed().sorted((a, b) -> counts[b] - counts[a]).mapToInt(r -> r)
                .toArray();
    }

    /** How many items are found exactly 0, 1, 2 .. times. */
    public int[] histogram() {
        int[] histogram = new int[Arrays.stream(occurrence.counts()).max().orElse(0) + 1];
        for (int c : occurrence.counts()) {
            histogram[c]++;
        }
        return histogram;
    }

    /** Share of the queries that find an item of no class of theirs: 0 where nobody finds it. */
    public double wrongShare(Embeddings embeddings, int row) {
        int[] queries = takenBy.get(row);
        return queries.length == 0 ? 0
                : Arrays.stream(queries).filter(q -> !embeddings.relevant(q, row)).count() / (double) queries.length;
    }

    /**
     * What a correction does to the mean AP of a direction.
     *
     * @param before mean AP by cosine with its bootstrap interval over queries
     * @param after likewise corrected
     * @param paired the two compared query by query
     */
    public record Effect(Interval before, Interval after, PairedComparison paired) {
        private static final long SEED = 1;

        public static Effect of(Embeddings e, int queryModality, int galleryModality, HubCorrection correction) {
            double[] plain = RetrievalMeasures.of(e, queryModality, galleryModality, Similarity.COSINE).averagePrecision();
            double[] corrected = RetrievalMeasures.of(e, queryModality, galleryModality, Similarity.COSINE, correction)
                    .averagePrecision();
            return new Effect(QueryBootstrap.mean(plain, SEED), QueryBootstrap.mean(corrected, SEED),
                    PairedComparison.of(plain, corrected, SEED));
        }
    }
}
