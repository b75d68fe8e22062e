package org.mingle.runs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingle.data.Embeddings;
import org.mingle.data.MingleException;
import org.mingle.data.Split;
import org.mingle.projection.Layout;

class FrameRecorderTest {
    @TempDir
    Path folder;

    private Run train(Path data, String runs, int every) {
        TrainingSession session = new TrainingSession(RunFixtures.request(data, folder.resolve(runs)));
        if (every == 0) {
            return session.run();
        }
        try (FrameRecorder recorder = new FrameRecorder(session.dataset(), every, session::folder, 1)) {
            session.addListener(recorder);
            return session.run();
        }
    }

    @Test
    void framesAreTheSameEveryTimeAndLeaveTheModelAlone() throws IOException {
        Path data = RunFixtures.data(folder);
        Run plain = train(data, "plain", 0);
        Run a = train(data, "a", 2);
        Run b = train(data, "b", 2);
        Split split = a.judgedSplit();
        assertEquals(List.of(0, 1, 2, 4), a.frames().epochs(split));
        for (int epoch : a.frames().epochs(split)) {
            assertArrayEquals(a.frames().read(split, epoch).data(), b.frames().read(split, epoch).data());
        }
        assertEquals(plain.measures().average(), a.measures().average(), 0);

        Embeddings e = a.embeddings(split);
        List<Layout> layouts = a.frames().layouts(split, e);
        assertEquals(List.of(0, 1, 2, 4), layouts.stream().map(Layout::epoch).toList());
        assertEquals("tsne", layouts.get(0).method());
        assertTrue(layouts.get(0).perplexity() > 0);
        assertTrue(a.frames().layouts(split, e.select(new int[] {1, 0})).isEmpty(), "other samples");
        assertTrue(plain.frames().layouts(split, e).isEmpty());

        Path file = a.folder().resolve("frames").resolve(split.key() + "-00002.npy");
        Files.write(file, new byte[] {1, 2, 3});
        assertEquals(List.of(0, 1, 4), a.frames().layouts(split, e).stream().map(Layout::epoch).toList(), "a damaged one");
        assertTrue(a.frames().layout(split, 2, e).isEmpty());
        assertEquals(Optional.of(4), a.frames().layout(split, 4, e).map(Layout::epoch));
    }

    @Test
    void thereIsNoEveryZeroEpochs() {
        Path data = RunFixtures.data(folder);
        TrainingSession session = new TrainingSession(RunFixtures.request(data, folder.resolve("runs")));
        assertThrows(MingleException.class, () -> new FrameRecorder(session.dataset(), -1, session::folder, 1));
    }
}
