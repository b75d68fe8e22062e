package org.mingle.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Looks are the style sheet's business: a colour or size set anywhere else does not follow the theme. */
class StyleRulesTest {
    private static List<Path> files(String folder, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(folder))) {
            List<Path> found = all.filter(p -> p.toString().endsWith(ending)).sorted().toList();
            assertFalse(found.isEmpty(), folder + " has no " + ending);
            return found;
        }
    }

    private static List<Path> containing(List<Path> files, String regex) throws IOException {
        Pattern p = Pattern.compile(regex);
        return files.stream().filter(f -> {
            try {
                return p.matcher(Files.readString(f)).find();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }).toList();
    }

    @Test
    void layoutsAndCodeSetNoInlineStyles() throws IOException {
        assertEquals(List.of(), containing(files("resources/org/mingle/ui", ".fxml"), "\\sstyle=\""));
        assertEquals(List.of(), containing(files("src/main/java/org/mingle/ui", ".java"), "\\.setStyle\\("));
    }

    @Test
    void styleSheetsTakeTheirColoursFromTheTheme() throws IOException {
        assertEquals(List.of(), containing(files("resources/org/mingle/ui", ".css"), ":[^;{]*#[0-9a-fA-F]{3,8}\\b"));
    }
}
