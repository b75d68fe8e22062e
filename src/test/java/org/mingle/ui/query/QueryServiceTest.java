package org.mingle.ui.query;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mingle.data.Dataset;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MingleException;
import org.mingle.data.Split;
import org.mingle.retrieval.HubCorrection;
import org.mingle.retrieval.Ranking;
import org.mingle.retrieval.SharedRetriever;
import org.mingle.ui.DemoData;
import org.mingle.ui.SampleRef;
import org.mingle.ui.Scenes;

class QueryServiceTest {
    private final Queue<Runnable> worker = new ArrayDeque<>();
    private final Queue<Runnable> screen = new ArrayDeque<>();
    private final List<String> computed = new ArrayList<>();
    private final List<String> seen = new ArrayList<>();
    private final Embeddings embeddings = new Scenes(20, 4).embeddings(0.5);
    private final QueryService.Ground ground = new QueryService.Ground(embeddings, new Scenes(20, 4).dataset(), null,
            HubCorrection.NONE, embeddings, false);
    private final QueryService service = new QueryService((g, q) -> {
        if (q.direction().crosses()) {
            computed.add(q.sample().id());
        }
        if (q.sample().id().equals("nobody")) {
            throw new MingleException("There is no nobody.");
        }
        return new Ranking(q.sample().id(), true, "image", "text", 20, 4, List.of(), 0.5, 1);
    }, worker::add, screen::add);

    private void ask(String id) {
        service.ask(ground, new Query(new SampleRef(id, 0), 1), a -> seen.add(a.main().queryId()), seen::add);
    }

    @Test
    void anOvertakenRequestIsNotComputed() {
        ask("a");
        ask("b");
        worker.forEach(Runnable::run);
        screen.forEach(Runnable::run);
        assertEquals(List.of("b"), computed);
        assertEquals(List.of("b"), seen);
    }

    @Test
    void aStaleAnswerNeverReachesTheScreen() {
        ask("a");
        worker.remove().run();
        ask("b");
        worker.remove().run();
        screen.forEach(Runnable::run);
        assertEquals(List.of("a", "b"), computed);
        assertEquals(List.of("b"), seen);
    }

    @Test
    void nothingArrivesAfterCancelling() {
        ask("a");
        worker.remove().run();
        service.cancel();
        screen.forEach(Runnable::run);
        assertTrue(seen.isEmpty());
    }

    @Test
    void anUnknownIdSaysSo() {
        ask("nobody");
        worker.remove().run();
        screen.forEach(Runnable::run);
        assertEquals(List.of("There is no nobody."), seen);
    }

    @Test
    void anApproximateSearchSaysWhatItFindsAndJudgesNoWholeRanking() {
        Scenes scenes = new Scenes(400, 4);
        Embeddings e = scenes.embeddings(0.5);
        QueryService.Ground near = new QueryService.Ground(e, scenes.dataset(), null, HubCorrection.NONE, e, true);
        QueryService.Ground exact = new QueryService.Ground(e, scenes.dataset(), null, HubCorrection.NONE, e, false);
        RetrieverEngine engine = new RetrieverEngine(new SharedRetriever());
        Query query = new Query(new SampleRef("sample-0003", 1), 0);
        Ranking r = engine.rank(near, query);
        assertTrue(Double.isNaN(r.averagePrecision()));
        assertTrue(engine.recall(near, query).recall() >= 0.95);
        assertNull(engine.recall(exact, query));
        List<Ranking.Hit> all = engine.rank(exact, query).hits();
        for (Ranking.Hit hit : r.hits()) {
            Ranking.Hit same = all.stream().filter(h -> h.id().equals(hit.id())).findFirst().orElseThrow();
            assertEquals(same.relevant(), hit.relevant());
            assertEquals(same.score(), hit.score(), 1e-5);
        }
    }

    @Test
    void aSampleThatTheMapDoesNotDrawHasAPlaceInTheSpace() {
        QueryService.Ground sampled = new QueryService.Ground(embeddings, new Scenes(20, 4).dataset(), null,
                HubCorrection.NONE, embeddings.select(new int[] {0, 1, 2}), false);
        RetrieverEngine engine = new RetrieverEngine(new SharedRetriever());
        assertNull(engine.point(sampled, new Query(new SampleRef("sample-0002", 1), 0)));
        assertArrayEquals(embeddings.points().get(1).row(3),
                engine.point(sampled, new Query(new SampleRef("sample-0003", 1), 0)));
    }

    @Test
    void aSampleOfAnotherSplitIsNotTakenForAWrongId() {
        Dataset dataset = DemoData.pairs(80);
        int[] rows = dataset.rows(Split.TEST);
        List<FloatMatrix> points = List.of(FloatMatrix.zeros(rows.length, 2), FloatMatrix.zeros(rows.length, 2));
        Embeddings test = new Embeddings(List.of("image", "text"), IntStream.of(rows).mapToObj(dataset::id).toList(),
                IntStream.of(rows).mapToObj(dataset::labels).toArray(int[][]::new), dataset.classNames(), points);
        QueryService.Ground split = new QueryService.Ground(test, dataset, null, HubCorrection.NONE, test, false);
        String other = dataset.id(dataset.rows(Split.TRAIN)[0]);
        MingleException e = assertThrows(MingleException.class, () -> new RetrieverEngine(new SharedRetriever())
                .rank(split, new Query(new SampleRef(other, 0), 1)));
        assertTrue(e.getMessage().startsWith(other + " is in the training split"), e.getMessage());
    }

    @Test
    void theRealEngineRanksTheOtherModality() {
        Query query = new Query(new SampleRef("sample-0003", 1), 0);
        Ranking r = new RetrieverEngine(new SharedRetriever()).rank(ground, query);
        assertEquals("text", r.queryModality());
        assertEquals("image", r.galleryModality());
        assertEquals(20, r.hits().size());
        assertEquals(20, r.gallerySize());
    }
}
