package org.mingle.runs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingle.data.Embeddings;
import org.mingle.data.MingleException;
import org.mingle.data.Split;
import org.mingle.model.EpochSummary;
import org.mingle.model.TrainingEvent;
import org.mingle.model.TrainingSettings;

class TrainingSessionTest {
    @TempDir
    Path folder;
    private Path data;

    @BeforeEach
    void data() {
        data = RunFixtures.data(folder);
    }

    private Run train(String runs) {
        return new TrainingSession(RunFixtures.request(data, folder.resolve(runs))).run();
    }

    @Test
    void aRunHoldsAllThatItTakesToUseItsModel() throws IOException {
        Run run = train("runs");
        Run again = Run.open(run.folder());
        Manifest m = again.manifest();
        assertEquals(Manifest.COMPLETED, m.state());
        assertEquals(5, m.epochsRun());
        assertEquals(RunFixtures.settings(), again.settings());
        assertEquals(again.dataset().hash(), m.datasetHash());
        assertTrue(m.id().matches("\\d{8}-\\d{6}-daml-[0-9a-f]{6}"), m.id());
        assertEquals(m.id(), again.folder().getFileName().toString());

        Embeddings stored = again.embeddings(Split.TEST);
        Embeddings made = again.model().embed(again.dataset(), again.dataset().rows(Split.TEST));
        assertEquals(made.ids(), stored.ids());
        for (int k = 0; k < 2; k++) {
            assertArrayEquals(made.points().get(k).data(), stored.points().get(k).data(), 1e-6f);
        }
        List<EpochSummary> history = again.history();
        assertEquals(6, history.size(), "The untrained model and five epochs");
        assertEquals(m.bestEpoch(), history.stream().filter(EpochSummary::best).reduce((a, b) -> b).get().epoch());
        assertTrue(history.get(5).losses().containsKey("total"));

        JsonNode measures = new ObjectMapper().readTree(again.folder().resolve("measures.json").toFile());
        assertEquals(again.measures().average(), measures.at("/test/map_all/avg").asDouble(), 1e-12);
        assertTrue(measures.at("/val/map_all_ci95/i2t").isArray());
        assertFalse(again.interrupted());
    }

    @Test
    void theSameSeedGivesTheSameBytes() throws IOException {
        assertSameResults(train("a"), train("b"));
    }

    @Test
    void aRunThatBrokeOffEndsInTheSameBytesOnceResumed() throws IOException {
        Run whole = train("whole");
        TrainingSession session = new TrainingSession(RunFixtures.request(data, folder.resolve("broken")));
        session.addListener(e -> {
            if (e instanceof TrainingEvent.BatchEnded b && b.epoch() == 4 && b.batch() == 2) {
                throw new IllegalStateException("the lights went out");
            }
        });
        assertThrows(IllegalStateException.class, session::run);
        assertEquals(Progress.State.FAILED, session.progress().state());
        Run broken = Run.open(only(folder.resolve("broken")));
        assertEquals(Manifest.FAILED, broken.manifest().state());
        assertEquals(4, broken.history().size());
        assertThrows(MingleException.class, () -> broken.embeddings(Split.TEST));

        Run resumed = TrainingSession.resume(broken).run();
        assertEquals(Manifest.COMPLETED, resumed.manifest().state());
        assertEquals(6, resumed.history().size());
        assertSameResults(whole, resumed);
        assertThrows(MingleException.class, () -> TrainingSession.resume(resumed));
    }

    private static void assertSameResults(Run a, Run b) throws IOException {
        try (Stream<Path> files = Files.list(a.folder())) {
            List<Path> results = files.filter(f -> f.getFileName().toString().matches("(embeddings|measures).*")).toList();
            assertEquals(10, results.size());
            for (Path f : results) {
                assertEquals(-1, Files.mismatch(f, b.folder().resolve(f.getFileName())), f.toString());
            }
        }
    }

    private static Path only(Path runs) throws IOException {
        try (Stream<Path> all = Files.list(runs)) {
            List<Path> folders = all.toList();
            assertEquals(1, folders.size());
            return folders.get(0);
        }
    }

    @Test
    void stoppingKeepsTheBestEpochSoFar() {
        TrainingSession session = new TrainingSession(RunFixtures.request(data, folder.resolve("runs")));
        session.addListener(e -> {
            if (e instanceof TrainingEvent.EpochEnded end && end.summary().epoch() == 2) {
                session.stop();
            }
        });
        Run run = session.run();
        assertEquals(Manifest.STOPPED, run.manifest().state());
        assertEquals(2, run.manifest().epochsRun());
        assertEquals(Progress.State.STOPPED, session.progress().state());
        assertEquals(40, run.embeddings(Split.TEST).size());
    }

    @Test
    void aPauseHoldsUntilItIsLifted() throws Exception {
        TrainingSession session = new TrainingSession(RunFixtures.request(data, folder.resolve("runs")));
        CountDownLatch paused = new CountDownLatch(1);
        session.addListener(e -> {
            if (e instanceof TrainingEvent.EpochEnded end && end.summary().epoch() == 1) {
                session.pause();
            } else if (e instanceof TrainingEvent.Paused) {
                paused.countDown();
            }
        });
        AtomicReference<Run> run = new AtomicReference<>();
        Thread trainer = new Thread(() -> run.set(session.run()));
        trainer.start();
        assertTrue(paused.await(60, TimeUnit.SECONDS));
        assertEquals(Progress.State.PAUSED, session.progress().state());
        Path under = only(folder.resolve("runs"));
        assertFalse(Run.open(under).interrupted(), "A run under way is not taken for a broken one");
        assertThrows(MingleException.class, () -> TrainingSession.resume(Run.open(under)));
        session.resume();
        trainer.join(60_000);
        assertEquals(Progress.State.FINISHED, session.progress().state());
        assertEquals(1, session.progress().fraction());
        assertEquals(Manifest.COMPLETED, run.get().manifest().state());
    }

    @Test
    void baselinesAreRunsLikeAnyOther() {
        for (String preset : List.of("cca", "sm")) {
            Run run = new TrainingSession(new TrainingRequest(Datasets.open(data, java.util.Map.of()),
                    TrainingSettings.preset(preset), folder.resolve(preset), 1)).run();
            assertEquals(Manifest.COMPLETED, run.manifest().state());
            assertEquals(40, Run.open(run.folder()).embeddings(Split.TEST).size());
            assertEquals(preset, run.model().preset());
        }
    }

    @Test
    void whatCannotBeTrainedOrOpenedSaysWhy() throws IOException {
        assertThrows(MingleException.class, () -> Run.open(folder.resolve("nowhere")));
        assertTrue(assertThrows(MingleException.class, () -> Run.open(folder)).getMessage().contains("manifest.json"));
        Run run = train("runs");
        Path manifest = run.folder().resolve("manifest.json");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.substring(0, text.length() / 2));
        assertTrue(assertThrows(MingleException.class, () -> Run.open(run.folder())).getMessage().contains("damaged"));
        Files.writeString(manifest, text.replace("\"schema\" : 1", "\"schema\" : 99"));
        assertTrue(assertThrows(MingleException.class, () -> Run.open(run.folder())).getMessage().contains("later version"));
        Files.writeString(manifest, text);
        Files.writeString(run.folder().resolve("embeddings-test.json"), "{\"ids\": []}");
        assertThrows(MingleException.class, () -> run.embeddings(Split.TEST));
        Files.delete(data);
        assertTrue(assertThrows(MingleException.class, run::dataset).getMessage().contains("no longer there"));
    }
}
