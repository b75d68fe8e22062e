package org.mingle.retrieval;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.javacpp.FloatPointer;
import org.mingle.compute.Blas;
import org.mingle.compute.NativeRuntime;
import org.mingle.compute.Parallel;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MappedMatrix;
import org.mingle.data.MingleException;

/**
 * The nearest items of a gallery of any size, exactly. Blocks of similarities by matrix products, of each block only
 * what is better than the k best so far: the matrix of all similarities never exists. Items of equal score are ordered by row. Scores
 * are those of float32 products, not rounded as those of {@link Retriever} are. Not for several threads at once; uses
 * all compute threads itself.
 */
public final class ExactIndex implements AutoCloseable {
    /** Gallery rows multiplied at once: a block and its similarities stay in the second-level cache. */
    private static final int BLOCK = 4096;
    /** Queries multiplied at once. */
    private static final int GROUP = 256;
    /** Vectors this near to length 1 count as normalised: they only differ from it by rounding. */
    private static final double UNIT = 1e-6;

    private final Similarity similarity;
    private final int rows;
    private final int cols;
    private final int rowsPerPart;
    private final FloatPointer[] parts;
    /** Kept alive for as long as the pointers into them are used. */
    private final List<?> owners;
    private final boolean owned;
    /** Squared length of each gallery item (Euclidean), the inverse of its length (cosine), null where not needed. */
    private final float[] norms;
    private FloatPointer products = new FloatPointer(1L);
    private final float[][] strips;

    private ExactIndex(Similarity similarity, int rows, int cols, int rowsPerPart, FloatPointer[] parts, List<?> owners,
            boolean owned) {
        this.similarity = similarity;
        this.rows = rows;
        this.cols = cols;
        this.rowsPerPart = rowsPerPart;
        this.parts = parts;
        this.owners = owners;
        this.owned = owned;
        strips = new float[NativeRuntime.threads()][BLOCK];
        norms = similarity == Similarity.INNER_PRODUCT ? null : norms();
    }

    /** Over a matrix in memory, of which a copy is made. */
    public static ExactIndex of(FloatMatrix gallery, Similarity similarity) {
        return new ExactIndex(similarity, gallery.rows(), gallery.cols(), Math.max(1, gallery.rows()),
                new FloatPointer[] {SimilarityKeys.inMemory(gallery)}, List.of(), true);
    }

    /** Over a matrix in a file, of which nothing is copied. */
    public static ExactIndex of(MappedMatrix gallery, Similarity similarity) {
        FloatPointer[] parts = gallery.parts().stream().map(FloatPointer::new).toArray(FloatPointer[]::new);
        return new ExactIndex(similarity, gallery.rows(), gallery.cols(), gallery.rowsPerPart(), parts, gallery.parts(),
                false);
    }

    /** Number of items. */
    public int size() {
        return rows;
    }

    /**
     * The best items of each query.
     *
     * @param items rows of the gallery, best first, {@code queries x min(k, size)}
     * @param scores their similarities
     */
    public record Top(int[][] items, float[][] scores) {}

    /** @throws MingleException when queries and gallery differ in dimension */
    public Top search(FloatMatrix queries, int k) {
        if (queries.cols() != cols) {
            throw new MingleException("The query has " + queries.cols() + " dimensions, the gallery " + cols
                    + ": they must come from the same model.");
        }
        int depth = Math.min(k, rows);
        Top top = new Top(new int[queries.rows()][depth], new float[queries.rows()][depth]);
        for (float[] s : top.scores()) {
            Arrays.fill(s, Float.NEGATIVE_INFINITY);
        }
        for (int from = 0; from < queries.rows() && depth > 0; from += GROUP) {
            int group = Math.min(GROUP, queries.rows() - from);
            try (FloatPointer q = new FloatPointer((long) group * cols)) {
                q.put(queries.data(), from * cols, group * cols);
                for (int p = 0; p < parts.length; p++) {
                    searchPart(q, from, group, p, top);
                }
            }
            finish(queries, from, group, top);
        }
        return top;
    }

    private void searchPart(FloatPointer queries, int from, int group, int part, Top top) {
        int first = part * rowsPerPart;
        int n = Math.min(rowsPerPart, rows - first);
        // One query alone is a matter of reading the gallery once, which long strips do best.
        int block = group == 1 ? Math.max(1, Math.min(n, 1 << 20)) : BLOCK;
        for (int b = 0; b < n; b += block) {
            int height = Math.min(block, n - b);
            FloatPointer gallery = parts[part].getPointer((long) b * cols);
            room((long) group * height);
            if (group == 1) {
                Blas.sgemv(height, cols, gallery, queries, products);
            } else {
                Blas.sgemm(false, true, group, height, cols, 1, queries, cols, gallery, cols, 0, products, height);
            }
            int start = first + b;
            if (group == 1) {
                selectOne(height, start, top, from);
            } else {
                Parallel.forRange(group, strips.length, (thread, low, high) -> {
                    float[] strip = strips[thread];
                    for (int g = low; g < high; g++) {
                        products.getPointer((long) g * height).get(strip, 0, height);
                        select(strip, height, start, top.items()[from + g], top.scores()[from + g]);
                    }
                });
            }
        }
    }

