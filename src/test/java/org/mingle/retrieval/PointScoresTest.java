package org.mingle.retrieval;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;

class PointScoresTest {
    @Property(tries = 12)
    void agreesWithTheRankings(@ForAll @IntRange(max = 1_000_000) int seed) {
        int n = 40;
        Embeddings e = Samples.gaussian(seed, n, 6, 3, 0.5);
        PointScores scores = PointScores.of(e);
        Retriever retriever = new Retriever(e, Similarity.COSINE, HubCorrection.NONE);
        int[] counts = new int[2 * n];
        for (int m = 0; m < 2; m++) {
            for (int r = 0; r < n; r++) {
                List<Ranking.Hit> hits = retriever.query(e.ids().get(r), m, 1 - m, n).hits();
                List<String> ids = hits.stream().map(Ranking.Hit::id).toList();
                assertEquals(ids.indexOf(e.ids().get(r)) + 1, scores.pairRank()[m * n + r]);
                assertEquals(hits.get(0).relevant() ? 1 : 0, scores.firstHit()[m * n + r]);
                for (String id : ids.subList(0, 10)) {
                    counts[(1 - m) * n + e.ids().indexOf(id)]++;
                }
            }
            double[] ap = RetrievalMeasures.of(e, m, 1 - m, Similarity.COSINE).averagePrecision();
            assertArrayEquals(ap, Arrays.copyOfRange(scores.averagePrecision(), m * n, (m + 1) * n), 1e-12);
        }
        assertArrayEquals(counts, scores.occurrences());
        assertEquals(Math.max(scores.pairRank()[3], scores.pairRank()[n + 3]), scores.pairRank(3, n));
    }

    @Example
    void inACollapsedSpaceEveryPairHasTheMiddleRank() {
        FloatMatrix same = FloatMatrix.of(new float[][] {{1, 2}, {1, 2}, {1, 2}, {1, 2}, {1, 2}});
        int[][] labels = {{0}, {0}, {0}, {1}, {2}};
        Embeddings e = new Embeddings(List.of("image", "text"), IntStream.range(0, 5).mapToObj(i -> "s" + i).toList(), labels,
                List.of("a", "b", "c"), List.of(same, same));
        PointScores scores = PointScores.of(e);
        assertTrue(Arrays.stream(scores.pairRank()).allMatch(r -> r == 3));
        assertEquals(50, Arrays.stream(scores.occurrences()).sum());
    }

    @Example
    void withinOneModalityThereAreNoPairsAndWhatIsAloneInItsClassHasNoValue() {
        FloatMatrix x = FloatMatrix.of(new float[][] {{1, 0}, {1, 0.1f}, {0, 1}});
        Embeddings e = new Embeddings(List.of("image"), List.of("a", "b", "c"), new int[][] {{0}, {0}, {1}}, List.of("p", "q"),
                List.of(x));
        PointScores scores = PointScores.of(e);
        assertArrayEquals(new double[] {Double.NaN, Double.NaN, Double.NaN}, scores.pairRank());
        assertArrayEquals(new double[] {1, 1, Double.NaN}, scores.averagePrecision());
        assertArrayEquals(new double[] {1, 1, Double.NaN}, scores.firstHit());
        assertArrayEquals(new int[] {2, 2, 2}, scores.occurrences());
    }
}
