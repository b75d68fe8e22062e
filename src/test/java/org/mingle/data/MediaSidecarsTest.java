package org.mingle.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mingle.data.Fixtures.read;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MediaSidecarsTest {
    @TempDir
    Path folder;

    private Path features(String... ids) {
        Map<String, NpyArray> arrays = Fixtures.arrays(4);
        if (ids.length > 0) {
            arrays.put("text_id", NpyArray.of(ids));
        }
        Path file = folder.resolve("features.npz");
        Npy.writeArchive(file, arrays);
        return file;
    }

    private void texts(String... idsAndTexts) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < idsAndTexts.length; i += 2) {
            lines.append(idsAndTexts[i].isEmpty() ? "{" : "{\"text_id\": \"" + idsAndTexts[i] + "\", ")
                    .append("\"text\": \"").append(idsAndTexts[i + 1]).append("\"}\n");
        }
        Fixtures.text(folder.resolve("texts.jsonl"), lines.toString());
    }

    private void pictures(int n, String... ids) {
        byte[] rgb = new byte[n * 2 * 2 * 3];
        for (int i = 0; i < n; i++) {
            rgb[12 * i] = (byte) (250 + i); // red of the first pixel
        }
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        arrays.put("rgb", new NpyArray(new int[] {n, 2, 2, 3}, rgb));
        if (ids.length > 0) {
            arrays.put("text_id", NpyArray.of(ids));
        }
        Npy.writeArchive(folder.resolve("thumbs.npz"), arrays);
    }

    @Test
    void idsDecideWhichTextBelongsToWhom() {
        Path file = features("a", "b", "c", "d");
        texts("d", "for d", "b", "for b", "a", "for a", "z", "for nobody");
        Dataset d = read(file);
        assertEquals(new Media.Text("for a"), d.media(1, 0));
        assertEquals(new Media.Text("for d"), d.media(1, 3));
        assertEquals(Media.NONE, d.media(1, 2));
        assertTrue(d.report().problems().stream().anyMatch(p -> p.message().contains("no text for 1")));
    }

    @Test
    void withoutIdsTheOrderDecidesWhereTheNumbersAgree() {
        Path file = features();
        texts("", "one", "", "two", "", "three", "", "four");
        assertEquals(new Media.Text("three"), read(file).media(1, 2));
        texts("", "one", "", "two");
        Dataset d = read(file);
        assertEquals(Media.NONE, d.media(1, 0));
        assertTrue(d.report().problems().stream().anyMatch(p -> p.message().contains("was not used")));
    }

    @Test
    void orderIsNotTrustedWhereOnlyOneFileHasIds() {
        Path file = features("a", "b", "c", "d");
        texts("", "one", "", "two", "", "three", "", "four");
        assertEquals(Media.NONE, read(file).media(1, 0));
    }

    @Test
    void picturesAreFoundByTheirShape() {
        Path file = features("a", "b", "c", "d");
        pictures(4, "b", "a", "c", "d");
        Dataset d = read(folder);
        assertEquals(d.hash(), read(file).hash());
        Media.ImagePixels p = assertInstanceOf(Media.ImagePixels.class, d.media(0, 0));
        assertArrayEquals(new int[] {0xfffb0000, 0xff000000, 0xff000000, 0xff000000}, p.argb());
    }

    @Test
    void picturesOfAnotherSetAreLeft() {
        Path file = features();
        pictures(3);
        assertEquals(Media.NONE, read(file).media(0, 0));
    }

    @Test
    void aDamagedSidecarIsNotedAndLeft() throws IOException {
        Path file = features("a", "b", "c", "d");
        texts("a", "one", "b", "two");
        Files.writeString(folder.resolve("texts.jsonl"), Files.readString(folder.resolve("texts.jsonl")) + "{\"text\": ");
        Files.writeString(folder.resolve("thumbs.npz"), "PK and nothing more");
        Dataset d = read(file);
        assertEquals(Media.NONE, d.media(1, 0));
        assertEquals(2, d.report().problems().stream().filter(p -> p.message().startsWith("It was not used")).count());
    }

    @Test
    void pixelsComeBackAsTheyWereGiven() {
        int[] argb = {0xff010203, 0xffa0b0c0, 0xffffffff, 0xff000000};
        assertArrayEquals(argb, new Media.ImagePixels(2, 2, argb).argb());
    }
}