    /** One query's strip, each thread its own part of it; the parts' best are put together in order. */
    private void selectOne(int height, int start, Top top, int query) {
        int depth = top.items()[query].length;
        int threads = strips.length;
        int[][] items = new int[threads][depth];
        float[][] scores = new float[threads][depth];
        for (float[] s : scores) { // also of threads that get no part, where there are fewer items
            Arrays.fill(s, Float.NEGATIVE_INFINITY);
        }
        Parallel.forRange(height, threads, (thread, low, high) -> {
            for (int from = low; from < high; from += BLOCK) {
                int n = Math.min(BLOCK, high - from);
                products.getPointer(from).get(strips[thread], 0, n);
                select(strips[thread], n, start + from, items[thread], scores[thread]);
            }
        });
        for (int t = 0; t < threads; t++) {
            for (int i = 0; i < depth && scores[t][i] > Float.NEGATIVE_INFINITY; i++) {
                insert(scores[t][i], items[t][i], top.items()[query], top.scores()[query]);
            }
        }
    }

    private void select(float[] strip, int n, int start, int[] items, float[] scores) {
        if (norms != null) {
            if (similarity == Similarity.COSINE) {
                for (int j = 0; j < n; j++) {
                    strip[j] *= norms[start + j];
                }
            } else {
                for (int j = 0; j < n; j++) {
                    strip[j] = 2 * strip[j] - norms[start + j];
                }
            }
        }
        float bar = scores[scores.length - 1];
        for (int j = 0; j < n; j++) {
            if (strip[j] > bar) {
                insert(strip[j], start + j, items, scores);
                bar = scores[scores.length - 1];
            }
        }
    }

    private static void insert(float score, int item, int[] items, float[] scores) {
        int at = scores.length - 1;
        if (!(score > scores[at])) {
            return;
        }
        for (; at > 0 && scores[at - 1] < score; at--) {
            scores[at] = scores[at - 1];
            items[at] = items[at - 1];
        }
        scores[at] = score;
        items[at] = item;
    }

    /** From what ranks alike to the similarity itself. */
    private void finish(FloatMatrix queries, int from, int group, Top top) {
        if (similarity == Similarity.INNER_PRODUCT) {
            return;
        }
        for (int q = from; q < from + group; q++) {
            double squares = 0;
            for (int c = 0; c < cols; c++) {
                squares += (double) queries.get(q, c) * queries.get(q, c);
            }
            float[] scores = top.scores()[q];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = similarity == Similarity.COSINE
                        ? (float) (squares == 0 ? 0 : Math.max(-1, Math.min(1, scores[i] / Math.sqrt(squares))))
                        : (float) -Math.sqrt(Math.max(0, squares - scores[i]));
            }
        }
    }

    private float[] norms() {
        float[] result = new float[rows];
        boolean unit = similarity == Similarity.COSINE;
        boolean[] unlike = new boolean[NativeRuntime.threads()];
        for (int p = 0; p < parts.length; p++) {
            int first = p * rowsPerPart;
            FloatPointer part = parts[p];
            Parallel.forRange(Math.min(rowsPerPart, rows - first), NativeRuntime.threads(), (thread, low, high) -> {
                float[] row = new float[cols];
                for (int r = low; r < high; r++) {
                    part.getPointer((long) r * cols).get(row, 0, cols);
                    double squares = 0;
                    for (float v : row) {
                        squares += (double) v * v;
                    }
                    if (!(squares <= 1e36)) {
                        throw new MingleException("Row " + (first + r + 1) + " of the gallery holds a value that is not a"
                                + " usable number (NaN, infinite or huge).");
                    }
                    unlike[thread] |= Math.abs(squares - 1) > 2 * UNIT;
                    result[first + r] = similarity == Similarity.EUCLIDEAN ? (float) squares
                            : squares == 0 ? 0 : (float) (1 / Math.sqrt(squares));
                }
            });
        }
        for (boolean u : unlike) {
            unit &= !u;
        }
        return unit ? null : result;
    }

    private void room(long size) {
        if (products.capacity() < size) {
            products.close();
            products = new FloatPointer(size);
        }
    }

    @Override
    public void close() {
        products.close();
        if (owned) {
            for (FloatPointer p : parts) {
                p.close();
            }
        }
    }

    @Override
    public String toString() {
        return "ExactIndex[" + rows + " x " + cols + ", " + similarity + ", " + owners.size() + " mapped parts]";
    }
}
