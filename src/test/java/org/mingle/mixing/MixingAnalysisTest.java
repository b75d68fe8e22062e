package org.mingle.mixing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MingleException;
import org.mingle.retrieval.Samples;

class MixingAnalysisTest {
    private static final List<String> NAMES = List.of("image", "text");

    @Test
    void classesSharedByBothModalitiesAreMixed() {
        MixingReport r = MixingAnalysis.of(Samples.gaussian(1, 300, 16, 4, 1.5), 1);
        assertEquals(MixingReport.State.MIXED, r.state(), r.verdict());
        assertEquals(List.of("c2st_linear", "c2st_knn", "c2st_mlp", "mmd2", "ilisi", "clisi", "entropy_of_mixing", "kbet", "gap",
                "alignment", "uniformity", "pair_rank", "silhouette_modality", "silhouette_class", "hubness", "effective_rank"),
                r.statistics().stream().map(Statistic::name).toList());
        assertTrue(r.statistics().stream().noneMatch(s -> Double.isNaN(s.value())), r.toString());
    }

    @Test
    void aLargeShiftIsSeparable() {
        assertEquals(MixingReport.State.SEPARABLE, MixingAnalysis.of(Simulated.pairs(1, 200, 16, 4, 0), 1).state());
    }

    @Test
    void aSmallShiftIsPartlyMixed() {
        assertEquals(MixingReport.State.PARTLY_MIXED, MixingAnalysis.of(Simulated.pairs(2, 400, 16, 0.8, 0), 1).state());
    }

    @Test
    void onePointForAllIsCollapsedNotMixed() {
        float[][] rows = new float[100][];
        Arrays.fill(rows, new float[] {0.3f, -0.7f, 0.2f});
        Embeddings g = Samples.gridded(1, 100, 3, 4, false);
        MixingReport r = MixingAnalysis.of(new Embeddings(g.modalities(), g.ids(), g.labels(), g.classNames(),
                List.of(FloatMatrix.of(rows), FloatMatrix.of(rows))), 1);
        assertEquals(MixingReport.State.COLLAPSED, r.state());
        assertTrue(r.verdict().startsWith("Collapsed: all points are nearly one"), r.verdict());
    }

    @Test
    void noiseThatKeepsNoClassIsCollapsedNotMixed() {
        assertEquals(MixingReport.State.COLLAPSED, MixingAnalysis.of(Simulated.pairs(3, 300, 16, 0, 0), 1).state());
    }

    @Test
    void withoutPairsWhatNeedsThemSaysSo() {
        Embeddings e = Samples.gaussian(1, 120, 8, 3, 1);
        FloatMatrix fewer = e.points().get(1).gather(java.util.stream.IntStream.range(0, 80).toArray());
        var byName = MixingAnalysis.of(NAMES, e.points().get(0), fewer, null, 1).statistics().stream()
                .collect(Collectors.toMap(Statistic::name, s -> s));
        assertEquals("needs pairs", byName.get("pair_rank").settings().get("reason"));
        assertEquals("needs classes", byName.get("clisi").settings().get("reason"));
        assertTrue(byName.get("c2st_linear").value() < 0.65);
        assertTrue(byName.get("mmd2").p() > 0.001);
    }

    @Test
    void theSameSeedGivesTheSameNumbers() {
        Embeddings e = Samples.gaussian(5, 150, 12, 4, 1);
        assertEquals(MixingAnalysis.of(e, 7), MixingAnalysis.of(e, 7));
    }

    @Test
    void whatCannotBeMeasuredIsSaidInOneSentence() {
        assertTrue(message(() -> MixingAnalysis.of(Simulated.pairs(1, 29, 4, 0, 0), 1)).startsWith("Mixing needs at least 30 points"));
        FloatMatrix x = Simulated.pairs(1, 40, 4, 0, 0).points().get(0);
        assertTrue(message(() -> MixingAnalysis.of(NAMES, x, FloatMatrix.zeros(40, 5), null, 1)).contains("4 dimensions"));
        assertTrue(message(() -> MixingAnalysis.of(NAMES, x, x, new int[3], 1)).contains("give 40"));
        FloatMatrix broken = new FloatMatrix(40, 4, x.data().clone());
        broken.data()[9] = Float.NaN;
        assertTrue(message(() -> MixingAnalysis.of(NAMES, x, broken, null, 1)).contains("NaN in row 3, column 2"));
        Embeddings one = new Embeddings(List.of("image"), List.of("a"), new int[][] {{0}}, List.of("c"), List.of(FloatMatrix.zeros(1, 2)));
        assertTrue(message(() -> MixingAnalysis.of(one, 1)).contains("only one modality"));
    }

    private static String message(org.junit.jupiter.api.function.Executable e) {
        return assertThrows(MingleException.class, e).getMessage();
    }
}
