package org.mingle.mixing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;
import org.mingle.projection.ProjectionSettings;
import org.mingle.projection.Projections;
import org.mingle.retrieval.Samples;

/** A picture can lie: pairs lie close beside each other, so t-SNE merges them, but all texts are a little to one side. */
class PlaneComparisonTest {
    private static final int N = 200;
    private static final org.mingle.projection.Tsne.Watcher WATCHER = iteration -> true;

    @Test
    void whatTsneMergesAndALineSeparatesRaisesTheBadge() {
        Embeddings e = pairs(0.35f);
        MixingReport space = MixingAnalysis.of(e, 1);
        assertEquals(MixingReport.State.SEPARABLE, space.state(), space.verdict());
        PlaneComparison plane = PlaneComparison.of(space, e, layout(e), Thresholds.DEFAULTS);
        assertTrue(plane.disagrees(), plane.toString());
        assertTrue(plane.sentence().startsWith("Looks more mixed than it is"), plane.sentence());
        assertTrue(plane.statistic("c2st_linear").value() < 0.65);
    }

    @Test
    void whatIsMixedInBothRaisesNone() {
        Embeddings e = pairs(0);
        PlaneComparison plane = PlaneComparison.of(MixingAnalysis.of(e, 1), e, layout(e), Thresholds.DEFAULTS);
        assertFalse(plane.disagrees(), plane.sentence());
        assertEquals("", plane.sentence());
    }

    @Test
    void aPictureThatPartsWhatIsMixedRaisesItToo() {
        Embeddings e = pairs(0);
        float[] xy = layout(e).data().clone();
        for (int i = 2 * N; i < xy.length; i += 2) {
            xy[i] += 500;
        }
        PlaneComparison plane = PlaneComparison.of(MixingAnalysis.of(e, 1), e, new FloatMatrix(2 * N, 2, xy), Thresholds.DEFAULTS);
        assertTrue(plane.sentence().startsWith("Looks more separable than it is"), plane.sentence());
    }

    private static FloatMatrix layout(Embeddings e) {
        return Projections.layout(e.points().get(0).stack(e.points().get(1)), ProjectionSettings.defaults(), WATCHER).xy();
    }

    /** Both members near a common place; the second one moved along an axis of its own. */
    private static Embeddings pairs(float shift) {
        Random random = new Random(3);
        FloatMatrix x = FloatMatrix.zeros(N, 12);
        FloatMatrix y = FloatMatrix.zeros(N, 12);
        for (int i = 0; i < N; i++) {
            for (int c = 0; c < 10; c++) {
                float common = (float) random.nextGaussian();
                x.data()[i * 12 + c] = common + 0.02f * (float) random.nextGaussian();
                y.data()[i * 12 + c] = common + 0.02f * (float) random.nextGaussian();
            }
            y.data()[i * 12 + 11] = shift;
        }
        return Samples.embeddings(N, 4, false, random, x, y);
    }

    @Test
    void closingTheGapByHandBringsTheCentresTogether() {
        Embeddings e = pairs(2);
        double before = EpochMixing.of(e, 1, false).get("gap");
        assertEquals(before, EpochMixing.of(GapShift.of(e, 0), 1, false).get("gap"), 1e-6);
        double after = EpochMixing.of(GapShift.of(e, 1), 1, false).get("gap");
        assertTrue(before > 0.4 && after < 0.15, before + " -> " + after);
        assertTrue(EpochMixing.of(GapShift.of(e, 1), 1, false).get("alignment") < EpochMixing.of(e, 1, false).get("alignment"));
        assertEquals(List.of("image", "text"), GapShift.of(e, 1).modalities());
    }
}
