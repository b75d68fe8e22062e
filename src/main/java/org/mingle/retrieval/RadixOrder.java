package org.mingle.retrieval;

/** Puts items in the order of their keys in linear time; equal keys stay in the order in which they come. */
final class RadixOrder {
    private static final int DIGIT = 12;

    private RadixOrder() {}

    /**
     * @param keys non-negative, by item
     * @param items the items to order, in the order that ties keep; overwritten
     * @param bits number of low bits in which keys can differ
     * @return the items ordered, in {@code items} or in a new array
     */
    static int[] of(int[] keys, int[] items, int bits) {
        int[] from = items;
        int[] to = new int[items.length];
        int passes = (bits + DIGIT - 1) / DIGIT;
        int width = (bits + passes - 1) / passes;
        int mask = (1 << width) - 1;
        int[] counts = new int[mask + 1];
        for (int shift = 0; shift < bits; shift += width) {
            java.util.Arrays.fill(counts, 0);
            for (int item : from) {
                counts[keys[item] >>> shift & mask]++;
            }
            int sum = 0;
            for (int b = 0; b <= mask; b++) {
                int c = counts[b];
                counts[b] = sum;
                sum += c;
            }
            for (int item : from) {
                to[counts[keys[item] >>> shift & mask]++] = item;
            }
            int[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }
}
