package org.mingle.retrieval;

import java.util.List;

/**
 * The gallery ranked for one query. Ids throughout; ranks start at 1. Hits of equal score are ordered by id.
 *
 * @param queryId id of the query sample, or a description such as {@code "a red bus"} for a query from outside
 * @param inDataset whether the query is a sample (then it has classes, a true pair and an average precision)
 * @param queryModality name
 * @param galleryModality name
 * @param gallerySize how many items were ranked
 * @param relevantCount how many of them share a class with the query
 * @param hits the first K
 * @param averagePrecision over the whole ranking, ties at their expected value; NaN if nothing is relevant or known
 * @param truePairRank rank of the query's own other half, 0 if unknown or not in the gallery
 */
public record Ranking(String queryId, boolean inDataset, String queryModality, String galleryModality, int gallerySize,
        int relevantCount, List<Hit> hits, double averagePrecision, int truePairRank) {
    public Ranking {
        // Those of the engine cannot be changed and are made as they are looked at: a copy would make them all.
        hits = hits instanceof RankedHits ? hits : List.copyOf(hits);
    }

    /** One result. */
    public record Hit(int rank, String id, double score, boolean relevant, boolean truePair) {}
}
