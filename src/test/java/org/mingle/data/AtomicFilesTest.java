package org.mingle.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFilesTest {
    @TempDir
    Path folder;

    @Test
    void makesFoldersAndReplaces() throws IOException {
        Path file = folder.resolve("a/b/c.txt");
        AtomicFiles.write(file, "one");
        AtomicFiles.write(file, "two");
        assertEquals("two", Files.readString(file));
        assertEquals(List.of("c.txt"), names(file.getParent()));
    }

    @Test
    void aFailedWriteLeavesTheOldFileAndNothingElse() throws IOException {
        Path file = folder.resolve("c.txt");
        AtomicFiles.write(file, "old");
        MingleException e = assertThrows(MingleException.class, () -> AtomicFiles.write(file, out -> {
            out.write(1);
            throw new IOException("no space");
        }));
        assertTrue(e.getMessage().contains("no space"), e.getMessage());
        assertEquals("old", Files.readString(file));
        assertEquals(List.of("c.txt"), names(folder));
    }

    @Test
    void aFolderIsThereWholeOrNotAtAll() throws IOException {
        Path target = folder.resolve("data");
        assertThrows(MingleException.class, () -> AtomicFiles.writeFolder(target, f -> {
            Files.writeString(f.resolve("half"), "x");
            throw new MingleException("broken");
        }));
        assertEquals(List.of(), names(folder));
        AtomicFiles.writeFolder(target, f -> {
            assertFalse(Files.exists(target));
            Files.writeString(f.resolve("whole"), "x");
        });
        assertEquals(List.of("whole"), names(target));
    }

    @Test
    void aFolderWithContentIsNotOverwritten() throws IOException {
        Files.writeString(folder.resolve("kept"), "x");
        assertThrows(MingleException.class, () -> AtomicFiles.writeFolder(folder, f -> { }));
        assertEquals(List.of("kept"), names(folder));
    }

    @Test
    void anEmptyFolderMayBeFilled() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        AtomicFiles.writeFolder(empty, f -> Files.writeString(f.resolve("x"), "x"));
        assertEquals(List.of("x"), names(empty));
    }

    @Test
    void aFileInTheWayIsNamed() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "x");
        MingleException e = assertThrows(MingleException.class, () -> AtomicFiles.write(file.resolve("below"), "x"));
        assertTrue(e.getMessage().contains("below"), e.getMessage());
    }

    private static List<String> names(Path folder) throws IOException {
        try (Stream<Path> s = Files.list(folder)) {
            return s.map(p -> p.getFileName().toString()).sorted().toList();
        }
    }
}
