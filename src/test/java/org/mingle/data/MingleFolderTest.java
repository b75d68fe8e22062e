package org.mingle.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mingle.data.Fixtures.read;
import static org.mingle.data.Fixtures.refusal;

import java.awt.Color;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingle.data.DatasetReport.Severity;

class MingleFolderTest {
    private static final String MODALITIES =
            "[{\"name\":\"image\",\"kind\":\"image\"},{\"name\":\"text\",\"kind\":\"text\"}]";
    private static final String ONE = """
            {"id":"a","split":"train","label":["x"],"media":{"image":"p.png","text":{"text":"one"}}}""";
    private static final String TWO = """
            {"id":"b","split":"test","label":"y","media":{"image":"p.png","text":"two.txt"}}""";
    private static final String THREE = """
            {"id":"c","split":"val","label":["x","y"],"media":{"image":"p.png","text":{"text":"three"}}}""";

    @TempDir
    Path folder;

    @BeforeEach
    void media() {
        Fixtures.png(folder.resolve("p.png"), 8, Color.RED);
        Fixtures.text(folder.resolve("two.txt"), "two\n");
    }

    private Path manifest(String modalities, String... samples) {
        return manifest("\"format\":\"mingle-dataset\",\"version\":1,\"name\":\"n\",\"modalities\":" + modalities
                + ",\"samples\":[" + String.join(",\n", samples) + "]");
    }

    private Path manifest(String content) {
        Fixtures.text(folder.resolve("mingle.json"), "{" + content + "}");
        return folder;
    }

    @Test
    void largeFeaturesStayOnTheDiskAndAreTheSameDataset() {
        float[][] rows = {{1, 2}, {3, Float.NaN}, {5, 6}, {7, 8}};
        Npy.write(folder.resolve("v.npy"), NpyArray.of(FloatMatrix.of(rows)));
        Npy.write(folder.resolve("w.npy"), NpyArray.of(FloatMatrix.of(new float[][] {{1}, {2}, {3}, {4}})));
        StringBuilder samples = new StringBuilder();
        for (int i = 0; i < rows.length; i++) {
            samples.append(i > 0 ? "," : "").append("{\"id\":\"s").append(i)
                    .append("\",\"split\":\"train\",\"label\":[\"x\"]}");
        }
        manifest("[{\"name\":\"v\",\"kind\":\"vector\",\"features\":\"v.npy\"},"
                + "{\"name\":\"w\",\"kind\":\"vector\",\"features\":\"w.npy\"}]", samples.toString());
        Dataset read = new MingleFolderReader(Long.MAX_VALUE, Long.MAX_VALUE).read(folder, Map.of());
        Dataset mapped = new MingleFolderReader(0, Long.MAX_VALUE).read(folder, Map.of());
        Dataset stored = new MingleFolderReader(Long.MAX_VALUE, 0).read(folder, Map.of());
        assertInstanceOf(FloatMatrix.class, read.features(0));
        assertFalse(mapped.features(0) instanceof FloatMatrix);
        assertEquals(List.of("s0", "s2", "s3"), mapped.ids(), "A row that is not finite is left out");
        assertEquals(read.hash(), mapped.hash());
        int[] all = {0, 1, 2};
        assertEquals(read.features(0).gather(all), mapped.features(0).gather(all));
        assertEquals(read.hash(), stored.hash());
        assertEquals(read.features(0).gather(all), stored.features(0).gather(all));
    }

    @Test
    void handWrittenManifestsOpen() {
        Dataset d = read(manifest(MODALITIES, ONE, TWO, THREE));
        assertEquals("n", d.name());
        assertEquals(List.of("a", "b", "c"), d.ids());
        assertEquals(new Media.Text("two"), d.media(1, 1));
        assertArrayEquals(new int[] {0, 1}, d.labels(2));
        assertEquals(Split.VALIDATION, d.split(2));
        assertEquals(d.hash(), read(folder.resolve("mingle.json")).hash());
    }

    @Test
    void featuresAndMediaGoTogether() {
        Npy.write(folder.resolve("f.npy"), NpyArray.of(new FloatMatrix(3, 2, new float[] {1, 2, 3, 4, 5, 6})));
        String modalities = MODALITIES.replace("\"image\"}", "\"image\",\"features\":\"f.npy\"}");
        Dataset d = read(manifest(modalities, ONE, TWO, THREE.replace("p.png", "gone.png")));
        assertArrayEquals(new float[] {5, 6}, ((FloatMatrix) d.features(0)).row(2));
        assertEquals(Media.NONE, d.media(0, 2)); // with features a lost picture is no reason to leave a sample out
        assertTrue(d.report().problems().stream().anyMatch(p -> p.severity() == Severity.WARNING
                && p.message().contains("gone.png")));
        Npy.write(folder.resolve("f.npy"), NpyArray.of(FloatMatrix.zeros(2, 2)));
        assertTrue(refusal(folder).contains("[2, 2] for 3 samples"));
    }

