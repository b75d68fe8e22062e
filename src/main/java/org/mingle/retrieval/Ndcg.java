package org.mingle.retrieval;

import java.util.Arrays;
import org.mingle.data.Embeddings;

/**
 * Normalised discounted cumulative gain (Jarvelin and Kekalainen 2002; exponential gain as in Burges et al. 2005):
 * DCG = sum over ranks j up to the depth of (2^g - 1) / log2(j + 1), g the number of classes shared with the query,
 * divided by that of the best order. In a tie every item has the mean gain of the tie: the exact expected value
 * (McSherry and Najork 2008).
 */
public final class Ndcg {
    private Ndcg() {}

    /** One value a query of {@link QuerySample}, NaN where nothing is relevant. */
    public static double[] perQuery(Embeddings embeddings, int queryModality, int galleryModality, Similarity similarity, int depth) {
        int n = embeddings.size();
        int[] queries = QuerySample.of(n);
        GalleryScan scan = new GalleryScan(embeddings, queryModality, galleryModality, similarity, HubCorrection.NONE, null,
                queries);
        Relevance relevance = new Relevance(embeddings);
        double[] values = new double[queries.length];
        scan.scan(() -> (q, keys) -> {
            long[] entries = new long[n - (scan.sameModality() ? 1 : 0)];
            int at = 0;
            for (int j = 0; j < n; j++) {
                if (!scan.sameModality() || j != q) {
                    entries[at++] = (long) keys[j] << 32 | relevance.shared(q, j);
                }
            }
            Arrays.sort(entries);
            values[Arrays.binarySearch(queries, q)] = ndcg(entries, depth);
        });
        return values;
    }

    /** @param entries key in the high and number of shared classes in the low half, ascending */
    static double ndcg(long[] entries, int depth) {
        double sum = 0;
        double[] gains = new double[entries.length];
        for (int start = 0; start < entries.length; ) {
            int end = start;
            double gain = 0;
            while (end < entries.length && entries[end] >> 32 == entries[start] >> 32) {
                gains[end] = Math.pow(2, (int) entries[end]) - 1;
                gain += gains[end++];
            }
            for (int j = start; j < Math.min(end, depth); j++) {
                sum += gain / (end - start) * discount(j);
            }
            start = end;
        }
        Arrays.sort(gains);
        double ideal = 0;
        for (int j = 0; j < Math.min(depth, gains.length); j++) {
            ideal += gains[gains.length - 1 - j] * discount(j);
        }
        return ideal > 0 ? sum / ideal : Double.NaN;
    }

    private static double discount(int index) {
        return Math.log(2) / Math.log(index + 2);
    }
}
