package org.mingle.retrieval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;

class ExplanationTest {
    @Property(tries = 40)
    void contributionsSumToTheMeasuredAveragePrecision(@ForAll long seed, @ForAll @IntRange(min = 2, max = 60) int n,
            @ForAll boolean multiLabel, @ForAll Similarity similarity) {
        Embeddings e = Samples.gridded(seed, n, 3, 4, multiLabel);
        double[] measured = RetrievalMeasures.of(e, 0, 1, similarity).averagePrecision();
        Retriever retriever = new Retriever(e, similarity);
        for (int q = 0; q < n; q++) {
            ApExplanation x = ApExplanation.of(retriever, e.ids().get(q), 0, 1);
            assertEquals(measured[q], x.ranks().stream().mapToDouble(ApExplanation.Rank::contribution).sum(), 1e-9);
            assertEquals(n, Arrays.stream(x.histogram().relevant()).sum() + Arrays.stream(x.histogram().other()).sum());
        }
    }

    @Property(tries = 20)
    void someQueriesFailAsTheyDoAmongAll(@ForAll @LongRange(min = 0, max = 1000) long seed, @ForAll boolean multiLabel) {
        Embeddings e = Samples.gridded(seed, 90, 3, 4, multiLabel);
        FailureList all = FailureList.of(e, Similarity.COSINE, HubCorrection.NONE);
        int[] rows = IntStream.range(0, 90).filter(r -> r % 7 == 2).toArray();
        FailureList some = FailureList.of(e, Similarity.COSINE, HubCorrection.NONE, rows);
        assertEquals(IntStream.of(rows).mapToObj(all.entries()::get).toList(), some.entries());
        double[] forward = RetrievalMeasures.of(e, 0, 1, Similarity.COSINE).averagePrecision();
        double[] backward = RetrievalMeasures.of(e, 1, 0, Similarity.COSINE).averagePrecision();
        for (int r : rows) {
            assertEquals(forward[r], all.entries().get(r).forward(), 1e-12);
            assertEquals(backward[r], all.entries().get(r).backward(), 1e-12);
            assertArrayEquals(all.top().get(0)[r], some.top().get(0)[r]);
        }
        // Every query is behind some cell of its class's row of the table.
        Set<FailureList.Entry> behind = new HashSet<>();
        for (int a = 0; a < 4; a++) {
            for (int b = 0; b < 4; b++) {
                behind.addAll(some.queries(e, 1, a, b));
            }
        }
        assertEquals(Set.copyOf(some.entries()), behind);
    }

    @Test
    void withoutAWrongHitTheRestMovesUp() {
        // Wrong, right, wrong, right: AP = (1/2 + 2/4) / 2; without the first (1 + 2/3) / 2, without the third (1/2 + 2/3) / 2.
        Embeddings e = new Embeddings(List.of("image", "text"), List.of("a", "b", "c", "d"), new int[][] {{1}, {0}, {1}, {0}},
                List.of("x", "y"), List.of(FloatMatrix.of(new float[][] {{1, 0}, {1, 0}, {1, 0}, {1, 0}}),
                        FloatMatrix.of(new float[][] {{1, 0}, {1, 0.1f}, {1, 0.2f}, {1, 0.3f}})));
        ApExplanation x = ApExplanation.of(new Retriever(e, Similarity.COSINE), "b", 0, 1);
        assertEquals(0.5, x.averagePrecision(), 1e-12);
        assertArrayEquals(new double[] {0, 0.25, 0, 0.25}, x.ranks().stream().mapToDouble(ApExplanation.Rank::contribution).toArray(), 1e-12);
        assertArrayEquals(new double[] {5 / 6.0, Double.NaN, 7 / 12.0, Double.NaN},
                x.ranks().stream().mapToDouble(ApExplanation.Rank::withoutIt).toArray(), 1e-12);
        PrecisionRecall curve = PrecisionRecall.of(e, 0, 1, Similarity.COSINE, 1, 2);
        // Queries of class y see right, wrong, right, wrong: interpolated 1 up to recall 0.5, then 2/3; the others 0.5 throughout.
        double[] expected = new double[11];
        for (int p = 0; p < 11; p++) {
            expected[p] = ((p <= 5 ? 1 : 2 / 3.0) + 0.5) / 2;
        }
        assertArrayEquals(expected, curve.interpolated(), 1e-12);
        assertArrayEquals(new double[] {0.5, 0.5}, curve.precisionAtScope(), 1e-12);
        assertArrayEquals(new double[] {0.5, 0.5}, TopConfusion.of(e, 0, 1, Similarity.COSINE, 2).shares()[0], 1e-12);
        KOccurrence hubs = KOccurrence.of(e, 0, 1, Similarity.COSINE, 1);
        assertArrayEquals(new int[] {4, 0, 0, 0}, hubs.counts());
        assertEquals(0.75, hubs.antiHubs(), 1e-12);
        assertEquals(0.75, hubs.robinHood(), 1e-12);
        assertEquals(1, hubs.hubShare(), 1e-12);
        assertEquals(2 / Math.sqrt(3), hubs.skewness(), 1e-9);
    }

    @Test
    void ndcgOfGradedGains() {
        // Gains 3 (two shared classes), 0, 1 in this order; the best order is 3, 1, 0.
        long[] entries = {1L << 32 | 2, 2L << 32, 3L << 32 | 1};
        double log3 = Math.log(2) / Math.log(3);
        assertEquals((3 + 0.5) / (3 + log3), Ndcg.ndcg(entries, 10), 1e-12);
        // The same, all tied: each place has the mean gain.
        long[] tied = {1L << 32, 1L << 32 | 1, 1L << 32 | 2};
        assertEquals(4 / 3.0 * (1 + log3 + 0.5) / (3 + log3), Ndcg.ndcg(tied, 10), 1e-12);
        double[] all = Ndcg.perQuery(Samples.gridded(3, 40, 3, 4, true), 0, 1, Similarity.COSINE, 10);
        assertTrue(Arrays.stream(all).allMatch(v -> v >= 0 && v <= 1));
    }

    @Test
    void theBootstrapCoversTheMeanAndEqualSystemsDoNotDiffer() {
        Random random = new Random(1);
        int covered = 0;
        for (int run = 0; run < 100; run++) {
            double[] values = random.doubles(60).toArray();
            Interval i = QueryBootstrap.mean(values, run);
            covered += i.low() <= 0.5 && i.high() >= 0.5 ? 1 : 0;
        }
        assertTrue(covered >= 88 && covered <= 100, "covered " + covered);
        double[] a = random.doubles(100).toArray();
        assertEquals(1, PairedComparison.of(a, a, 1).p(), 1e-12);
        double[] b = Arrays.stream(a).map(v -> v + 0.01 + 0.01 * random.nextGaussian()).toArray();
        PairedComparison c = PairedComparison.of(a, b, 1);
        assertTrue(c.p() < 0.001 && c.difference().low() > 0 && c.better() > c.worse());
    }
}
