package org.mingle.retrieval;

import org.mingle.data.Embeddings;

/**
 * Which classes are found for which: entry (a, b) is the share of items of class b among the first k results of
 * queries of class a, so that rows sum to 1 (rows without queries are 0). Ties by the order of rows. In multi-label
 * data a query or an item with c classes counts 1/c for each.
 *
 * @param k depth
 * @param shares classes x classes
 */
public record TopConfusion(int k, double[][] shares) {
    public static TopConfusion of(Embeddings embeddings, int queryModality, int galleryModality, Similarity similarity, int k) {
        return of(embeddings, queryModality, galleryModality, similarity, HubCorrection.NONE, k);
    }

    /** The same for the ranking that a hub correction gives. */
    public static TopConfusion of(Embeddings embeddings, int queryModality, int galleryModality, Similarity similarity,
            HubCorrection correction, int k) {
        return of(TopLists.of(embeddings, queryModality, galleryModality, similarity, correction, k), embeddings, k);
    }

    /** @param top rows of the first results of every query; null for what is none */
    static TopConfusion of(int[][] top, Embeddings embeddings, int k) {
        int classes = embeddings.classNames().size();
        double[][] shares = new double[classes][classes];
        for (int q = 0; q < top.length; q++) {
            for (int a : top[q] == null ? new int[0] : embeddings.labels()[q]) {
                for (int item : top[q]) {
                    for (int b : embeddings.labels()[item]) {
                        shares[a][b] += 1.0 / embeddings.labels()[q].length / embeddings.labels()[item].length;
                    }
                }
            }
        }
        for (double[] row : shares) {
            double sum = java.util.Arrays.stream(row).sum();
            for (int b = 0; b < classes && sum > 0; b++) {
                row[b] /= sum;
            }
        }
        return new TopConfusion(k, shares);
    }
}
