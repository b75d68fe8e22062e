package org.mingle.samples;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingle.data.Dataset;
import org.mingle.data.MingleException;
import org.mingle.data.Split;
import org.mingle.runs.Datasets;

class SampleDataTest {
    private static final Path BUNDLED = Path.of("sample-data");
    private static Map<String, byte[]> files;

    @BeforeAll
    static void make() {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG-u-nu-arab"));
        try {
            files = SampleData.files();
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void theBundledSampleIsWhatTheGeneratorMakes() throws IOException {
        Set<String> bundled = new HashSet<>();
        try (Stream<Path> all = Files.walk(BUNDLED)) {
            all.filter(Files::isRegularFile).forEach(f -> bundled.add(BUNDLED.relativize(f).toString().replace('\\', '/')));
        }
        assertTrue(bundled.remove("README.md"));
        assertEquals(files.keySet(), bundled);
        for (Map.Entry<String, byte[]> e : files.entrySet()) {
            assertArrayEquals(e.getValue(), Files.readAllBytes(BUNDLED.resolve(e.getKey())), e.getKey());
        }
        assertTrue(files.values().stream().mapToLong(f -> f.length).sum() < 12_000_000);
    }

    @Test
    void itOpensWithoutAProblem() {
        Dataset d = Datasets.open(BUNDLED, Map.of());
        assertEquals(1000, d.size());
        assertEquals(10, d.classNames().size());
        assertEquals(600, d.rows(Split.TRAIN).length);
        assertEquals(100, d.rows(Split.VALIDATION).length);
        assertEquals(300, d.rows(Split.TEST).length);
        assertEquals(0, d.report().problems().size(), d.report().toString());
    }

    @Test
    void picturesAreOrdinaryPngFilesAndVary() throws IOException {
        Set<Integer> seen = new HashSet<>();
        for (Map.Entry<String, byte[]> e : files.entrySet()) {
            if (e.getKey().endsWith(".png")) {
                assertTrue(seen.add(java.util.Arrays.hashCode(e.getValue())), e.getKey() + " is a copy");
                if (seen.size() % 50 == 0) {
                    BufferedImage image = ImageIO.read(new ByteArrayInputStream(e.getValue()));
                    assertEquals(Painter.SIDE, image.getWidth());
                    Set<Integer> colours = new HashSet<>();
                    for (int i = 0; i < Painter.SIDE * Painter.SIDE; i++) {
                        colours.add(image.getRGB(i % Painter.SIDE, i / Painter.SIDE));
                    }
                    assertTrue(colours.size() > 50, e.getKey() + " has " + colours.size() + " colours");
                }
            }
        }
        assertEquals(1000, seen.size());
    }

    @Test
    void textsAreOneToThreeSentencesAndOftenDoNotNameTheClass() {
        Dataset d = Datasets.open(BUNDLED, Map.of());
        int named = 0;
        for (Map.Entry<String, byte[]> e : files.entrySet()) {
            if (e.getKey().endsWith(".txt")) {
                String text = new String(e.getValue(), StandardCharsets.UTF_8);
                int sentences = text.strip().split("[.!?]( |$)").length;
                assertTrue(sentences >= 1 && sentences <= 3, text);
                assertTrue(!text.matches("(?s).*[{}()|].*") && !text.contains("  "), text);
                String id = e.getKey().replaceAll(".*/|\\.txt", "");
                named += text.toLowerCase(Locale.ROOT).contains(d.classNames().get(d.label(d.row(id)))) ? 1 : 0;
            }
        }
        assertTrue(named > 100 && named < 600, named + " of 1,000 texts name their class");
    }

    @Test
    void aFolderWithOtherThingsIsLeftAlone(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("thesis.txt"), "precious");
        String m = assertThrows(MingleException.class, () -> SampleData.write(folder)).getMessage();
        assertTrue(m.contains("thesis.txt"), m);
        try (Stream<Path> all = Files.list(folder)) {
            assertEquals(1, all.count());
        }
    }
}
