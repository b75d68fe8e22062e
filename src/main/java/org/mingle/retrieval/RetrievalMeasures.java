package org.mingle.retrieval;

import java.util.Map;
import org.mingle.data.Embeddings;

/**
 * Retrieval measures of one direction, queries of one modality against the gallery of another. Ties count at their
 * expected value over all orders, so that a collapsed space scores like chance.
 *
 * @param queryModality name
 * @param galleryModality name
 * @param mapAll mean AP over the whole ranking
 * @param mapAt50Found mean AP over the first 50, divided by the relevant found there (the older papers' measure)
 * @param mapAt50 mean AP over the first 50, divided by min(50, relevant)
 * @param mapAtR mean AP over the first R, R the number of relevant items (Musgrave et al. 2020)
 * @param recallAt share of queries whose true pair is within the first K, by K (1, 5, 10)
 * @param medianRank median rank of the true pair
 * @param averagePrecision AP over the whole ranking of each query, in the order of the embeddings' ids
 */
public record RetrievalMeasures(String queryModality, String galleryModality, double mapAll, double mapAt50Found,
        double mapAt50, double mapAtR, Map<Integer, Double> recallAt, double medianRank, double[] averagePrecision) {

    /** Measures one direction; every pair is both query and gallery item. */
    public static RetrievalMeasures of(Embeddings embeddings, int queryModality, int galleryModality, Similarity similarity) {
        throw new UnsupportedOperationException();
    }
}
