package org.mingle.retrieval;

import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.FloatPointer;
import org.mingle.compute.Blas;
import org.mingle.compute.NativeRuntime;
import org.mingle.compute.Parallel;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MingleException;

/**
 * The nearest items of a large gallery, approximately: an inverted file (Sivic and Zisserman 2003; Jégou et al. 2011)
 * with whole vectors. The gallery is cut into about √n cells by k-means, and only the cells nearest to a query are looked
 * into. How many that must be is not guessed: {@link #tune} finds the true neighbours of a sample of queries, sees how far
 * down each one's list of cells they are, and takes as many cells as the wanted recall needs. A gallery that cannot be
 * cut so that near items stay together costs more cells, never a worse recall.
 *
 * <p>Cosine and Euclidean only. The same gallery, seed and threads give the same bytes. Several callers may search at
 * once. Holds a copy of the gallery in native memory until it is closed.
 */
public final class CellIndex implements AutoCloseable {
    /** Queries asked when the number of cells is chosen. */
    public static final int SAMPLE = 1000;

    private static final int ROUNDS = 8;
    /** Items a cell that k-means looks at. */
    private static final int LESSONS = 64;
    /** Queries that one thread answers together, so that those of a cell are multiplied at once. */
    private static final int CHUNK = 4096;
    /** Queries and items multiplied at once. */
    private static final int GROUP = 64;
    private static final int BLOCK = 2048;

    private final Similarity similarity;
    private final int rows;
    private final int cols;
    private final int cells;
    private final FloatPointer points;
    /** Squared length of each item, in the order of the cells. */
    private final float[] squares;
    /** The item at each place; the cells one after the other. */
    private final int[] order;
    private final int[] start;
    private final FloatPointer centres;
    private final float[] centreSquares;
    private volatile Recall recall;

    /**
     * What was found of the true neighbours.
     *
     * @param k neighbours asked for
     * @param sampled queries that were asked
     * @param recall share of their k true neighbours that are found
     * @param probes cells looked into
     * @param cells of how many
     */
    public record Recall(int k, int sampled, double recall, int probes, int cells) {
        /** In one line. */
        public String words() {
            return String.format(Locale.ROOT, "approximate, recall@%d %.3f on %,d sampled points (%,d of %,d cells searched)",
                    k, recall, sampled, probes, cells);
        }
    }

    /**
     * Cuts a gallery into cells.
     *
     * @param gallery n x d, of which a copy is made
     * @param seed of the first centres
     * @throws MingleException for the inner product, whose nearest items are not near each other, and for an empty gallery
     */
    public CellIndex(FloatMatrix gallery, Similarity similarity, long seed) {
        if (similarity == Similarity.INNER_PRODUCT) {
            throw new MingleException("The approximate index knows cosine and Euclidean similarity only: use the exact one.");
        }
        if (gallery.rows() < 1) {
            throw new MingleException("The gallery is empty: there is nothing to search.");
        }
        this.similarity = similarity;
        rows = gallery.rows();
        cols = gallery.cols();
        cells = Math.max(1, (int) Math.round(Math.sqrt(rows)));
        centres = new FloatPointer((long) cells * cols);
        centreSquares = new float[cells];
        learn(gallery, new SplittableRandom(seed));
        int[] cell = new int[rows];
        nearestCells(gallery, 0, rows, cell);
        start = new int[cells + 1];
        for (int c : cell) {
            start[c + 1]++;
        }
        for (int c = 0; c < cells; c++) {
            start[c + 1] += start[c];
        }
        order = new int[rows];
        int[] fill = start.clone();
        for (int r = 0; r < rows; r++) {
            order[fill[cell[r]]++] = r;
        }
        points = new FloatPointer((long) rows * cols);
        squares = new float[rows];
        Parallel.forRange(rows, NativeRuntime.threads(), (part, from, to) -> {
            float[] row = new float[cols];
            FloatPointer at = new FloatPointer(points);
            for (int place = from; place < to; place++) {
                prepared(gallery, order[place], row);
                squares[place] = square(row);
                at.position((long) place * cols).put(row, 0, cols);
            }
        });
        recall = new Recall(0, 0, 1, cells, cells);
    }

