package org.mingle.retrieval;

import java.util.Arrays;

/** Ascending sort of non-negative integers of known width in linear time. One instance per thread; keeps its buffers. */
final class RadixSort {
    /** Two passes for 24-bit keys, three for 31. */
    private static final int DIGIT = 12;
    private final int[][] counts = new int[3][1 << DIGIT];
    private int[] spare = new int[0];

    /**
     * Sorts the first {@code n} keys.
     *
     * @param bits number of low bits in which keys can differ, at most 31
     * @return the sorted keys, in {@code keys} or in a buffer that the next call overwrites
     */
    int[] sort(int[] keys, int n, int bits) {
        if (spare.length < n) {
            spare = new int[n];
        }
        int[] from = keys;
        int[] to = spare;
        int passes = (bits + DIGIT - 1) / DIGIT;
        int width = (bits + passes - 1) / passes;
        int mask = (1 << width) - 1;
        for (int p = 0; p < passes; p++) {
            Arrays.fill(counts[p], 0, mask + 1, 0);
        }
        count(keys, n, width, passes, mask);
        for (int p = 0; p < passes; p++) {
            int shift = p * width;
            int[] places = counts[p];
            int sum = 0;
            for (int b = 0; b <= mask; b++) {
                int c = places[b];
                places[b] = sum;
                sum += c;
            }
            for (int i = 0; i < n; i++) {
                int k = from[i];
                to[places[k >>> shift & mask]++] = k;
            }
            int[] swap = from;
            from = to;
            to = swap;
        }
        return from;
    }

    /** Counts the digits of all passes in one. */
    private void count(int[] keys, int n, int width, int passes, int mask) {
        int[] first = counts[0];
        int[] second = counts[1];
        int[] third = counts[2];
        for (int i = 0; i < n; i++) {
            first[keys[i] & mask]++;
            second[keys[i] >>> width & mask]++;
        }
        for (int i = 0; passes > 2 && i < n; i++) {
            third[keys[i] >>> 2 * width & mask]++;
        }
    }
}
