package org.mingle.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingle.model.EpochSummary;
import org.mingle.model.TrainingEvent;

class JournalTest {
    @TempDir
    Path folder;

    private static ObjectNode entry(int n) {
        return JsonNodeFactory.instance.objectNode().put("event", "note").put("n", n).put("text", "\"crc\":\"ü\n");
    }

    private static void fill(Path folder, int from, int to) {
        try (Journal journal = Journal.open(folder)) {
            for (int i = from; i < to; i++) {
                journal.append(entry(i));
            }
        }
    }

    @Test
    void whatWasAppendedIsRead() {
        fill(folder, 0, 3);
        Journal.Content content = Journal.read(folder);
        assertEquals(List.of(0, 1, 2), content.entries().stream().map(e -> e.get("n").asInt()).toList());
        assertEquals("\"crc\":\"ü\n", content.entries().get(1).get("text").asText());
        assertFalse(content.torn());
    }

    @Property(tries = 60)
    void aJournalCutAnywhereKeepsItsWholeLinesAndGoesOn(@ForAll @IntRange(max = 400) int cut) throws IOException {
        Path own = Files.createTempDirectory("journal");
        fill(own, 0, 4);
        Path file = own.resolve(Journal.FILE);
        byte[] all = Files.readAllBytes(file);
        int kept = Math.min(cut, all.length);
        Files.write(file, java.util.Arrays.copyOf(all, kept));
        int whole = 0;
        for (int i = 0; i < kept; i++) {
            whole += all[i] == '\n' ? 1 : 0;
        }
        Journal.Content content = Journal.read(own);
        assertEquals(whole, content.entries().size());
        assertEquals(kept > 0 && all[kept - 1] != '\n', content.torn());
        fill(own, 10, 11);
        content = Journal.read(own);
        assertEquals(whole + 1, content.entries().size());
        assertEquals(10, content.entries().get(whole).get("n").asInt());
        Files.delete(file);
        Files.delete(own);
    }

    @Test
    void aChangedLineAndAllAfterItDoNotCount() throws IOException {
        fill(folder, 0, 4);
        Path file = folder.resolve(Journal.FILE);
        Files.writeString(file, Files.readString(file).replace("\"n\":2", "\"n\":7"));
        Journal.Content content = Journal.read(folder);
        assertEquals(2, content.entries().size());
        assertTrue(content.torn());
    }

    @Test
    void epochsComeBackAsTheyWere() {
        EpochSummary s = new EpochSummary(3, 1.5, 40, Map.of("intra", 0.25, "total", 1.0), Double.NaN,
                Map.of("map_avg", 0.5, "probe_accuracy", Double.NaN), true, 0.125);
        EpochSummary again = new EpochSummary(3, 2, 40, Map.of("total", 0.5), 0.75, Map.of(), false, 0.25);
        try (Journal journal = Journal.open(folder)) {
            journal.append(JournalEntries.of(new TrainingEvent.EpochEnded(s, null, earlier -> Map.of())));
        }
        assertEquals(List.of(s), JournalEntries.history(Journal.read(folder).entries()));
        try (Journal journal = Journal.open(folder)) {
            journal.append(JournalEntries.of(new TrainingEvent.EpochEnded(again, null, earlier -> Map.of())));
        }
        assertEquals(List.of(again), JournalEntries.history(Journal.read(folder).entries()), "The later one counts");
    }
}
