package org.mingle.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.mingle.data.Embeddings;
import org.mingle.data.MingleException;

class ApproximateRetrieverTest {
    @Property(tries = 20)
    void withAllThatIsWantedItFindsWhatTheExactRetrieverFinds(@ForAll @IntRange(max = 100_000) int seed,
            @ForAll @IntRange(min = 12, max = 400) int n, @ForAll boolean same) {
        Embeddings e = Samples.gaussian(seed, n, 8, 4, 1);
        int to = same ? 0 : 1;
        Retriever exact = new Retriever(e, Similarity.COSINE);
        try (ApproximateRetriever index = new ApproximateRetriever(e, 0, to, 1)) {
            assertEquals(1, index.recall().recall());
            for (int q = 0; q < n; q += 5) {
                Ranking wanted = exact.query(e.ids().get(q), 0, to, 10);
                Ranking found = index.query(e.ids().get(q), 10);
                assertEquals(wanted.gallerySize(), found.gallerySize());
                assertEquals(wanted.relevantCount(), found.relevantCount());
                assertEquals(wanted.hits().size(), found.hits().size());
                for (int i = 0; i < 10; i++) {
                    // The exact scores are rounded to 2^-21; order may differ within that, the scores by rank may not.
                    assertEquals(wanted.hits().get(i).score(), found.hits().get(i).score(), 2e-6);
                }
                assertEquals(wanted.truePairRank() > 0 && wanted.truePairRank() <= 9, found.truePairRank() > 0
                        && wanted.truePairRank() <= 9);
                assertTrue(Double.isNaN(found.averagePrecision()));
            }
        }
    }

    @Test
    void asksLikeTheExactOneAndSaysWhatItDoesNotKnow() {
        Embeddings e = Samples.gaussian(7, 90, 8, 4, 1);
        try (ApproximateRetriever index = new ApproximateRetriever(e, 0, 1, 1)) {
            List<String> inside = index.query("s0003", 10).hits().stream().map(Ranking.Hit::id).toList();
            Ranking outside = index.query("a red bus", e.points().get(0).row(3), 10);
            assertFalse(outside.inDataset());
            assertEquals(inside, outside.hits().stream().map(Ranking.Hit::id).toList());
            List<String> all = index.query("s0003", 1000).hits().stream().map(Ranking.Hit::id).toList();
            assertTrue(all.size() <= 90 && all.subList(0, 10).equals(inside));
            assertEquals(all.size(), all.stream().distinct().count());
            assertTrue(assertThrows(MingleException.class, () -> index.query("s00x5", 5)).getMessage()
                    .contains("s0005"));
            assertTrue(assertThrows(MingleException.class, () -> index.query("nothing", new float[8], 5)).getMessage()
                    .contains("zeros"));
        }
    }
}
