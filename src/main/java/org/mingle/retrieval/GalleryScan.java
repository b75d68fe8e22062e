package org.mingle.retrieval;

import java.util.function.Supplier;
import org.bytedeco.javacpp.FloatPointer;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;

/**
 * Walks over all queries of one direction and hands each one's keys to a visitor, without ever holding the matrix of
 * all similarities. Every query's keys are the same, bit for bit, as {@link #query} gives for it alone.
 */
final class GalleryScan {
    /** Above this many gallery values a single query is multiplied alone rather than with its block. */
    private static final long LARGE = 1L << 22;

    private final Embeddings embeddings;
    private final SimilarityKeys keys;
    private final boolean sameModality;
    /** The samples that are queries, ascending; null for all. */
    private final int[] queries;

    GalleryScan(Embeddings embeddings, int queryModality, int galleryModality, Similarity similarity) {
        this(embeddings, queryModality, galleryModality, similarity, HubCorrection.NONE, null);
    }

    /** @param nativeGallery the gallery's points in native memory, null to make a copy when needed */
    GalleryScan(Embeddings embeddings, int queryModality, int galleryModality, Similarity similarity,
            HubCorrection correction, FloatPointer nativeGallery) {
        this(embeddings, queryModality, galleryModality, similarity, correction, nativeGallery, null);
    }

    /** @param queries rows of the samples that are queries, each once, ascending; null for all */
    GalleryScan(Embeddings embeddings, int queryModality, int galleryModality, Similarity similarity,
            HubCorrection correction, FloatPointer nativeGallery, int[] queries) {
        this.embeddings = embeddings;
        this.sameModality = queryModality == galleryModality;
        this.queries = queries == null || queries.length == embeddings.size() ? null : queries;
        FloatMatrix asking = embeddings.points().get(queryModality);
        this.keys = new SimilarityKeys(this.queries == null ? asking : asking.gather(queries),
                embeddings.points().get(galleryModality),
                similarity, correction.penalties(embeddings, queryModality, galleryModality), nativeGallery);
    }

    SimilarityKeys keys() {
        return keys;
    }

    /** Whether queries are gallery items too and must be left out of their own rankings. */
    boolean sameModality() {
        return sameModality;
    }

    /** Visits the queries; each thread gets its own visitor. */
    void scan(Supplier<SimilarityKeys.Visitor> visitors) {
        keys.all(() -> {
            SimilarityKeys.Visitor visitor = visitors.get();
            return (row, found) -> visitor.visit(queries == null ? row : queries[row], found);
        });
    }

    /** Keys of one query of a scan over all. */
    int[] query(int row) {
        int n = embeddings.size();
        boolean large = (long) n * embeddings.dimension() > LARGE;
        int block = SimilarityKeys.block(n);
        int first = large ? row : row / block * block;
        int rows = large ? 1 : Math.min(block, n - first);
        float[] products = new float[rows * n];
        keys.products(first, rows, products);
        int[] result = new int[n];
        keys.keys(row, products, (row - first) * n, result);
        return result;
    }
}
