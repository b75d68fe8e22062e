package org.mingle.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingle.data.DatasetReport.Severity;

/** Real data in the layouts of this field, with the counts that its sources state. */
class RealDatasetsTest {
    private static Dataset open(Path path) {
        return DatasetReaders.read(path, Map.of());
    }

    private static void assertShape(Dataset d, int training, int test, int classes, int first, int second) {
        assertEquals(training, d.rows(Split.TRAIN).length + d.rows(Split.VALIDATION).length);
        assertEquals(test, d.rows(Split.TEST).length);
        assertEquals(classes, d.classNames().size());
        assertEquals(first, d.features(0).cols());
        assertEquals(second, d.features(1).cols());
        assertEquals(0, d.report().skipped());
    }

    @Test
    void wikipedia() {
        Path folder = SharedData.folder("wikipedia");
        Dataset d = open(folder);
        assertEquals("wikipedia", d.name());
        assertShape(d, 2173, 693, 10, 128, 10);
        assertEquals(217, d.rows(Split.VALIDATION).length);
        assertEquals(List.of("image", "text"), d.modalities().stream().map(Modality::name).toList());
        assertEquals(List.of("art", "biology", "geography", "history", "literature", "media", "music", "royalty",
                "sport", "warfare"), d.classNames());
        assertEquals("b3150b0c281960b6a6d33407824fd40a-3", d.id(0));
        assertEquals("media", d.classNames().get(d.label(0)));
        int[] test = new int[10];
        Arrays.stream(d.rows(Split.TEST)).forEach(r -> test[d.label(r)]++);
        assertEquals("[34, 88, 96, 85, 65, 58, 51, 41, 71, 104]", Arrays.toString(test));
        assertEquals(1.0, sum(d.features(1), 17), 1e-5); // topic proportions
        assertEquals(d.hash(), open(folder.resolve("raw_features.mat")).hash());
    }

    @Test
    void webNews() {
        Path folder = SharedData.folder("web-news-cn");
        Dataset d = open(folder);
        assertShape(d, 1693, 497, 10, 1512, 3000);
        assertEquals("people's_livelihood", d.classNames().get(d.label(0)));
        assertEquals("354", d.id(0));
        Media.Text text = assertInstanceOf(Media.Text.class, d.media(1, 0));
        assertTrue(text.text().startsWith("彩色包衣的蔬菜种子"), text.text());
        Media.ImagePixels picture = assertInstanceOf(Media.ImagePixels.class, d.media(0, d.size() - 1));
        assertEquals(64, picture.width());
        assertEquals(d.hash(), open(folder.resolve("web_news_features.npz")).hash());
    }

    @Test
    void digits() {
        Dataset d = open(SharedData.folder("uci-digits-multiview"));
        assertShape(d, 1500, 500, 10, 76, 64);
        assertEquals(List.of("I", "T"), d.modalities().stream().map(Modality::name).toList());
        assertEquals("1", d.classNames().get(0));
        assertEquals("10", d.classNames().get(9));
    }

    @Test
    void digitsWithThreeViewsOfOtherNames() {
        Dataset d = DatasetReaders.read(SharedData.folder("uci-digits-multiview"),
                Map.of("modalities", "fourier,karhunen-loeve,pixels", "pixels", "P"));
        assertEquals(List.of("fourier", "karhunen-loeve", "pixels"),
                d.modalities().stream().map(Modality::name).toList());
        assertEquals(240, d.features(2).cols());
        assertEquals(76, d.features(0).cols());
    }

    @Test
    void pascalHasOnlyItsTestPairs() {
        Path folder = SharedData.folder("pascal-sentence-partial");
        Dataset d = open(folder);
        assertShape(d, 0, 100, 20, 4096, 300);
        assertTrue(d.report().problems().stream().anyMatch(p -> p.severity() == Severity.WARNING
                && p.message().contains("train split is incomplete") && p.message().contains("image is missing")));
        assertEquals(d.hash(), open(folder.resolve("test_img.mat")).hash());
    }

    private static double sum(FeatureTable t, int row) {
        float[] v = new float[t.cols()];
        t.copyRow(row, v, 0);
        double s = 0;
        for (float x : v) {
            s += x;
        }
        return s;
    }
}
