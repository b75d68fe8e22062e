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
 * what is better than the k best so far: the matrix of all similarities never exists. Items of equal score are ordered
 * by row. Scores are those of float32 products, not rounded as those of {@link Retriever} are. Uses all compute threads;
 * several callers may search at once.
 */
public final class ExactIndex implements AutoCloseable {
    /** Products that a thread holds at once: they and the gallery rows they come from stay in the second-level cache. */
    private static final int PRODUCTS = 1 << 16;
    /** Products that are looked through at once, and gallery rows at least: they stay in the first-level cache. */
    private static final int TILE = 4096;
    private static final int TILE_ROWS = 32;
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

    private ExactIndex(Similarity similarity, int rows, int cols, int rowsPerPart, FloatPointer[] parts, List<?> owners,
            boolean owned) {
        this.similarity = similarity;
        this.rows = rows;
        this.cols = cols;
        this.rowsPerPart = rowsPerPart;
        this.parts = parts;
        this.owners = owners;
        this.owned = owned;
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
            searchGroup(queries, from, group, top);
            finish(queries, from, group, top);
        }
        return top;
    }

    /**
     * Each thread goes through gallery rows of its own, from the first to the last, and keeps what it finds best; the
     * threads' finds are put together in the order of their rows.
     */
    private void searchGroup(FloatMatrix queries, int from, int group, Top top) {
        int depth = top.items()[from].length;
        Finder[] finders = new Finder[NativeRuntime.threads()];
        try (FloatPointer q = new FloatPointer(sideBySide(queries, from, group))) {
            Parallel.forRange(rows, finders.length, (thread, low, high) -> {
                try (Finder finder = new Finder(q, group, depth)) {
                    finders[thread] = finder;
                    finder.look(low, high);
                }
            });
        }
        for (Finder f : finders) {
            for (int g = 0; f != null && g < group; g++) {
                for (int i = 0; i < depth && f.scores[g][i] > Float.NEGATIVE_INFINITY; i++) {
                    insert(f.scores[g][i], f.items[g][i], top.items()[from + g], top.scores()[from + g]);
                }
            }
        }
    }

    /** Queries as columns: products with the gallery's rows then need neither of them turned. */
    private float[] sideBySide(FloatMatrix queries, int from, int group) {
        float[] all = new float[group * cols];
        for (int g = 0; g < group; g++) {
            for (int c = 0; c < cols; c++) {
                all[c * group + g] = queries.data()[(from + g) * cols + c];
            }
        }
        return all;
    }

    /** One thread's search for the best of its rows. */
    private final class Finder implements AutoCloseable {
        final int[][] items;
        final float[][] scores;
        private final int group;
        private final FloatPointer queries;
        private final FloatPointer products;
        private final int block;
        private final int tileRows;
        private final float[] tile;
        /** The best in a tile and the worst of those kept, of each query. */
        private final float[] best;
        private final float[] bars;

        Finder(FloatPointer queries, int group, int depth) {
            this.queries = queries;
            this.group = group;
            tileRows = Math.max(TILE_ROWS, TILE / group);
            block = Math.max(tileRows, PRODUCTS / group / tileRows * tileRows);
            products = new FloatPointer((long) block * group);
            tile = new float[tileRows * group];
            best = new float[group];
            bars = new float[group];
            items = new int[group][depth];
            scores = new float[group][depth];
            for (float[] s : scores) {
                Arrays.fill(s, Float.NEGATIVE_INFINITY);
            }
            Arrays.fill(bars, Float.NEGATIVE_INFINITY);
        }

        void look(int low, int high) {
            FloatPointer at = new FloatPointer(products);
            for (int from = low; from < high;) {
                int part = from / rowsPerPart;
                int height = Math.min(Math.min(block, high - from), (part + 1) * rowsPerPart - from);
                FloatPointer gallery = parts[part].getPointer((long) (from - part * rowsPerPart) * cols);
                if (group == 1) {
                    Blas.sgemv(height, cols, gallery, queries, products);
                } else {
                    // Read through once: a product copies its rows in an order that the CPU does not foresee, and waits
                    // for memory, which this brings in faster; a tenth of the time with 100 queries.
                    Blas.sgemv(height, cols, gallery, queries, products);
                    Blas.product(false, false, height, group, cols, 1, gallery, cols, queries, group, 0, products, group);
                }
                for (int t = 0; t < height; t += tileRows) {
                    int n = Math.min(tileRows, height - t);
                    at.position((long) t * group).get(tile, 0, n * group);
                    weigh(n, from + t);
                    select(n, from + t);
                }
                from += height;
            }
        }

        /** From products to what ranks as the similarity does. */
        private void weigh(int n, int start) {
            if (norms == null) {
                return;
            }
            for (int j = 0; j < n; j++) {
                float norm = norms[start + j];
                int end = (j + 1) * group;
                if (similarity == Similarity.COSINE) {
                    for (int i = j * group; i < end; i++) {
                        tile[i] *= norm;
                    }
                } else {
                    for (int i = j * group; i < end; i++) {
                        tile[i] = 2 * tile[i] - norm;
                    }
                }
            }
        }

        /** Few tiles hold anything better than what is kept: their maxima tell which. */
        private void select(int n, int start) {
            if (group == 1) {
                float bar = bars[0];
                for (int j = 0; j < n; j++) {
                    if (tile[j] > bar) {
                        bar = keep(0, tile[j], start + j);
                    }
                }
                return;
            }
            System.arraycopy(bars, 0, best, 0, group);
            for (int j = 0; j < n; j++) {
                highest(best, tile, j * group);
            }
            for (int g = 0; g < group; g++) {
                if (best[g] > bars[g]) {
                    for (int j = 0; j < n; j++) {
                        if (tile[j * group + g] > bars[g]) {
                            keep(g, tile[j * group + g], start + j);
                        }
                    }
                }
            }
        }

        /** Written out rather than by Math.max, which also has to tell 0 from -0: a third of the time, and no NaN stays. */
        private static void highest(float[] best, float[] values, int at) {
            for (int i = 0; i < best.length; i++) {
                best[i] = values[at + i] > best[i] ? values[at + i] : best[i];
            }
        }

        private float keep(int query, float score, int item) {
            insert(score, item, items[query], scores[query]);
            bars[query] = scores[query][scores[query].length - 1];
            return bars[query];
        }

        @Override
        public void close() {
            products.close();
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
                FloatPointer at = new FloatPointer(part);
                for (int r = low; r < high; r++) {
                    at.position((long) r * cols).get(row, 0, cols);
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

    @Override
    public void close() {
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
