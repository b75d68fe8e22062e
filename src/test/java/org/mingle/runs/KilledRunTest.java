package org.mingle.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingle.Programs;
import org.mingle.data.Split;

/** Nothing is lost when the process is killed outright. */
class KilledRunTest {
    @TempDir
    Path folder;

    @Test
    void aKilledRunLosesAtMostTheEpochUnderWay() throws Exception {
        Path data = RunFixtures.data(folder);
        Path runs = Files.createDirectory(folder.resolve("runs"));
        Process training = Programs.start(folder.resolve("output.txt"), List.of("-Xmx1g"), "org.mingle.Mingle", "train",
                "--data", data.toString(), "--out", runs.toString(), "--threads", "1", "--epochs", "100000", "--set",
                "hidden=12", "--set", "dimension=6", "--set", "batch=32", "--set", "adversary_hidden=8");
        try {
            while (epochs(runs) < 4) {
                assertTrue(training.isAlive(), () -> read(folder.resolve("output.txt")));
                Thread.sleep(20);
            }
        } finally {
            training.destroyForcibly().waitFor();
        }
        Run broken = Run.open(only(runs));
        assertEquals(Manifest.RUNNING, broken.manifest().state());
        assertTrue(broken.interrupted());
        int whole = broken.history().get(broken.history().size() - 1).epoch();
        assertTrue(whole >= 3);
        assertEquals(broken.manifest().preset(), broken.model().preset(), "What it had learned can be used");

        TrainingSession session = TrainingSession.resume(broken);
        session.addListener(e -> {
            if (e instanceof org.mingle.model.TrainingEvent.EpochEnded end) {
                assertTrue(end.summary().epoch() >= whole, "It went on and did not begin again");
                session.stop();
            }
        });
        Run resumed = session.run();
        assertEquals(Manifest.STOPPED, resumed.manifest().state());
        assertTrue(resumed.manifest().epochsRun() > 3);
        assertEquals(40, resumed.embeddings(Split.TEST).size());
    }

    private static int epochs(Path runs) throws Exception {
        try (Stream<Path> all = Files.list(runs)) {
            return all.findFirst().map(r -> JournalEntries.history(Journal.read(r).entries()).size()).orElse(0);
        }
    }

    private static Path only(Path runs) throws Exception {
        try (Stream<Path> all = Files.list(runs)) {
            return all.findFirst().orElseThrow();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (java.io.IOException e) {
            return e.toString();
        }
    }
}
