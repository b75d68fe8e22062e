package org.mingle.retrieval;

import java.util.stream.IntStream;

/**
 * Which pairs are asked where asking all would take minutes: all of up to 20,000, of more an even sample, so many that
 * queries times gallery stay at 400 million. What is ranked is always the whole gallery.
 */
public final class QuerySample {
    private static final int SCORES = 400_000_000;

    private QuerySample() {}

    /** Number of queries among {@code n} pairs. */
    public static int size(int n) {
        return (int) Math.min(n, Math.max(1, SCORES / Math.max(1, n)));
    }

    /** Whether all of {@code n} pairs are asked. */
    public static boolean all(int n) {
        return size(n) == n;
    }

    /** Rows of the queries among {@code n} pairs, ascending; all where they are few enough. */
    public static int[] of(int n) {
        int size = size(n);
        return IntStream.range(0, size).map(i -> (int) ((long) i * n / size)).toArray();
    }
}