    @Test
    void whatIsWrittenOpensWithTheSameHash() {
        Path npz = folder.resolve("x.npz");
        Map<String, NpyArray> arrays = Fixtures.arrays(20);
        arrays.put("image", new NpyArray(new int[] {20, 4, 4, 3}, new byte[20 * 48]));
        ((byte[]) arrays.get("image").values())[5] = (byte) 200;
        Npy.writeArchive(npz, arrays);
        Dataset d = read(npz);
        Path out = folder.resolve("out");
        MingleFolderWriter.write(d, Map.of(), out);
        Dataset again = read(out);
        assertEquals(d.ids(), again.ids());
        assertEquals(d.features(1), again.features(1));
        for (int r = 0; r < 20; r++) {
            assertEquals(d.split(r), again.split(r));
            assertArrayEquals(d.labels(r), again.labels(r));
            assertInstanceOf(Media.ImageFile.class, again.media(0, r));
        }
        MingleFolderWriter.write(again, Map.of(), folder.resolve("again"));
        assertEquals(again.hash(), read(folder.resolve("again")).hash());
    }

    @Test
    void writingNeverOverwritesNorLeavesHalves() {
        Dataset d = read(manifest(MODALITIES, ONE, TWO, THREE));
        assertThrows(MingleException.class, () -> MingleFolderWriter.write(d, Map.of(), folder));
        assertDoesNotExistAfterFailure(d);
    }

    private void assertDoesNotExistAfterFailure(Dataset d) {
        Path out = folder.resolve("out");
        assertTrue(folder.resolve("p.png").toFile().delete());
        assertThrows(MingleException.class, () -> MingleFolderWriter.write(d, Map.of(), out));
        assertFalse(Files.exists(out));
        assertFalse(Files.exists(folder.resolve("out.tmp")));
    }

    @Test
    void brokenManifestsAreRefusedWithOneSentence() {
        assertTrue(refusal(manifest("\"format\": ")).contains("not valid JSON"));
        assertTrue(refusal(manifest("\"format\":\"other\"")).contains("no Mingle dataset"));
        assertTrue(refusal(manifest("\"format\":\"mingle-dataset\",\"version\":2")).contains("version 2"));
        assertTrue(refusal(manifest("\"format\":\"mingle-dataset\",\"version\":1")).contains("no samples"));
        assertTrue(refusal(manifest("[]", ONE)).contains("two modalities"));
        assertTrue(refusal(manifest(MODALITIES.replace("\"kind\":\"text\"", "\"kind\":\"smell\""), ONE))
                .contains("smell"));
        assertTrue(refusal(manifest(MODALITIES.replace("\"name\":\"text\"", "\"name\":\"sound\""), ONE))
                .contains("neither"));
        assertTrue(refusal(manifest(MODALITIES, ONE, TWO.replace("\"b\"", "\"a\""))).contains("sample 2"));
        assertTrue(refusal(manifest(MODALITIES, ONE, TWO.replace("\"test\"", "\"exam\""))).contains("exam"));
        assertTrue(refusal(manifest(MODALITIES, ONE, TWO.replace("two.txt", "../two.txt"))).contains("leads out"));
        assertTrue(refusal(manifest(MODALITIES.replace("}]", ",\"features\":\"none.npy\"}]"), ONE))
                .contains("none.npy"));
    }

    @Test
    void unknownClassesAreNamed() {
        manifest("\"format\":\"mingle-dataset\",\"version\":1,\"classes\":[\"x\"],\"modalities\":" + MODALITIES
                + ",\"samples\":[" + ONE + "," + TWO + "," + THREE + "]");
        String m = refusal(folder);
        assertTrue(m.contains("sample 2") && m.contains("unknown class y"), m);
    }

    @Test
    void samplesWithoutWhatTheyNeedAreSkipped() {
        String four = ONE.replace("\"a\"", "\"d\"");
        assertEquals(1, read(manifest(MODALITIES, ONE, TWO, THREE, four.replace("p.png", "gone.png"))).report()
                .skipped());
        assertEquals(1, read(manifest(MODALITIES, ONE, TWO, THREE, four.replace("[\"x\"]", "[]"))).report().skipped());
        assertEquals(1, read(manifest(MODALITIES, ONE, TWO, THREE, four.replace("one", " "))).report().skipped());
    }
}
