package org.mingle.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingle.data.NamedSelections.Point;

class NamedSelectionsTest {
    @TempDir
    private Path folder;

    @Test
    void whatWasStoredIsFoundAgainInItsOrder() {
        NamedSelections store = new NamedSelections(folder.resolve("new"));
        assertTrue(store.read("abc").isEmpty());
        List<Point> first = List.of(new Point("b\"1", "image"), new Point("a", "text"));
        store.write("abc", "zebra", first);
        store.write("abc", "ape", List.of(new Point("c", "text")));
        store.write("other", "ape", List.of(new Point("d", "text")));
        assertEquals(List.of("zebra", "ape"), List.copyOf(store.read("abc").keySet()));
        assertEquals(first, store.read("abc").get("zebra"));
        store.write("abc", "zebra", List.of());
        assertEquals(List.of("ape"), List.copyOf(store.read("abc").keySet()));
    }

    @Test
    void aDamagedFileIsNamed() throws IOException {
        Files.writeString(folder.resolve("abc.json"), "{ half");
        MingleException e = assertThrows(MingleException.class, () -> new NamedSelections(folder).read("abc"));
        assertTrue(e.getMessage().contains("abc.json"), e.getMessage());
    }
}
