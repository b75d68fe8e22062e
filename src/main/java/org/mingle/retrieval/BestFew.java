package org.mingle.retrieval;

import java.util.Arrays;

/**
 * The best few items of each of several queries, found one after the other; of equal scores the lower item counts more,
 * in whatever order they come. Items gather in twice the room that is needed, and whenever it is full about the
 * better half is parted from the rest (Hoare 1961), which costs far less than to keep a heap in order at every item.
 */
final class BestFew {
    /** So few entries are sorted. */
    private static final int FEW = 8;
    private final int k;
    private final int room;
    private final long[] entries;
    private final int[] filled;
    /** The least entry that is still among the best, once room was short. */
    private final long[] least;
    /** What a score must reach to count, of each query. */
    final float[] bars;

    BestFew(int queries, int k) {
        this.k = k;
        room = 2 * k;
        entries = new long[Math.multiplyExact(queries, room)];
        filled = new int[queries];
        least = new long[queries];
        bars = new float[queries];
        clear();
    }

    void clear() {
        Arrays.fill(filled, 0);
        Arrays.fill(least, Long.MIN_VALUE);
        Arrays.fill(bars, Float.NEGATIVE_INFINITY);
    }

    /** @param score not NaN; @param item not offered to this query before */
    void offer(int query, float score, int item) {
        long entry = entry(score, item);
        if (entry > least[query]) {
            int at = query * room;
            entries[at + filled[query]++] = entry;
            if (filled[query] == room) {
                filled[query] = part(at, room, k / 4);
                long lowest = Long.MAX_VALUE;
                for (int i = at; i < at + filled[query]; i++) {
                    lowest = Math.min(lowest, entries[i]);
                }
                least[query] = lowest;
                bars[query] = score(lowest);
            }
        }
    }

    /** Hands out a query's items, best first, into arrays from {@code at}; what was found is used up. @return how many */
    int take(int query, int[] items, float[] scores, int at) {
        int from = query * room;
        int n = part(from, filled[query], 0);
        Arrays.sort(entries, from, from + n);
        for (int i = 0; i < n; i++) {
            long entry = entries[from + n - 1 - i];
            items[at + i] = Integer.MAX_VALUE - (int) (entry & Integer.MAX_VALUE);
            scores[at + i] = score(entry);
        }
        return n;
    }

    /**
     * Moves the highest of {@code n} entries to the front.
     *
     * @param spare how many more than k may be there in the end
     * @return how many are, all of them higher than the rest
     */
    private int part(int at, int n, int spare) {
        int low = at;
        int high = at + n - 1;
        int kept = n;
        while (kept > k + spare) {
            if (high - low < FEW) {
                Arrays.sort(entries, low, high + 1);
                for (int i = low, j = high; i < j; i++, j--) {
                    long swap = entries[i];
                    entries[i] = entries[j];
                    entries[j] = swap;
                }
                return k;
            }
            long pivot = middle(entries[low], entries[low + high >>> 1], entries[high]);
            int i = low;
            // Without a branch that nobody can foretell: what is no lower than the pivot is counted in as it changes places.
            for (int j = low; j <= high; j++) {
                long v = entries[j];
                entries[j] = entries[i];
                entries[i] = v;
                i += (int) (v - pivot >>> 63 ^ 1);
            }
            if (i - at >= k) {
                kept = i - at;
                high = i - 1;
            } else {
                low = i;
            }
        }
        return kept;
    }

    private static long middle(long a, long b, long c) {
        return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
    }

    /** Positive, and the greater the better: the score's order in the upper half, below it the item's. */
    private static long entry(float score, int item) {
        int bits = Float.floatToRawIntBits(score);
        int order = bits ^ (bits >> 31 | Integer.MIN_VALUE);
        return (order & 0xffffffffL) << 31 | Integer.MAX_VALUE - item;
    }

    private static float score(long entry) {
        int order = (int) (entry >>> 31);
        return Float.intBitsToFloat(order ^ (~order >> 31 | Integer.MIN_VALUE));
    }
}
