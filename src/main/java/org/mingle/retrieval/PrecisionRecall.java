package org.mingle.retrieval;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.mingle.data.Embeddings;

/**
 * Mean curves of one direction over the queries of {@link QuerySample}, those without relevant items left out. Inside a tie the number of
 * relevant items grows evenly, which is its expected value over all orders.
 *
 * @param interpolated 11-point interpolated precision at recall 0, 0.1, .. 1: the largest precision at that recall or
 *     above (Manning, Raghavan and Schuetze 2008, section 8.4)
 * @param scopes depths of the precision-scope curve, ascending
 * @param precisionAtScope expected precision among the first {@code scopes[i]} results
 */
public record PrecisionRecall(double[] interpolated, int[] scopes, double[] precisionAtScope) {
    private static final int POINTS = 11;

    /** @param scopes depths of the precision-scope curve, at least 1; those beyond the gallery use the whole gallery */
    public static PrecisionRecall of(Embeddings embeddings, int queryModality, int galleryModality, Similarity similarity, int... scopes) {
        int n = embeddings.size();
        int[] queries = QuerySample.of(n);
        GalleryScan scan = new GalleryScan(embeddings, queryModality, galleryModality, similarity, HubCorrection.NONE, null,
                queries);
        Relevance relevance = new Relevance(embeddings);
        double[][] curves = new double[queries.length][];
        double[][] precisions = new double[queries.length][];
        scan.scan(() -> {
            RadixSort sort = new RadixSort();
            return (q, keys) -> {
                relevance.mark(q, keys);
                int size = n;
                if (scan.sameModality()) {
                    keys[q] = keys[--size];
                }
                double[] hits = expectedHits(sort.sort(keys, size, scan.keys().bits()), size);
                if (hits[size] > 0) {
                    int at = Arrays.binarySearch(queries, q);
                    curves[at] = interpolated(hits, size);
                    precisions[at] = IntStream.of(scopes).map(s -> Math.min(s, hits.length - 1)).mapToDouble(s -> hits[s] / s).toArray();
                }
            };
        });
        return new PrecisionRecall(mean(curves, POINTS), scopes.clone(), mean(precisions, scopes.length));
    }

    /** Expected number of relevant items among the first j, for j = 0 .. n: inside a tie it grows evenly. */
    static double[] expectedHits(int[] sorted, int n) {
        double[] hits = new double[n + 1];
        for (int start = 0; start < n; ) {
            int end = start;
            int relevant = 0;
            while (end < n && (sorted[end] | 1) == (sorted[start] | 1)) {
                relevant += sorted[end++] & 1;
            }
            for (int j = start + 1; j <= end; j++) {
                hits[j] = hits[start] + (double) relevant * (j - start) / (end - start);
            }
            start = end;
        }
        return hits;
    }

    private static double[] interpolated(double[] hits, int n) {
        double[] curve = new double[POINTS];
        double largest = 0;
        int point = POINTS - 1;
        for (int j = n; j >= 1; j--) {
            while (point >= 0 && hits[j] < point / 10.0 * hits[n] - 1e-9) {
                curve[point--] = largest;
            }
            largest = Math.max(largest, hits[j] / j);
        }
        while (point >= 0) {
            curve[point--] = largest;
        }
        return curve;
    }

    private static double[] mean(double[][] rows, int length) {
        double[] mean = new double[length];
        int count = 0;
        for (double[] row : rows) {
            if (row != null) {
                count++;
                for (int i = 0; i < length; i++) {
                    mean[i] += row[i];
                }
            }
        }
        for (int i = 0; i < length; i++) {
            mean[i] /= count;
        }
        return mean;
    }
}
