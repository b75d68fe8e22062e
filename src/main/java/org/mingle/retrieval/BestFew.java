package org.mingle.retrieval;

import java.util.Arrays;

/** The best few items of each of several queries, found one after the other; of equal scores the lower item counts more. */
final class BestFew {
    private final int k;
    private final long[] heaps;
    private final int[] filled;
    /** What a score must be above to count, of each query. */
    final float[] bars;

    BestFew(int queries, int k) {
        this.k = k;
        heaps = new long[Math.multiplyExact(queries, k)];
        filled = new int[queries];
        bars = new float[queries];
        clear();
    }

    void clear() {
        Arrays.fill(filled, 0);
        Arrays.fill(bars, Float.NEGATIVE_INFINITY);
    }

    /** @param score not NaN */
    void offer(int query, float score, int item) {
        long entry = (long) sortable(score) << 32 | Integer.MAX_VALUE - item;
        int at = query * k;
        if (filled[query] < k) {
            heaps[at + filled[query]++] = entry;
            if (filled[query] == k) {
                for (int i = k / 2 - 1; i >= 0; i--) {
                    siftDown(at, i);
                }
                bars[query] = score(heaps[at]);
            }
        } else if (entry > heaps[at]) {
            heaps[at] = entry;
            siftDown(at, 0);
            bars[query] = score(heaps[at]);
        }
    }

    /** Hands out a query's items, best first, into arrays from {@code at}; its heap is used up. @return how many */
    int take(int query, int[] items, float[] scores, int at) {
        int n = filled[query];
        int from = query * k;
        Arrays.sort(heaps, from, from + n);
        for (int i = 0; i < n; i++) {
            long entry = heaps[from + n - 1 - i];
            items[at + i] = Integer.MAX_VALUE - (int) entry;
            scores[at + i] = score(entry);
        }
        return n;
    }

    private void siftDown(int at, int i) {
        long value = heaps[at + i];
        for (int child = 2 * i + 1; child < k; child = 2 * i + 1) {
            if (child + 1 < k && heaps[at + child + 1] < heaps[at + child]) {
                child++;
            }
            if (heaps[at + child] >= value) {
                break;
            }
            heaps[at + i] = heaps[at + child];
            i = child;
        }
        heaps[at + i] = value;
    }

    /** An integer that sorts as the float does. */
    private static int sortable(float v) {
        int bits = Float.floatToRawIntBits(v);
        return bits ^ bits >> 31 & 0x7fffffff;
    }

    private static float score(long entry) {
        int order = (int) (entry >> 32);
        return Float.intBitsToFloat(order ^ order >> 31 & 0x7fffffff);
    }
}
