package org.mingle.ui.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import org.mingle.data.Embeddings;
import org.mingle.data.MingleException;
import org.mingle.retrieval.HubCorrection;
import org.mingle.retrieval.Ranking;
import org.mingle.retrieval.SharedRetriever;
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
    void theRealEngineRanksTheOtherModality() {
        Query query = new Query(new SampleRef("sample-0003", 1), 0);
        Ranking r = new RetrieverEngine(new SharedRetriever()).rank(ground, query);
        assertEquals("text", r.queryModality());
        assertEquals("image", r.galleryModality());
        assertEquals(20, r.hits().size());
        assertEquals(20, r.gallerySize());
    }
}
