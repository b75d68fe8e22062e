package org.mingle.runs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingle.data.Dataset;
import org.mingle.data.Fixtures;
import org.mingle.data.Media;
import org.mingle.data.MingleException;

class DatasetsTest {
    @TempDir
    Path folder;

    @Test
    void aSavedDatasetOpensTheSameWithItsEncoders() throws IOException {
        Dataset d = Datasets.open(Fixtures.discs(folder.resolve("raw"), 40), Map.of());
        Path out = folder.resolve("out");
        Datasets.save(d, out);
        assertFalse(Files.exists(folder.resolve("out.tmp")));
        Dataset again = Datasets.open(out, Map.of());
        assertEquals(d.hash(), again.hash());
        assertEquals(d.name(), again.name());
        Media text = new Media.Text("a red berry");
        assertArrayEquals(d.encoder(1).orElseThrow().encode(text), again.encoder(1).orElseThrow().encode(text));
        assertArrayEquals(d.encoder(0).orElseThrow().encode(d.media(0, 3)),
                again.encoder(0).orElseThrow().encode(again.media(0, 3)));
        assertTrue(Files.exists(out.resolve("encoder-text.json")));
    }

    @Test
    void anEncoderThatDoesNotFitTheFeaturesIsRefused() throws IOException {
        Dataset d = Datasets.open(Fixtures.discs(folder.resolve("raw"), 40), Map.of());
        Path out = folder.resolve("out");
        Datasets.save(d, out);
        Files.copy(out.resolve("encoder-image.json"), out.resolve("encoder-text.json"),
                java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        String m = assertThrows(MingleException.class, () -> Datasets.open(out, Map.of())).getMessage();
        assertTrue(m.contains("encoder-text.json"), m);
    }
}
