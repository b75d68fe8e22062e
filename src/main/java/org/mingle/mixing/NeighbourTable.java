package org.mingle.mixing;

import java.util.Arrays;
import org.mingle.compute.Blas;
import org.mingle.compute.Parallel;
import org.mingle.data.FloatMatrix;

/**
 * The exact nearest neighbours of each of N points among the others, nearest first, points at equal distance by row.
 * One table serves every neighbourhood statistic. Distances are Euclidean; on L2-normalised points that is the order
 * of the cosine. Cost: N^2 d multiply-adds in blocked matrix products.
 *
 * @param k neighbours a point
 * @param indices row-major N x k
 * @param distances likewise
 */
record NeighbourTable(int n, int k, int[] indices, float[] distances) {
    /** Three times the perplexity of 30 that LISI uses (Korsunsky et al. 2019). */
    static final int DEFAULT_K = 90;
    private static final int BUFFER = 1 << 22;
    /** Squared distances are rounded to multiples of this, so that equal points tie whatever their place. */
    private static final float GRAIN = 1f / (1 << 20);

    static NeighbourTable of(FloatMatrix points, int k) {
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
        int[] indices = new int[n * k];
        float[] distances = new float[n * k];
        int chunk = Math.max(1, Math.min(n, BUFFER / Math.max(1, n)));
        float[] products = new float[chunk * n];
        for (int from = 0; from < n; from += chunk) {
            int start = from;
            int rows = Math.min(chunk, n - from);
            float[] block = Arrays.copyOfRange(points.data(), from * d, (from + rows) * d);
            Blas.sgemm(false, true, rows, n, d, 1, block, d, points.data(), d, 0, products, n);
            Parallel.forRange(rows, Parallel.threads(rows, Statistics.FEW), (part, first, last) -> {
                long[] nearest = new long[k];
                for (int r = first; r < last; r++) {
                    select(products, r * n, norms, start + r, nearest);
                    for (int i = 0; i < k; i++) {
                        indices[(start + r) * k + i] = (int) nearest[i];
                        distances[(start + r) * k + i] = (float) Math.sqrt((nearest[i] >>> 32) * (double) GRAIN);
                    }
                }
            });
        }
        return new NeighbourTable(n, k, indices, distances);
    }

    int neighbour(int row, int rank) {
        return indices[row * k + rank];
    }

    float distance(int row, int rank) {
        return distances[row * k + rank];
    }

    /** The k smallest of (squared distance, row) as sorted longs: a bounded max-heap, then a sort. */
    private static void select(float[] products, int offset, float[] norms, int self, long[] heap) {
        int k = heap.length;
        int filled = 0;
        float limit = Float.MAX_VALUE;
        for (int j = 0; j < norms.length; j++) {
            float squared = norms[self] + norms[j] - 2 * products[offset + j];
            if (squared > limit || j == self) {
                continue;
            }
            long entry = (long) Math.max(0, Math.round(squared / GRAIN)) << 32 | j;
            if (filled < k) {
                heap[filled++] = entry;
                if (filled == k) {
                    for (int i = k / 2 - 1; i >= 0; i--) {
                        siftDown(heap, i);
                    }
                    limit = limit(heap[0]);
                }
            } else if (entry < heap[0]) {
                heap[0] = entry;
                siftDown(heap, 0);
                limit = limit(heap[0]);
            }
        }
        Arrays.sort(heap);
    }

    private static float limit(long top) {
        return ((top >>> 32) + 1) * GRAIN;
    }

    private static void siftDown(long[] heap, int i) {
        long value = heap[i];
        for (int child = 2 * i + 1; child < heap.length; child = 2 * i + 1) {
            if (child + 1 < heap.length && heap[child + 1] > heap[child]) {
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