    /** Number of items. */
    public int size() {
        return rows;
    }

    /** What the last {@link #tune} found; before it, all cells are searched. */
    public Recall recall() {
        return recall;
    }

    /**
     * Chooses how many cells are searched from now on.
     *
     * @param queries to ask, at most {@link #SAMPLE} of them, evenly spread; null for the gallery's own items, each of
     *     which leaves itself out
     * @param k neighbours of each
     * @param wanted share of them to find, up to 1
     */
    public Recall tune(FloatMatrix queries, int k, double wanted) {
        int all = queries == null ? rows : queries.rows();
        int n = Math.min(SAMPLE, all);
        int depth = Math.min(k, queries == null ? rows - 1 : rows);
        long[] found = new long[cells];
        long[][] parts = new long[NativeRuntime.threads()][cells];
        Parallel.forRange(n, parts.length, (part, from, to) -> {
            if (from == to) {
                return;
            }
            int[] places = new int[to - from];
            float[] asked = new float[(to - from) * cols];
            float[] row = new float[cols];
            for (int s = from; s < to; s++) {
                int r = (int) ((long) s * all / n);
                places[s - from] = queries == null ? r : -1;
                if (queries == null) {
                    points.getPointer((long) r * cols).get(row, 0, cols);
                } else {
                    prepared(queries, r, row);
                }
                System.arraycopy(row, 0, asked, (s - from) * cols, cols);
            }
            int[] items = new int[Math.max(1, depth)];
            float[] scores = new float[items.length];
            try (Chunk chunk = new Chunk(asked, to - from, places, depth, cells)) {
                chunk.search();
                for (int q = 0; q < to - from; q++) {
                    int[] rank = chunk.cellRanks(q);
                    int hits = chunk.best.take(q, items, scores, 0);
                    for (int i = 0; i < hits; i++) {
                        parts[part][rank[cellOf(items[i])]]++;
                    }
                }
            }
        });
        long total = 0;
        for (long[] p : parts) {
            for (int c = 0; c < cells; c++) {
                found[c] += p[c];
                total += p[c];
            }
        }
        long reached = 0;
        int probes = 0;
        while (probes < cells && (probes == 0 || reached < wanted * total)) {
            reached += found[probes++];
        }
        recall = new Recall(k, n, total == 0 ? 1 : (double) reached / total, probes, cells);
        return recall;
    }

    /**
     * The best items of each query, nearly always.
     *
     * @throws MingleException when queries and gallery differ in dimension
     */
    public ExactIndex.Top search(FloatMatrix queries, int k) {
        if (queries.cols() != cols) {
            throw new MingleException("The query has " + queries.cols() + " dimensions, the gallery " + cols
                    + ": they must come from the same model.");
        }
        int n = queries.rows();
        int depth = Math.min(k, rows);
        int[][] items = new int[n][];
        float[][] scores = new float[n][];
        Parallel.forRange((n + CHUNK - 1) / CHUNK, NativeRuntime.threads(), (part, first, last) -> {
            float[] row = new float[cols];
            for (int c = first; c < last; c++) {
                int from = c * CHUNK;
                int size = Math.min(CHUNK, n - from);
                float[] asked = new float[size * cols];
                for (int q = 0; q < size; q++) {
                    prepared(queries, from + q, row);
                    System.arraycopy(row, 0, asked, q * cols, cols);
                }
                int[] none = new int[size];
                Arrays.fill(none, -1);
                try (Chunk chunk = new Chunk(asked, size, none, depth, recall.probes())) {
                    chunk.search();
                    for (int q = 0; q < size; q++) {
                        int[] found = new int[depth];
                        float[] score = new float[depth];
                        int count = chunk.best.take(q, found, score, 0);
                        items[from + q] = Arrays.copyOf(found, count);
                        scores[from + q] = Arrays.copyOf(score, count);
                        finish(queries, from + q, items[from + q], scores[from + q]);
                    }
                }
            }
        });
        return new ExactIndex.Top(items, scores);
    }

