package org.mingle.retrieval;

import java.util.Arrays;
import org.mingle.data.Embeddings;

/**
 * How often each gallery item is among the first k results (Radovanovic et al. 2010).
 *
 * @param k depth
 * @param counts by row of the gallery
 * @param skewness E[(N - mu)^3] / sigma^3, 0 without hubs, notable above 1.2
 * @param robinHood share of all places that would have to move for all items to be found equally often
 * @param antiHubs share of items never found
 * @param hubShare share of all places taken by hubs, items found at least 2 k times (Feldbauer and Flexer 2019)
 */
public record KOccurrence(int k, int[] counts, double skewness, double robinHood, double antiHubs, double hubShare) {
    public static KOccurrence of(Embeddings embeddings, int queryModality, int galleryModality, Similarity similarity, int k) {
        return of(TopLists.of(embeddings, queryModality, galleryModality, similarity, k), k, embeddings.size());
    }

    /** @param top rows of the gallery for each query */
    static KOccurrence of(int[][] top, int k, int size) {
        int[] counts = new int[size];
        for (int[] list : top) {
            for (int item : list) {
                counts[item]++;
            }
        }
        double total = Arrays.stream(counts).sum();
        double mean = total / counts.length;
        double square = Arrays.stream(counts).mapToDouble(c -> (c - mean) * (c - mean)).average().orElse(0);
        double cube = Arrays.stream(counts).mapToDouble(c -> Math.pow(c - mean, 3)).average().orElse(0);
        return new KOccurrence(k, counts, square > 0 ? cube / Math.pow(square, 1.5) : 0,
                Arrays.stream(counts).mapToDouble(c -> Math.abs(c - mean)).sum() / (2 * total),
                Arrays.stream(counts).filter(c -> c == 0).count() / (double) counts.length,
                Arrays.stream(counts).filter(c -> c >= 2 * k).sum() / total);
    }
}
