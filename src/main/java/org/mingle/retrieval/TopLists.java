package org.mingle.retrieval;

import java.util.Arrays;
import org.mingle.data.Embeddings;

/** The first k results of every query, as rows; equal scores by row. */
final class TopLists {
    private TopLists() {}

    static int[][] of(Embeddings embeddings, int queryModality, int galleryModality, Similarity similarity, int k) {
        return of(embeddings, queryModality, galleryModality, similarity, HubCorrection.NONE, k);
    }

    static int[][] of(Embeddings embeddings, int queryModality, int galleryModality, Similarity similarity,
            HubCorrection correction, int k) {
        GalleryScan scan = new GalleryScan(embeddings, queryModality, galleryModality, similarity, correction, null);
        int n = embeddings.size();
        int depth = Math.min(k, scan.sameModality() ? n - 1 : n);
        int[][] top = new int[n][];
        scan.scan(() -> (q, keys) -> top[q] = smallest(keys, depth, scan.sameModality() ? q : -1));
        return top;
    }

    /** Positions of the {@code depth} smallest keys in order, by insertion: nearly all keys fail the first comparison. */
    static int[] smallest(int[] keys, int depth, int leftOut) {
        long[] best = new long[depth];
        Arrays.fill(best, Long.MAX_VALUE);
        for (int j = 0; j < keys.length && depth > 0; j++) {
            long entry = (long) keys[j] << 32 | j;
            if (entry < best[depth - 1] && j != leftOut) {
                int at = depth - 1;
                for (; at > 0 && best[at - 1] > entry; at--) {
                    best[at] = best[at - 1];
                }
                best[at] = entry;
            }
        }
        return Arrays.stream(best).mapToInt(b -> (int) b).toArray();
    }
}