    /** The item at each place: those of one cell follow each other, and near items are near each other as a rule. */
    public int[] order() {
        return order.clone();
    }

    /**
     * The nearest other items of every item, all of them named by their places in the {@link #order()}.
     *
     * @param k at most size - 1
     * @param index receives size x k places, nearest first; where cells hold too few, the last found again
     * @param squared receives the squared Euclidean distances (cosine: of the vectors at unit length)
     */
    public void neighbours(int k, int[] index, float[] squared) {
        int probes = recall.probes();
        Parallel.forRange((rows + CHUNK - 1) / CHUNK, NativeRuntime.threads(), (part, first, last) -> {
            int[] found = new int[k];
            float[] score = new float[k];
            for (int c = first; c < last; c++) {
                int from = c * CHUNK;
                int size = Math.min(CHUNK, rows - from);
                float[] asked = new float[size * cols];
                points.getPointer((long) from * cols).get(asked, 0, asked.length);
                int[] places = new int[size];
                for (int q = 0; q < size; q++) {
                    places[q] = from + q;
                }
                try (Chunk chunk = new Chunk(asked, size, places, k, probes)) {
                    chunk.search();
                    for (int q = 0; q < size; q++) {
                        int count = chunk.best.take(q, found, score, 0);
                        int at = (from + q) * k;
                        for (int i = 0; i < k; i++) {
                            int have = Math.min(i, count - 1);
                            index[at + i] = found[have];
                            squared[at + i] = Math.max(0, squares[from + q] - score[have]);
                        }
                    }
                }
            }
        });
    }

    /** From places and what ranks alike to items and similarities. */
    private void finish(FloatMatrix queries, int q, int[] items, float[] scores) {
        float[] row = new float[cols];
        prepared(queries, q, row);
        double own = square(row);
        for (int i = 0; i < items.length; i++) {
            int place = items[i];
            items[i] = order[place];
            scores[i] = similarity == Similarity.COSINE
                    ? (float) Math.max(-1, Math.min(1, (scores[i] + (double) squares[place]) / 2))
                    : (float) -Math.sqrt(Math.max(0, own - scores[i]));
        }
    }

    private int cellOf(int place) {
        int at = Arrays.binarySearch(start, place);
        if (at < 0) {
            return -at - 2;
        }
        while (start[at + 1] == place) { // empty cells before it
            at++;
        }
        return at;
    }

    /** Some queries of one thread. Scores are 2 q x - |x|^2, which rank as distances do. */
    private final class Chunk implements AutoCloseable {
        final BestFew best;
        private final float[] asked;
        private final int size;
        private final int[] places;
        private final int probes;
        private final float[] centreScores;
        private final FloatPointer queries;
        private final FloatPointer products;
        private final float[] strip = new float[GROUP * BLOCK];

        /** @param places of the queries in the gallery, to leave each one out of its own list; -1 for queries from outside */
        Chunk(float[] asked, int size, int[] places, int depth, int probes) {
            this.asked = asked;
            this.size = size;
            this.places = places;
            this.probes = probes;
            best = new BestFew(size, Math.max(1, depth));
            queries = new FloatPointer((long) GROUP * cols);
            products = new FloatPointer((long) GROUP * Math.max(BLOCK, cells));
            centreScores = new float[size * cells];
        }

        void search() {
            scoreCentres();
            int[] chosen = new int[size * probes];
            BestFew nearest = new BestFew(1, probes);
            float[] ignored = new float[size * probes];
            for (int q = 0; q < size; q++) {
                nearest.clear();
                for (int c = 0; c < cells; c++) {
                    if (centreScores[q * cells + c] >= nearest.bars[0]) {
                        nearest.offer(0, centreScores[q * cells + c], c);
                    }
                }
                nearest.take(0, chosen, ignored, q * probes);
            }
            // The nearest cell of each first: what it holds raises the bar for all others.
            visit(chosen, 0, 1);
            visit(chosen, 1, probes);
        }

