package org.mingle.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingle.data.MingleException;
import org.mingle.data.Npy;
import org.mingle.data.NpyArray;

class RunRecorderTest {
    @TempDir
    private Path folder;

    private static ObjectNode line(int epoch) {
        return JsonNodeFactory.instance.objectNode().put("event", "epoch").put("epoch", epoch);
    }

    private static Map<String, NpyArray> state(int epoch) {
        return Map.of("epoch", NpyArray.of((long) epoch));
    }

    private List<Integer> journal() {
        return Journal.read(folder).entries().stream().map(e -> e.get("epoch").asInt()).toList();
    }

    private double checkpoint() {
        return Npy.readArchive(folder.resolve(Run.CHECKPOINT)).get("epoch").toDoubles()[0];
    }

    @Test
    void ofManyStatesTheNewestIsKeptAndNoLineIsLost() {
        try (Journal journal = Journal.open(folder);
                RunRecorder recorder = new RunRecorder(folder.resolve(Run.CHECKPOINT), journal)) {
            for (int e = 0; e < 50; e++) {
                recorder.write(line(e), state(e));
                List<Integer> written = journal();
                if (!written.isEmpty()) {
                    assertTrue(checkpoint() >= written.get(written.size() - 1), "No line comes before its checkpoint");
                }
            }
            recorder.write(line(50));
            recorder.flush();
            assertEquals(49, checkpoint());
            assertEquals(java.util.stream.IntStream.rangeClosed(0, 50).boxed().toList(), journal());
        }
    }

    @Test
    void aDiskThatCannotBeWrittenIsTold() throws Exception {
        Files.writeString(folder.resolve("checkpoints"), "a file where a folder must be");
        try (Journal journal = Journal.open(folder);
                RunRecorder recorder = new RunRecorder(folder.resolve(Run.CHECKPOINT), journal)) {
            recorder.write(line(0), state(0));
            assertThrows(MingleException.class, recorder::flush);
            assertThrows(MingleException.class, () -> recorder.write(line(1)));
            assertTrue(journal().isEmpty());
        }
    }
}
