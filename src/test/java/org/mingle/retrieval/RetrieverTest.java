package org.mingle.retrieval;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.mingle.data.Embeddings;
import org.mingle.data.MingleException;

class RetrieverTest {
    private final Embeddings embeddings = Samples.gaussian(7, 90, 8, 4, 1);
    private final Retriever retriever = new Retriever(embeddings, Similarity.COSINE);

    @Test
    void anUnknownIdIsAnsweredWithNearOnes() {
        MingleException x = assertThrows(MingleException.class, () -> retriever.query("s00x5", 0, 1, 5));
        assertEquals("There is no sample with the id s00x5 here: did you mean s0005, s0015 or s0025?", x.getMessage());
        assertTrue(assertThrows(MingleException.class, () -> retriever.query("something else", 0, 1, 5)).getMessage().contains("s0000"));
    }

    @Test
    void withinOneModalityTheSampleItselfIsLeftOut() {
        Ranking r = retriever.query("s0003", 0, 0, Integer.MAX_VALUE);
        assertEquals(89, r.gallerySize());
        assertEquals(89, r.hits().size());
        assertFalse(r.hits().stream().anyMatch(h -> h.id().equals("s0003")));
        assertEquals(0, r.truePairRank());
    }

    @Test
    void aRankingKnowsItsPairAndWhatIsRelevant() {
        Ranking r = retriever.query("s0003", 0, 1, Integer.MAX_VALUE);
        assertEquals(90, r.gallerySize());
        assertEquals(r.relevantCount(), r.hits().stream().filter(Ranking.Hit::relevant).count());
        assertEquals("s0003", r.hits().get(r.truePairRank() - 1).id());
        assertTrue(r.hits().get(r.truePairRank() - 1).truePair());
        for (int i = 1; i < 90; i++) {
            assertTrue(r.hits().get(i).score() <= r.hits().get(i - 1).score());
        }
    }

    @Test
    void aPointFromOutsideIsRankedLikeTheSampleItEquals() {
        Ranking inside = retriever.query("s0003", 0, 1, 10);
        Ranking outside = retriever.query("a red bus", "image", embeddings.points().get(0).row(3), 1, 10);
        assertFalse(outside.inDataset());
        assertTrue(Double.isNaN(outside.averagePrecision()));
        assertEquals(inside.hits().stream().map(Ranking.Hit::id).toList(), outside.hits().stream().map(Ranking.Hit::id).toList());
        assertThrows(MingleException.class, () -> retriever.query("short", "image", new float[3], 1, 10));
    }
}