        private void scoreCentres() {
            for (int from = 0; from < size; from += GROUP) {
                int n = Math.min(GROUP, size - from);
                queries.put(asked, from * cols, n * cols);
                Blas.product(false, true, n, cells, cols, 1, queries, cols, centres, cols, 0, products, cells);
                products.get(centreScores, from * cells, n * cells);
                for (int q = from; q < from + n; q++) {
                    for (int c = 0; c < cells; c++) {
                        centreScores[q * cells + c] = 2 * centreScores[q * cells + c] - centreSquares[c];
                    }
                }
            }
        }

        /** Looks into the cells {@code first .. last - 1} of each query's list, cell by cell. */
        private void visit(int[] chosen, int first, int last) {
            int[] begin = new int[cells + 1];
            for (int q = 0; q < size; q++) {
                for (int i = first; i < last; i++) {
                    begin[chosen[q * probes + i] + 1]++;
                }
            }
            for (int c = 0; c < cells; c++) {
                begin[c + 1] += begin[c];
            }
            int[] visitors = new int[begin[cells]];
            int[] fill = begin.clone();
            for (int q = 0; q < size; q++) {
                for (int i = first; i < last; i++) {
                    visitors[fill[chosen[q * probes + i]]++] = q;
                }
            }
            for (int c = 0; c < cells; c++) {
                for (int from = begin[c]; from < begin[c + 1]; from += GROUP) {
                    look(c, visitors, from, Math.min(GROUP, begin[c + 1] - from));
                }
            }
        }

        private void look(int cell, int[] visitors, int from, int n) {
            FloatPointer at = new FloatPointer(queries);
            for (int i = 0; i < n; i++) {
                at.position((long) i * cols).put(asked, visitors[from + i] * cols, cols);
            }
            for (int b = start[cell]; b < start[cell + 1]; b += BLOCK) {
                int m = Math.min(BLOCK, start[cell + 1] - b);
                FloatPointer members = points.getPointer((long) b * cols);
                if (n == 1) {
                    Blas.sgemv(m, cols, members, queries, products);
                } else {
                    Blas.product(false, true, n, m, cols, 1, queries, cols, members, cols, 0, products, m);
                }
                products.get(strip, 0, n * m);
                for (int i = 0; i < n; i++) {
                    select(visitors[from + i], i * m, m, b);
                }
            }
        }

        private void select(int query, int offset, int m, int place) {
            int j = next(strip, offset, squares, place, 0, m, best.bars[query]);
            while (j < m) {
                if (place + j != places[query]) {
                    best.offer(query, 2 * strip[offset + j] - squares[place + j], place + j);
                }
                j = next(strip, offset, squares, place, j + 1, m, best.bars[query]);
            }
        }

        /** How far down the query's list each cell is, from 0. */
        int[] cellRanks(int query) {
            BestFew all = new BestFew(1, cells);
            for (int c = 0; c < cells; c++) {
                all.offer(0, centreScores[query * cells + c], c);
            }
            int[] listed = new int[cells];
            all.take(0, listed, new float[cells], 0);
            int[] rank = new int[cells];
            for (int i = 0; i < cells; i++) {
                rank[listed[i]] = i;
            }
            return rank;
        }

        @Override
        public void close() {
            queries.close();
            products.close();
        }
    }

    /** The first place from {@code from} on that reaches the bar, or m: a loop so small that it runs twice as fast as a larger one. */
    private static int next(float[] products, int offset, float[] squares, int place, int from, int m, float bar) {
        for (int j = from; j < m; j++) {
            if (2 * products[offset + j] - squares[place + j] >= bar) {
                return j;
            }
        }
        return m;
    }

