package org.mingle.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

class BestFewTest {
    /** Scores of few values, so that many are equal, negative ones and both zeros among them. */
    @Property(tries = 200)
    void theBestAreKeptInWhateverOrderTheyCome(@ForAll @LongRange(max = 100_000) long seed,
            @ForAll @IntRange(max = 400) int n, @ForAll @IntRange(min = 1, max = 60) int k,
            @ForAll @IntRange(min = 1, max = 1000) int values) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] scores = new float[n];
        for (int i = 0; i < n; i++) {
            scores[i] = (random.nextInt(values) - values / 2) / 8f;
        }
        int[] order = IntStream.range(0, n).toArray();
        for (int i = 0; i < n; i++) {
            int other = i + random.nextInt(n - i);
            int swap = order[i];
            order[i] = order[other];
            order[other] = swap;
        }
        List<Integer> wanted = IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble((Integer i) -> -scores[i])
                .thenComparing(i -> i)).limit(k).toList();
        BestFew best = new BestFew(3, k);
        for (int round = 0; round < 2; round++) {
            for (int i : order) {
                if (scores[i] >= best.bars[1]) {
                    best.offer(1, scores[i], i);
                }
                best.offer(2, -scores[i], i);
            }
            int[] items = new int[k + 1];
            float[] found = new float[k + 1];
            assertEquals(wanted.size(), best.take(1, items, found, 1));
            for (int i = 0; i < wanted.size(); i++) {
                assertEquals(wanted.get(i), items[i + 1]);
                assertEquals(scores[wanted.get(i)], found[i + 1]);
            }
            assertEquals(0, best.take(0, items, found, 0));
            best.clear();
        }
    }
}
