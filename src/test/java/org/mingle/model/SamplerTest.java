package org.mingle.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SamplerTest {
    private static final int[] ROWS = IntStream.range(10, 110).toArray();

    @Test
    void shuffledTakesEveryPairOnce() {
        int[] order = new Sampler(ROWS, labels(), 4, false).order(new SplittableRandom(1));
        Arrays.sort(order);
        assertArrayEquals(ROWS, order);
    }

    @Test
    void balancedTakesEveryClassEquallyOftenInEveryBatch() {
        int[][] labels = labels();
        int[] order = new Sampler(ROWS, labels, 4, true).order(new SplittableRandom(1));
        assertEquals(ROWS.length, order.length);
        // Class 3 has no training pair: the other three take turns.
        for (int from = 0; from + 3 <= order.length; from += 3) {
            assertEquals(3, IntStream.range(from, from + 3).map(i -> labels[order[i]][0]).distinct().count());
        }
        long different = Arrays.stream(order).filter(r -> labels[r][0] == 2).distinct().count();
        assertEquals(5, different, "the whole of a rare class comes before any of it comes again");
        long frequent = Arrays.stream(order).filter(r -> labels[r][0] == 0).distinct().count();
        assertTrue(frequent >= 33, frequent + " of a frequent class");
    }

    @Test
    void aPairOfSeveralClassesIsDrawnForEach() {
        int[][] labels = {{0, 1}, {0}, {0}, {0}};
        int[] order = new Sampler(new int[] {0, 1, 2, 3}, labels, 2, true).order(new SplittableRandom(3));
        assertTrue(Arrays.stream(order).filter(r -> r == 0).count() >= 2, Arrays.toString(order));
    }

    /** Rows 10 to 109: 80 of class 0, 15 of class 1, 5 of class 2; class 3 lies outside. */
    private static int[][] labels() {
        int[][] labels = new int[120][];
        Arrays.setAll(labels, r -> new int[] {r < 10 || r >= 110 ? 3 : r < 90 ? 0 : r < 105 ? 1 : 2});
        return labels;
    }
}
