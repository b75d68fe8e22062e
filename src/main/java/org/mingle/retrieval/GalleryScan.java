package org.mingle.retrieval;

import org.bytedeco.javacpp.FloatPointer;
import org.mingle.compute.NativeRuntime;
import org.mingle.compute.Parallel;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;

/**
 * Walks over all queries of one direction and hands each one's keys to a visitor, without ever holding the matrix of
 * all similarities. Every query's keys are the same, bit for bit, as {@link #query} gives for it alone.
 */
final class GalleryScan {
    /** Similarities held at once: 32 MiB. */
    private static final int BUFFER = 1 << 23;
    /** Above this many gallery values a single query is multiplied alone rather than with its block. */
    private static final long LARGE = 1L << 22;

    private final Embeddings embeddings;
    private final SimilarityKeys keys;
    private final boolean sameModality;
    /** The samples that are queries; null for all. */
    private final int[] queries;

    GalleryScan(Embeddings embeddings, int queryModality, int galleryModality, Similarity similarity) {
        this(embeddings, queryModality, galleryModality, similarity, HubCorrection.NONE, null);
    }

    /** @param nativeGallery the gallery's points in native memory, null to make a copy when needed */
    GalleryScan(Embeddings embeddings, int queryModality, int galleryModality, Similarity similarity,
            HubCorrection correction, FloatPointer nativeGallery) {
        this(embeddings, queryModality, galleryModality, similarity, correction, nativeGallery, null);
    }

    /** @param queries rows of the samples that are queries, in the order of asking; null for all */
    GalleryScan(Embeddings embeddings, int queryModality, int galleryModality, Similarity similarity,
            HubCorrection correction, FloatPointer nativeGallery, int[] queries) {
        this.embeddings = embeddings;
        this.sameModality = queryModality == galleryModality;
        this.queries = queries;
        FloatMatrix asking = embeddings.points().get(queryModality);
        this.keys = new SimilarityKeys(queries == null ? asking : asking.gather(queries),
                embeddings.points().get(galleryModality),
                similarity, correction.penalties(embeddings, queryModality, galleryModality), nativeGallery);
    }

    /** Sees the keys of one query, named by its row in the embeddings; several threads call it, each with buffers of its own. */
    interface Visitor {
        void visit(int query, int[] keys);
    }

    SimilarityKeys keys() {
        return keys;
    }

    /** Whether queries are gallery items too and must be left out of their own rankings. */
    boolean sameModality() {
        return sameModality;
    }

    /** Visits the queries; each thread gets its own visitor. */
    void scan(java.util.function.Supplier<Visitor> visitors) {
        int n = embeddings.size();
        int count = queries == null ? n : queries.length;
        int threads = NativeRuntime.threads();
        int chunk = (int) Math.max(1, Math.min((n + SimilarityKeys.BLOCK - 1) / SimilarityKeys.BLOCK,
                BUFFER / ((long) SimilarityKeys.BLOCK * Math.max(1, n)))) * SimilarityKeys.BLOCK;
        Visitor[] visitor = new Visitor[threads];
        int[][] buffer = new int[threads][];
        float[][] row = new float[threads][];
        try (FloatPointer products = new FloatPointer(Math.max(1L, (long) Math.min(chunk, count) * n))) {
            for (int from = 0; from < count; from += chunk) {
                int start = from;
                int rows = Math.min(chunk, count - from);
                for (int b = 0; b < rows; b += SimilarityKeys.BLOCK) {
                    int height = Math.min(SimilarityKeys.BLOCK, rows - b);
                    keys.products(from + b, height, products.getPointer((long) b * n));
                }
                Parallel.forRange(rows, threads, (part, first, last) -> {
                    if (visitor[part] == null) {
                        visitor[part] = visitors.get();
                        buffer[part] = new int[n];
                        row[part] = new float[n];
                    }
                    for (int r = first; r < last; r++) {
                        products.getPointer((long) r * n).get(row[part], 0, n);
                        keys.keys(start + r, row[part], 0, buffer[part]);
                        visitor[part].visit(queries == null ? start + r : queries[start + r], buffer[part]);
                    }
                });
            }
        }
    }

    /** Keys of one query of a scan over all. */
    int[] query(int row) {
        int n = embeddings.size();
        boolean large = (long) n * embeddings.dimension() > LARGE;
        int first = large ? row : row / SimilarityKeys.BLOCK * SimilarityKeys.BLOCK;
        int rows = large ? 1 : Math.min(SimilarityKeys.BLOCK, n - first);
        float[] products = new float[rows * n];
        keys.products(first, rows, products);
        int[] result = new int[n];
        keys.keys(row, products, (row - first) * n, result);
        return result;
    }
}