    /** k-means (Lloyd 1982) over a sample, from items at random. */
    private void learn(FloatMatrix gallery, SplittableRandom random) {
        int n = Math.min(rows, LESSONS * cells);
        int[] some = new int[n];
        for (int i = 0; i < n; i++) {
            some[i] = (int) ((long) i * rows / n);
        }
        for (int i = 0; i < cells; i++) { // the first of a shuffle become centres
            int other = i + random.nextInt(n - i);
            int swap = some[i];
            some[i] = some[other];
            some[other] = swap;
        }
        float[] lessons = new float[n * cols];
        float[] row = new float[cols];
        for (int i = 0; i < n; i++) {
            prepared(gallery, some[i], row);
            for (float v : row) {
                if (!Float.isFinite(v)) {
                    throw new MingleException("Row " + (some[i] + 1) + " of the gallery holds a value that is not a usable"
                            + " number (NaN or infinite).");
                }
            }
            System.arraycopy(row, 0, lessons, i * cols, cols);
        }
        float[] centre = Arrays.copyOf(lessons, cells * cols);
        setCentres(centre);
        FloatMatrix sample = new FloatMatrix(n, cols, lessons);
        int[] cell = new int[n];
        for (int round = 0; round < ROUNDS; round++) {
            nearestCells(sample, 0, n, cell);
            double[] sums = new double[cells * cols];
            int[] counts = new int[cells];
            for (int i = 0; i < n; i++) {
                counts[cell[i]]++;
                for (int c = 0; c < cols; c++) {
                    sums[cell[i] * cols + c] += lessons[i * cols + c];
                }
            }
            for (int c = 0; c < cells * cols; c++) {
                centre[c] = counts[c / cols] == 0 ? centre[c] : (float) (sums[c] / counts[c / cols]);
            }
            setCentres(centre);
        }
    }

    private void setCentres(float[] centre) {
        centres.put(centre, 0, centre.length);
        for (int c = 0; c < cells; c++) {
            centreSquares[c] = square(Arrays.copyOfRange(centre, c * cols, (c + 1) * cols));
        }
    }

    private void nearestCells(FloatMatrix from, int first, int last, int[] cell) {
        Parallel.forRange((last - first + GROUP - 1) / GROUP, NativeRuntime.threads(), (part, low, high) -> {
            float[] block = new float[GROUP * cols];
            float[] row = new float[cols];
            float[] scores = new float[GROUP * cells];
            try (FloatPointer asked = new FloatPointer((long) GROUP * cols);
                    FloatPointer products = new FloatPointer((long) GROUP * cells)) {
                for (int g = low; g < high; g++) {
                    int begin = first + g * GROUP;
                    int n = Math.min(GROUP, last - begin);
                    for (int i = 0; i < n; i++) {
                        prepared(from, begin + i, row);
                        System.arraycopy(row, 0, block, i * cols, cols);
                    }
                    asked.put(block, 0, n * cols);
                    Blas.product(false, true, n, cells, cols, 1, asked, cols, centres, cols, 0, products, cells);
                    products.get(scores, 0, n * cells);
                    for (int i = 0; i < n; i++) {
                        int best = 0;
                        float highest = Float.NEGATIVE_INFINITY;
                        for (int c = 0; c < cells; c++) {
                            float s = 2 * scores[i * cells + c] - centreSquares[c];
                            if (s > highest) {
                                highest = s;
                                best = c;
                            }
                        }
                        cell[begin + i - first] = best;
                    }
                }
            }
        });
    }

    /** A row as the similarity sees it: for the cosine, of length 1, or zeros. */
    private void prepared(FloatMatrix matrix, int row, float[] into) {
        System.arraycopy(matrix.data(), row * cols, into, 0, cols);
        if (similarity == Similarity.COSINE) {
            double squares = 0;
            for (float v : into) {
                squares += (double) v * v;
            }
            float scale = squares > 0 ? (float) (1 / Math.sqrt(squares)) : 0;
            for (int c = 0; c < cols; c++) {
                into[c] *= scale;
            }
        }
    }

    private static float square(float[] row) {
        double squares = 0;
        for (float v : row) {
            squares += (double) v * v;
        }
        return (float) squares;
    }

    @Override
    public void close() {
        points.close();
        centres.close();
    }

    @Override
    public String toString() {
        return "CellIndex[" + rows + " x " + cols + ", " + similarity + ", " + recall.words() + "]";
    }
}
