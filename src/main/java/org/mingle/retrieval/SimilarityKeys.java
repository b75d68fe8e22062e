package org.mingle.retrieval;

import java.util.function.Supplier;
import org.bytedeco.javacpp.FloatPointer;
import org.mingle.compute.Blas;
import org.mingle.compute.NativeRuntime;
import org.mingle.compute.Parallel;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MingleException;

/**
 * Similarities of queries to a gallery as integers that sort: the smaller the key, the more alike. Bit 0 of every key
 * is 0, so that a caller may put a mark there.
 *
 * <p>Keys are similarities rounded to what float32 products can tell apart: steps of 2^-21 of the largest possible
 * value (cosine, inner product), 18 bits of the squared distance (Euclidean). Without rounding, equal gallery items
 * could differ in the last bit by their position in the matrix, and a collapsed space would be ranked by position.
 * For the same reason a query row is always multiplied within the same block of {@link #BLOCK} rows.
 */
final class SimilarityKeys {
    /** Query rows multiplied at once, where the gallery is not too large for that. */
    static final int BLOCK = 128;
    /** Similarities held at once by all threads: 32 MiB, more only where a single query has more. */
    private static final int BUFFER = 1 << 23;

    /** Gallery values that are worth a second thread. */
    private static final int SHARED = 1 << 20;

    /** Keeps 18 bits of a float's mantissa. */
    private static final int MASK = ~31;
    /** A squared distance below this share of the squared norms is rounding error. */
    private static final float NOISE = 1e-6f;

    private final Similarity similarity;
    private final FloatMatrix queries;
    private final FloatMatrix gallery;
    private final float[] queryNorms;
    private final float[] galleryNorms;
    /** 1 / length of each gallery item, 0 for 0. */
    private final float[] inverseNorms;
    private final double largestNorm;
    /** What is taken off the cosine of each gallery item, null for nothing. */
    private final float[] penalty;
    /** The gallery where matrix products read it; made when first needed, given back when this is collected. */
    private FloatPointer inMemory;

    SimilarityKeys(FloatMatrix queries, FloatMatrix gallery, Similarity similarity) {
        this(queries, gallery, similarity, null, null);
    }

    /**
     * @param penalty what is taken off the cosine of each gallery item, in [-1, 1]; null for nothing
     * @param nativeGallery the gallery in native memory, shared with others; null to make a copy when needed
     */
    SimilarityKeys(FloatMatrix queries, FloatMatrix gallery, Similarity similarity, float[] penalty,
            FloatPointer nativeGallery) {
        if (penalty != null && similarity != Similarity.COSINE) {
            throw new MingleException("Hubs can be corrected for cosine similarity only.");
        }
        if (queries.cols() != gallery.cols()) {
            throw new MingleException("The query has " + queries.cols() + " dimensions, the gallery " + gallery.cols()
                    + ": they must come from the same model.");
        }
        this.similarity = similarity;
        this.penalty = penalty;
        this.inMemory = similarity == Similarity.EUCLIDEAN ? null : nativeGallery;
        boolean same = queries == gallery;
        if (similarity == Similarity.EUCLIDEAN) {
            float[] mean = columnMeans(gallery);
            this.gallery = centred(gallery, mean);
            this.queries = same ? this.gallery : centred(queries, mean);
        } else {
            this.gallery = gallery;
            this.queries = queries;
        }
        galleryNorms = norms(this.gallery);
        queryNorms = same ? galleryNorms : norms(this.queries);
        inverseNorms = new float[galleryNorms.length];
        for (int j = 0; j < inverseNorms.length; j++) {
            inverseNorms[j] = inverse(galleryNorms[j]);
        }
        double largest = 0;
        for (float v : galleryNorms) {
            largest = Math.max(largest, v);
        }
        largestNorm = largest;
    }

    /** Sees the keys of one query, named by its row; used by one thread. */
    interface Visitor {
        void visit(int query, int[] keys);
    }

