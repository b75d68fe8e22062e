package org.mingle.projection;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.mingle.compute.Blas;
import org.mingle.compute.Crew;
import org.mingle.data.FloatMatrix;
import org.mingle.retrieval.CellIndex;
import org.mingle.retrieval.Similarity;

/**
 * The k nearest neighbours of every point among the others: exact, by blocked matrix products and partial selection,
 * n^2 d multiply-adds; or approximate.
 *
 * @param n points
 * @param k neighbours of each, at most n - 1
 * @param index n x k, nearest first
 * @param squared squared Euclidean distances, likewise
 */
record NeighbourGraph(int n, int k, int[] index, float[] squared) {
    /** Products held at once: 16 MiB. */
    private static final int BUFFER = 1 << 22;
    private static final int MOST_ROWS = 512;
    /** Below so many multiply-adds a loop here has done them before the native library is loaded. */
    private static final double FEW = 4e9;
    /** Rows of a block, and columns worked through at once so that they stay in the cache. */
    private static final int ROWS = 16;
    private static final int COLUMNS = 2048;

    static NeighbourGraph of(FloatMatrix points, int k, Crew crew) {
        try (Search search = new Search(points, k, crew, FEW, BUFFER)) {
            while (search.next()) {
                // until all points have theirs
            }
            return search.graph();
        }
    }

    /**
     * A graph of which not all neighbours are the nearest.
     *
     * @param graph of the points in another order, in which near ones are near each other as a rule
     * @param order the point at each place of it
     * @param recall how many neighbours are the nearest
     */
    record Approximate(NeighbourGraph graph, int[] order, CellIndex.Recall recall) {}

    /** The share of neighbours that an approximate graph has right, at least, on the points asked. */
    private static final double RECALL = 0.95;
    /** The same of so many points that the search takes longer than half of a layout's iterations: it takes two thirds. */
    private static final double RECALL_OF_MANY = 0.9;
    private static final int MANY = 500_000;

    /** Nearly all nearest neighbours, in less time than n^2: only near parts of the space are searched. */
    static Approximate approximate(FloatMatrix points, int k, long seed) {
        try (CellIndex cells = new CellIndex(points, Similarity.EUCLIDEAN, seed)) {
            CellIndex.Recall recall = cells.tune(null, k, points.rows() < MANY ? RECALL : RECALL_OF_MANY);
            int n = points.rows();
            NeighbourGraph graph = new NeighbourGraph(n, k, new int[Math.multiplyExact(n, k)], new float[n * k]);
            cells.neighbours(k, graph.index, graph.squared);
            return new Approximate(graph, cells.order(), recall);
        }
    }

    /** The search in steps, between which other things can be done. Holds native memory until it is closed. */
    static final class Search implements AutoCloseable {
        private final NeighbourGraph graph;
        private final FloatMatrix points;
        private final Crew crew;
        private final float[] norms;
        private final Selection[] selections;
        private final int rows;
        private final float[][] scratch;
        /** Either the points across, four dimensions at a time, or native memory and what comes from it. */
        private float[][] across;
        private FloatPointer all;
        private FloatPointer out;
        private float[] products;
        private int done;

        /**
         * @param few multiply-adds below which the native library is left alone
         * @param held products of one step at most, by which steps are shorter or longer
         */
        Search(FloatMatrix points, int k, Crew crew, double few, int held) {
            this.points = points;
            this.crew = crew;
            int n = points.rows();
            int d = points.cols();
            graph = new NeighbourGraph(n, k, new int[Math.multiplyExact(n, k)], new float[n * k]);
            norms = new float[n];
            squaredNorms(points, norms);
            selections = new Selection[crew.threads()];
            for (int i = 0; i < selections.length; i++) {
                selections[i] = new Selection(k);
            }
            if ((double) n * n * d < few) {
                rows = ROWS * crew.threads();
                scratch = new float[rows][n];
                across = across(points);
            } else {
                rows = Math.max(1, Math.min(Math.min(MOST_ROWS, n), held / n));
                scratch = new float[crew.threads()][n];
                products = new float[rows * n];
                all = new FloatPointer((long) n * d);
                out = new FloatPointer((long) rows * n);
                all.put(points.data());
            }
        }

        /** Finds the neighbours of some more points; whether there are points left. */
        boolean next() {
            int last = Math.min(graph.n, done + rows);
            if (across != null) {
                byLoops(done, last);
            } else {
                byProducts(done, last);
            }
            done = last;
            return done < graph.n;
        }

        /** All neighbours, once {@link #next()} says there is nothing left. */
        NeighbourGraph graph() {
            return graph;
        }

