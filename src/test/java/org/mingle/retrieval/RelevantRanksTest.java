package org.mingle.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;

/** Against sorting all keys with their marks. */
class RelevantRanksTest {
    private static final int BITS = 31;

    @Property(tries = 300)
    void equalsWhatASortOfEverythingGives(@ForAll @IntRange(min = 1, max = 3000) int n, @ForAll @IntRange(min = 1, max = 60) int classes,
            @ForAll boolean multiLabel, @ForAll boolean itself, @ForAll @IntRange(max = 30) int width, @ForAll long seed) {
        Random random = new Random(seed);
        check(labelled(n, classes, multiLabel, random), itself, i -> random.nextInt(1 << width) << 1 & Integer.MAX_VALUE);
    }

    @Test
    void itemsFarFromAllOthersAreCountedToo() {
        Random random = new Random(4);
        int[] far = {0, 2, 4, Integer.MAX_VALUE - 1, Integer.MAX_VALUE - 3, 6};
        check(labelled(5000, 12, false, random), true, i -> i % 700 == 1 ? far[i / 700 % far.length]
                : (1 << 22) + (int) (random.nextGaussian() * 3000) << 1);
    }

    @Test
    void oneInstanceServesBothWaysInTurn() {
        Random random = new Random(5);
        Embeddings labels = labelled(4000, 30, false, random);
        // Of the keys of every other query nearly all are alike, which is a matter for a sort.
        check(labels, false, i -> random.nextInt(i / 4000 % 2 == 0 ? 3 : 1 << 20) << 1);
    }

    /** @param key of an item, by query x n + item */
    private static void check(Embeddings labels, boolean itself, IntUnaryOperator key) {
        int n = labels.size();
        Relevance relevance = new Relevance(labels);
        RelevantRanks ranks = new RelevantRanks(n, BITS);
        for (int q = 0; q < Math.min(n, 6); q++) {
            int query = q;
            int[] keys = new int[n];
            Arrays.setAll(keys, i -> key.applyAsInt(query * n + i));
            int[] sorted = keys.clone();
            int own = keys[q];
            relevance.mark(q, sorted);
            if (!itself) {
                sorted[q] = Integer.MAX_VALUE;
            }
            Arrays.sort(sorted);
            int count = itself ? n : n - 1;
            int relevant = AveragePrecision.relevant(sorted, count);

            ranks.query(q, keys, relevance, itself);
            assertEquals(relevant, ranks.relevant());
            assertEquals(relevant == 0 ? Double.NaN : AveragePrecision.precisionSum(sorted, count, count) / relevant,
                    ranks.averagePrecision(), 1e-12);
            for (int depth : new int[] {relevant, 1, 50, 500}) {
                assertEquals(AveragePrecision.precisionSum(sorted, count, depth), ranks.precisionSum(depth), 1e-9);
                assertEquals(AveragePrecision.foundNormalised(sorted, count, depth), ranks.foundNormalised(depth), 1e-12);
            }
            if (itself) {
                assertEquals(Arrays.stream(sorted).filter(k -> (k & ~1) < own).count(), ranks.before(own));
                assertEquals(Arrays.stream(sorted).filter(k -> (k & ~1) == own).count(), ranks.tied(own));
            }
        }
    }

    private static Embeddings labelled(int n, int classes, boolean multiLabel, Random random) {
        return Samples.embeddings(n, classes, multiLabel, random, FloatMatrix.zeros(n, 1), FloatMatrix.zeros(n, 1));
    }
}
