package org.mingle.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingle.data.Dataset;
import org.mingle.data.DatasetReaders;
import org.mingle.data.DatasetReport.Problem;
import org.mingle.data.DatasetReport.Severity;
import org.mingle.data.Fixtures;
import org.mingle.data.FloatMatrix;
import org.mingle.data.Media;
import org.mingle.data.MingleException;
import org.mingle.data.Modality;
import org.mingle.data.Npy;
import org.mingle.data.Split;

class EncodersTest {
    @TempDir
    Path folder;

    private Dataset raw(int n) {
        return DatasetReaders.read(Fixtures.discs(folder, n), Map.of());
    }

    @Test
    void everyModalityGetsItsDefault() {
        Dataset d = Encoders.encode(raw(30));
        assertEquals("image-hsv-hog-1", d.encoder(0).orElseThrow().name());
        assertEquals("text-tfidf-1", d.encoder(1).orElseThrow().name());
        for (int m = 0; m < 2; m++) {
            assertEquals(30, d.features(m).rows());
            assertArrayEquals(d.encoder(m).orElseThrow().encode(d.media(m, 7)), ((FloatMatrix) d.features(m)).row(7));
        }
        assertEquals(d.hash(), Encoders.encode(raw(30)).hash());
    }

    @Test
    void textsAreFittedOnTrainingSamplesOnly() throws IOException {
        raw(30);
        Path csv = folder.resolve("pairs.csv");
        String marked = Files.readString(csv).replaceFirst("text,label", "text,label,split")
                .replaceAll("(?m)(s[0-8],.*)$", "$1,test").replaceAll("(?m)(s(?:9|[12][0-9]),.*)$", "$1,train");
        Files.writeString(csv, marked.replace("like a tomato number 0,warm,test", "zebra zebra,warm,test")
                .replace("like a tomato number 2,warm,test", "zebra,warm,test"));
        Dataset d = Encoders.encode(DatasetReaders.read(csv, Map.of()));
        assertTrue(d.rows(Split.TEST).length == 9);
        assertThrows(MingleException.class, () -> d.encoder(1).orElseThrow().encode(new Media.Text("zebra")));
    }

    @Test
    void brokenPicturesAreSkippedAndUnknownTextsWarnedOf() throws IOException {
        raw(30);
        Files.writeString(folder.resolve("img/4.png"), "no picture");
        Path csv = folder.resolve("pairs.csv");
        Files.writeString(csv, Files.readString(csv)
                .replace("s5,img/5.png,A blue disc like a berry number 0", "s5,img/5.png,Xylophone"));
        Dataset d = Encoders.encode(DatasetReaders.read(csv, Map.of()));
        assertEquals(29, d.size());
        assertEquals(-1, d.row("s4"));
        assertEquals(29, d.features(1).rows());
        Problem skipped = problem(d, Severity.SKIPPED);
        assertTrue(skipped.where().contains("s4") && skipped.message().contains("4.png"), skipped.toString());
        Problem warning = problem(d, Severity.WARNING);
        assertTrue(warning.where().contains("s5") && warning.message().contains("Xylophone"), warning.toString());
        assertArrayEquals(new float[d.features(1).cols()], ((FloatMatrix) d.features(1)).row(d.row("s5")));
    }

    private static Problem problem(Dataset d, Severity severity) {
        List<Problem> found = d.report().problems().stream().filter(p -> p.severity() == severity).toList();
        assertEquals(1, found.size(), found.toString());
        return found.get(0);
    }

    @Test
    void tooManyBrokenPicturesAreAnError() throws IOException {
        raw(30);
        for (int i = 0; i < 16; i++) {
            Files.writeString(folder.resolve("img/" + i + ".png"), "no picture");
        }
        String m = assertThrows(MingleException.class,
                () -> Encoders.encode(DatasetReaders.read(folder, Map.of()))).getMessage();
        assertTrue(m.contains("16 of 30"), m);
    }

    @Test
    void whatHasFeaturesStaysAsItIs() {
        Path npz = folder.resolve("x.npz");
        Npy.writeArchive(npz, Fixtures.arrays(20));
        Dataset d = DatasetReaders.read(npz, Map.of());
        assertSame(d, Encoders.encode(d));
        assertFalse(d.encoder(0).isPresent());
    }

    @Test
    void encodersCanBeChosenByName() {
        assertEquals(List.of("text-tfidf-1"), Encoders.names(Modality.Kind.TEXT));
        Dataset raw = raw(10);
        assertEquals(Encoders.encode(raw).hash(), Encoders.encode(raw, Map.of("text", "text-tfidf-1")).hash());
        String m = assertThrows(MingleException.class, () -> Encoders.encode(raw, Map.of("text", "bert"))).getMessage();
        assertTrue(m.contains("bert") && m.contains("text-tfidf-1"), m);
        assertThrows(MingleException.class, () -> Encoders.encode(raw, Map.of("sound", "text-tfidf-1")));
    }
}