    /** Rows of the blocks in which queries against a gallery of so many items are multiplied. */
    static int block(int gallery) {
        return Math.max(1, Math.min(BLOCK, BUFFER / NativeRuntime.threads() / Math.max(1, gallery)));
    }

    /**
     * Visits all queries without ever holding the matrix of all similarities. Each thread has a visitor and blocks of
     * queries of its own, whose products are still in its cache when they are turned into keys.
     */
    void all(Supplier<Visitor> visitors) {
        int n = gallery.rows();
        int count = queries.rows();
        int block = block(n);
        Parallel.forRange((count + block - 1) / block, NativeRuntime.threads(), (part, low, high) -> {
            Visitor visitor = visitors.get();
            int[] buffer = new int[n];
            float[] row = new float[n];
            UnitKeys unit = new UnitKeys();
            try (FloatPointer products = new FloatPointer(Math.max(1L, (long) Math.min(block, count) * n))) {
                for (int from = low * block; from < Math.min(count, high * block); from += block) {
                    int rows = Math.min(block, count - from);
                    products(from, rows, products);
                    for (int r = 0; r < rows; r++) {
                        products.getPointer((long) r * n).get(row, 0, n);
                        keys(from + r, row, 0, buffer, unit);
                        visitor.visit(from + r, buffer);
                    }
                }
            }
        });
    }

    int gallerySize() {
        return gallery.rows();
    }

    int querySize() {
        return queries.rows();
    }

    /** Inner products of the query rows {@code from .. from + rows} with the whole gallery, rows x gallery. */
    void products(int from, int rows, float[] target) {
        try (FloatPointer there = new FloatPointer(Math.max(1L, (long) rows * gallery.rows()))) {
            products(from, rows, there);
            there.get(target, 0, rows * gallery.rows());
        }
    }

    /**
     * The same, left in native memory from where {@code target} points; on the caller's thread, so that whole blocks can
     * be shared out among threads.
     */
    void products(int from, int rows, FloatPointer target) {
        int d = gallery.cols();
        try (FloatPointer block = new FloatPointer(Math.max(1L, (long) rows * d))) {
            block.put(queries.data(), from * d, rows * d);
            if (rows == 1) {
                one(block, target);
            } else {
                Blas.product(false, true, rows, gallery.rows(), d, 1, block, d, inMemory(), d, 0, target, gallery.rows());
            }
        }
    }

    /**
     * One query: a matter of reading the gallery, which several threads do faster. Whole blocks, so that every row is
     * multiplied as it is by one thread.
     */
    private void one(FloatPointer query, FloatPointer target) {
        int n = gallery.rows();
        int d = gallery.cols();
        FloatPointer all = inMemory();
        int threads = Parallel.threads(n, Math.max(1, SHARED / Math.max(1, d)));
        Parallel.forRange((n + BLOCK - 1) / BLOCK, threads, (part, low, high) -> {
            int from = low * BLOCK;
            Blas.sgemv(Math.min(n, high * BLOCK) - from, d, all.getPointer((long) from * d), query, target.getPointer(from));
        });
    }

    private synchronized FloatPointer inMemory() {
        if (inMemory == null) {
            inMemory = inMemory(gallery);
        }
        return inMemory;
    }

    /** A copy of a matrix in native memory. */
    static FloatPointer inMemory(FloatMatrix matrix) {
        FloatPointer copy = new FloatPointer(Math.max(1L, matrix.data().length));
        copy.put(matrix.data(), 0, matrix.data().length);
        return copy;
    }

    /** Turns one row of inner products into keys. */
    void keys(int query, float[] products, int offset, int[] keys) {
        keys(query, products, offset, keys, new UnitKeys());
    }