        private void byLoops(int begin, int end) {
            int d = points.cols();
            int share = (end - begin + crew.threads() - 1) / crew.threads();
            crew.run((end - begin + share - 1) / share, (block, worker) -> {
                int first = begin + block * share;
                int last = Math.min(end, first + share);
                float[] row = new float[across.length];
                for (int from = 0; from < graph.n; from += COLUMNS) {
                    int to = Math.min(graph.n, from + COLUMNS);
                    for (int r = first; r < last; r++) {
                        System.arraycopy(points.data(), r * d, row, 0, d);
                        float[] into = scratch[r - begin];
                        System.arraycopy(norms, from, into, from, to - from);
                        subtractProducts(across, row, into, from, to);
                    }
                }
                for (int r = first; r < last; r++) {
                    select(scratch[r - begin], r, selections[worker]);
                }
            });
        }

        private void byProducts(int begin, int end) {
            int n = graph.n;
            int d = points.cols();
            FloatPointer block = all.getPointer((long) begin * d); // a view: it frees nothing
            Blas.sgemm(false, true, end - begin, n, d, 1, block, d, all, d, 0, out, n);
            out.get(products, 0, (end - begin) * n);
            crew.run(end - begin, (r, worker) -> {
                distances(products, r * n, norms, scratch[worker]);
                select(scratch[worker], begin + r, selections[worker]);
            });
        }

        /** Keeps the nearest of a point, of whose squared distances its own norm is missing. */
        private void select(float[] distances, int point, Selection selection) {
            int k = graph.k;
            float[] squared = graph.squared;
            distances[point] = Float.POSITIVE_INFINITY;
            selection.smallest(distances, graph.index, squared, point * k);
            for (int i = point * k; i < (point + 1) * k; i++) {
                squared[i] = Math.max(0, squared[i] + norms[point]);
            }
        }

        @Override
        public void close() {
            if (all != null) {
                all.close();
                out.close();
            }
        }
    }

    static void squaredNorms(FloatMatrix points, float[] into) {
        int d = points.cols();
        for (int r = 0; r < into.length; r++) {
            double sum = 0;
            for (int c = r * d; c < (r + 1) * d; c++) {
                sum += (double) points.data()[c] * points.data()[c];
            }
            into[r] = (float) sum;
        }
    }

    /** The points' dimensions as rows, filled up with zeros to a multiple of four. */
    static float[][] across(FloatMatrix points) {
        int n = points.rows();
        int d = points.cols();
        float[][] across = new float[(d + 3) / 4 * 4][n];
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < d; c++) {
                across[c][r] = points.data()[r * d + c];
            }
        }
        return across;
    }

    /** Lessens squared distances by twice the products of a point with points {@code from .. to - 1}. */
    static void subtractProducts(float[][] across, float[] point, float[] into, int from, int to) {
        for (int c = 0; c < across.length; c += 4) {
            subtract(across[c], across[c + 1], across[c + 2], across[c + 3], 2 * point[c], 2 * point[c + 1],
                    2 * point[c + 2], 2 * point[c + 3], into, from, to);
        }
    }

    private static void subtract(float[] a, float[] b, float[] c, float[] d, float wa, float wb, float wc, float wd,
            float[] into, int from, int to) {
        for (int j = from; j < to; j++) {
            into[j] -= a[j] * wa + b[j] * wb + (c[j] * wc + d[j] * wd);
        }
    }

    /** Squared distances but for the point's own norm, added later to the few that count. */
    private static void distances(float[] products, int offset, float[] norms, float[] into) {
        for (int j = 0; j < norms.length; j++) {
            into[j] = norms[j] - 2 * products[offset + j];
        }
    }

    /** Finds the k smallest of many values by a bounded heap. */
    static final class Selection {
        private final int k;
        private final long[] heap;

        Selection(int k) {
            this.k = k;
            heap = new long[k];
        }

        void smallest(float[] values, int[] index, float[] kept, int at) {
            int filled = 0;
            float limit = Float.POSITIVE_INFINITY;
            for (int j = 0; j < values.length; j++) {
                float v = values[j];
                if (!(v < limit)) {
                    continue;
                }
                long entry = (long) order(v) << 32 | j;
                if (filled < k) {
                    heap[filled++] = entry;
                    if (filled == k) {
                        for (int i = k / 2 - 1; i >= 0; i--) {
                            siftDown(i);
                        }
                        limit = values[(int) heap[0]];
                    }
                } else {
                    heap[0] = entry;
                    siftDown(0);
                    limit = values[(int) heap[0]];
                }
            }
            Arrays.sort(heap, 0, filled);
            for (int i = 0; i < k; i++) {
                index[at + i] = (int) heap[i];
                kept[at + i] = values[(int) heap[i]];
            }
        }

        /** An integer that sorts as the float does. */
        private static int order(float v) {
            int bits = Float.floatToRawIntBits(v);
            return bits ^ bits >> 31 & 0x7fffffff;
        }

        private void siftDown(int i) {
            long value = heap[i];
            for (int child = 2 * i + 1; child < k; child = 2 * i + 1) {
                if (child + 1 < k && heap[child + 1] > heap[child]) {
                    child++;
                }
                if (heap[child] <= value) {
                    break;
                }
                heap[i] = heap[child];
                i = child;
            }
            heap[i] = value;
        }
    }
}
