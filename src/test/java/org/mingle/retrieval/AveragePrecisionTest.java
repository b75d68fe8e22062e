package org.mingle.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Expected values under ties against the plain average over every order of equal scores. */
class AveragePrecisionTest {
    @Property(tries = 300)
    void equalsTheAverageOverAllOrders(@ForAll @Size(min = 1, max = 7) List<@IntRange(max = 5) Integer> items, @ForAll @IntRange(min = 1, max = 8) int depth) {
        int[] sorted = items.stream().mapToInt(i -> i).sorted().toArray(); // score i / 2, relevance i % 2
        List<boolean[]> orders = new ArrayList<>();
        permute(sorted, 0, orders);
        double sum = 0;
        double found = 0;
        for (boolean[] order : orders) {
            sum += sumOfPrecisions(order, depth);
            found += sumOfPrecisions(order, depth) / Math.max(1, hits(order, depth));
        }
        assertEquals(sum / orders.size(), AveragePrecision.precisionSum(sorted, sorted.length, depth), 1e-12);
        assertEquals(found / orders.size(), AveragePrecision.foundNormalised(sorted, sorted.length, depth), 1e-12);
    }

    @Test
    void oneBigTieScoresAboutTheShareOfRelevantItems() {
        int[] sorted = new int[1000];
        for (int i = 900; i < 1000; i++) {
            sorted[i] = 1;
        }
        assertEquals(0.1, AveragePrecision.precisionSum(sorted, 1000, 1000) / 100, 0.01);
    }

    /** Every permutation that keeps scores ascending. */
    private static void permute(int[] items, int at, List<boolean[]> orders) {
        if (at == items.length) {
            boolean[] relevant = new boolean[items.length];
            for (int i = 0; i < items.length; i++) {
                relevant[i] = items[i] % 2 == 1;
            }
            orders.add(relevant);
            return;
        }
        for (int i = at; i < items.length; i++) {
            if (items[i] / 2 == items[at] / 2) {
                swap(items, at, i);
                permute(items, at + 1, orders);
                swap(items, at, i);
            }
        }
    }

    private static void swap(int[] items, int a, int b) {
        int t = items[a];
        items[a] = items[b];
        items[b] = t;
    }

    private static double sumOfPrecisions(boolean[] relevant, int depth) {
        double sum = 0;
        for (int j = 1; j <= Math.min(depth, relevant.length); j++) {
            sum += relevant[j - 1] ? (double) hits(relevant, j) / j : 0;
        }
        return sum;
    }

    private static int hits(boolean[] relevant, int depth) {
        int hits = 0;
        for (int j = 0; j < Math.min(depth, relevant.length); j++) {
            hits += relevant[j] ? 1 : 0;
        }
        return hits;
    }
}