    private void keys(int query, float[] products, int offset, int[] keys, UnitKeys unit) {
        int n = gallery.rows();
        if (similarity == Similarity.EUCLIDEAN) {
            distances(query, products, offset, keys);
            return;
        }
        for (int from = 0; from < n; from += UnitKeys.CHUNK) {
            int count = Math.min(UnitKeys.CHUNK, n - from);
            if (similarity == Similarity.INNER_PRODUCT) {
                scaled(products, offset + from, inverse((float) scale(query)), unit.similarities, count);
            } else {
                scaled(products, offset + from, inverse(queryNorms[query]), unit.similarities, count);
                times(unit.similarities, inverseNorms, from, count);
                if (penalty != null) {
                    corrected(unit.similarities, penalty, from, count);
                }
            }
            unit.keys(keys, from, count);
        }
    }

    private void distances(int query, float[] products, int offset, int[] keys) {
        float q = queryNorms[query] * queryNorms[query];
        for (int j = 0; j < keys.length; j++) {
            float squares = q + galleryNorms[j] * galleryNorms[j];
            float squared = squares - 2 * products[offset + j];
            keys[j] = squared <= NOISE * squares ? 0 : Float.floatToRawIntBits(squared) + 16 & MASK;
        }
    }

    // Loops of their own, so that the compiler turns them into vector instructions.

    private static void scaled(float[] products, int offset, float by, float[] target, int count) {
        for (int j = 0; j < count; j++) {
            target[j] = products[offset + j] * by;
        }
    }

    private static void times(float[] values, float[] by, int from, int count) {
        for (int j = 0; j < count; j++) {
            values[j] *= by[from + j];
        }
    }

    /** Cosine less penalty is in [-2, 2]. */
    private static void corrected(float[] cosines, float[] penalty, int from, int count) {
        for (int j = 0; j < count; j++) {
            cosines[j] = (Math.max(-1f, Math.min(1f, cosines[j])) - penalty[from + j]) / 2;
        }
    }

    /** The similarity that a key stands for. */
    double score(int query, int key) {
        return switch (similarity) {
            case COSINE -> (1 - (key >> 1) / (double) UnitKeys.STEPS) * (penalty == null ? 1 : 2);
            case INNER_PRODUCT -> (1 - (key >> 1) / (double) UnitKeys.STEPS) * scale(query);
            case EUCLIDEAN -> key == 0 ? 0 : -Math.sqrt(Float.intBitsToFloat(key & ~1));
        };
    }

    /** Number of low bits in which keys can differ. */
    int bits() {
        return similarity == Similarity.EUCLIDEAN ? 31 : 24;
    }

    private double scale(int query) {
        return queryNorms[query] * largestNorm;
    }

    private static float inverse(float norm) {
        return norm > 0 ? 1 / norm : 0;
    }

    private static float[] norms(FloatMatrix m) {
        float[] norms = new float[m.rows()];
        for (int r = 0; r < norms.length; r++) {
            double sum = 0;
            for (int c = r * m.cols(), end = c + m.cols(); c < end; c++) {
                sum += (double) m.data()[c] * m.data()[c];
            }
            norms[r] = (float) Math.sqrt(sum);
            if (!(norms[r] <= 1e18f)) {
                throw new MingleException("Row " + (r + 1) + " of the embeddings holds a value that is not a usable number"
                        + " (NaN, infinite or huge): train again with a lower learning rate.");
            }
        }
        return norms;
    }

    private static float[] columnMeans(FloatMatrix m) {
        double[] sums = new double[m.cols()];
        for (int i = 0; i < m.data().length; i++) {
            sums[i % m.cols()] += m.data()[i];
        }
        float[] means = new float[m.cols()];
        for (int c = 0; c < means.length; c++) {
            means[c] = (float) (sums[c] / Math.max(1, m.rows()));
        }
        return means;
    }

    /** Distances do not change when everything is shifted, but less is lost to rounding. */
    private static FloatMatrix centred(FloatMatrix m, float[] mean) {
        float[] data = m.data().clone();
        for (int i = 0; i < data.length; i++) {
            data[i] -= mean[i % m.cols()];
        }
        return new FloatMatrix(m.rows(), m.cols(), data);
    }
}
