package org.mingle.model.objective;

import java.util.Arrays;

/** Chooses each point's k nearest points of one kind by their distances; ties go to the lower index. Keeps its buffers. */
final class Neighbours {
    /** Ranges no longer than this are sorted. */
    private static final int SHORT = 24;
    private long[] row = new long[0];
    private int[] chosen = new int[0];

    /**
     * Chooses for all points of a batch.
     *
     * @param distances n x n
     * @param k how many each, at least 1; fewer where there are no more
     * @param same whether points of the same class (the point itself excepted) or of other classes are wanted
     * @return how many there are in all; their places in the matrix are {@link #get}
     */
    int choose(PointBatch batch, float[] distances, int k, boolean same) {
        int n = batch.size();
        float wanted = same ? 1 : 0;
        float[] related = batch.related();
        int room = Math.min(k, n);
        if (row.length < n) {
            row = new long[n];
        }
        if (chosen.length < n * room) {
            chosen = new int[n * room];
        }
        int count = 0;
        for (int a = 0; a < n; a++) {
            int found = 0;
            for (int b = 0; b < n; b++) {
                if (b != a && related[a * n + b] == wanted) {
                    row[found++] = key(distances[a * n + b], b);
                }
            }
            int taken = Math.min(room, found);
            if (taken < found) {
                partition(row, found, taken);
            }
            for (int i = 0; i < taken; i++) {
                chosen[count++] = a * n + (int) row[i];
            }
        }
        return count;
    }

    int get(int i) {
        return chosen[i];
    }

    /** Ordered by the distance, then by the index. */
    private static long key(float distance, int b) {
        int bits = Float.floatToRawIntBits(distance);
        return (long) (bits ^ bits >> 31 & Integer.MAX_VALUE) << 32 | b;
    }

    /** Brings the k smallest of the first n keys, all different, to the front (Hoare's selection). */
    private static void partition(long[] keys, int n, int k) {
        int from = 0;
        int to = n - 1;
        while (to - from > SHORT) {
            long a = keys[from];
            long b = keys[from + to >>> 1];
            long c = keys[to];
            long pivot = Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
            int i = from;
            int j = to;
            while (i <= j) {
                while (keys[i] < pivot) {
                    i++;
                }
                while (keys[j] > pivot) {
                    j--;
                }
                if (i <= j) {
                    long swap = keys[i];
                    keys[i++] = keys[j];
                    keys[j--] = swap;
                }
            }
            if (k - 1 <= j) {
                to = j;
            } else if (k >= i) {
                from = i;
            } else {
                return; // the pivot is the last of the k
            }
        }
        Arrays.sort(keys, from, to + 1);
    }
}
