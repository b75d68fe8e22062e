package org.mingle.projection;

import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;
import org.mingle.compute.Blas;
import org.mingle.compute.Parallel;
import org.mingle.data.FloatMatrix;

/**
 * The exact k nearest neighbours of every point among the others, by blocked matrix products and partial selection:
 * n^2 d multiply-adds.
 *
 * @param n points
 * @param k neighbours of each, at most n - 1
 * @param index n x k, nearest first
 * @param squared squared Euclidean distances, likewise
 */
record NeighbourGraph(int n, int k, int[] index, float[] squared) {
    /** Products held at once: 32 MiB. */
    private static final int BUFFER = 1 << 23;
    private static final int MOST_ROWS = 512;

    static NeighbourGraph of(FloatMatrix points, int k, int threads) {
        int n = points.rows();
        int d = points.cols();
        float[] norms = new float[n];
        for (int r = 0; r < n; r++) {
            double sum = 0;
            for (int c = r * d; c < (r + 1) * d; c++) {
                sum += (double) points.data()[c] * points.data()[c];
            }
            norms[r] = (float) sum;
        }
        int[] index = new int[Math.multiplyExact(n, k)];
        float[] squared = new float[n * k];
        int rows = Math.max(1, Math.min(Math.min(MOST_ROWS, n), BUFFER / n));
        float[] products = new float[rows * n];
        try (FloatPointer all = new FloatPointer((long) n * d); FloatPointer out = new FloatPointer((long) rows * n)) {
            all.put(points.data());
            for (int from = 0; from < n; from += rows) {
                int start = from;
                int height = Math.min(rows, n - from);
                FloatPointer block = all.getPointer((long) from * d); // a view: it frees nothing
                Blas.sgemm(false, true, height, n, d, 1, block, d, all, d, 0, out, n);
                out.get(products, 0, height * n);
                Parallel.forRange(height, threads, (part, first, last) -> {
                    Selection selection = new Selection(k);
                    float[] distances = new float[n];
                    for (int r = first; r < last; r++) {
                        distances(products, r * n, norms, distances);
                        distances[start + r] = Float.POSITIVE_INFINITY;
                        selection.smallest(distances, index, squared, (start + r) * k);
                        for (int i = (start + r) * k; i < (start + r + 1) * k; i++) {
                            squared[i] = Math.max(0, squared[i] + norms[start + r]);
                        }
                    }
                });
            }
        }
        return new NeighbourGraph(n, k, index, squared);
    }

    /** Squared distances but for the point's own norm, added later to the few that count. */
    private static void distances(float[] products, int offset, float[] norms, float[] into) {
        for (int j = 0; j < norms.length; j++) {
            into[j] = norms[j] - 2 * products[offset + j];
        }
    }

    /** Finds the k smallest of many values by a bounded heap. */
    private static final class Selection {
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
