package org.mingle.ui.charts;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.mingle.model.EpochSummary;
import org.mingle.ui.training.TrainingService.Live;

class RunSeriesTest {
    private static EpochSummary epoch(int e, Map<String, Double> losses, double classifier, Map<String,
            Double> measures) {
        return new EpochSummary(e, 1, 10, losses, classifier, measures, false, 1);
    }

    private static Map<String, Double> losses(double intra, double total) {
        Map<String, Double> m = new LinkedHashMap<>();
        m.put("total", total);
        m.put("intra", intra);
        return m;
    }

    @Test
    void lossesAreTheTermsOfTheDataThenTheTotalThenTheEpochUnderWay() {
        List<EpochSummary> history =
                List.of(epoch(0, Map.of(), Double.NaN, Map.of()), epoch(1, losses(0.5, 2), 0.9, Map.of()));
        List<Series> lines = RunSeries.losses(history, new Live(1.5, losses(0.25, 1)));
        assertEquals(List.of("intra", "total"), lines.stream().map(Series::key).toList());
        assertArrayEquals(new double[] {0, 1, 1.5}, lines.get(0).epochs());
        assertArrayEquals(new double[] {Double.NaN, 0.5, 0.25}, lines.get(0).values());
        assertArrayEquals(new double[] {Double.NaN, 2, 1}, lines.get(1).values());
    }

    @Test
    void directionsAreNamedByTheDataset() {
        List<EpochSummary> history = List.of(epoch(1, Map.of(), 0.9, Map.of("map_s2a", 0.4)));
        assertEquals("sketch → audio", RunSeries.retrieval(history, List.of("audio", "sketch"), 231).get(0).label());
        assertTrue(RunSeries.retrieval(history, List.of("audio", "sketch"), 231).get(0).help().contains("231 validation pairs"));
        assertTrue(RunSeries.retrieval(history, List.of("audio", "sketch"), 100_000).get(0).help()
                .contains("4,000 of the 100,000 validation pairs"));
        assertEquals("fourier → karhunen", RunSeries.direction("map_f2k", List.of("fourier", "karhunen")));
        assertEquals("x2y", RunSeries.direction("map_x2y", List.of("image", "text")));
    }

    @Test
    void aRunWithoutAdversaryShowsTheProbeAlone() {
        List<EpochSummary> history = List.of(epoch(1, Map.of(), Double.NaN, Map.of("probe_accuracy", 0.7)));
        assertEquals(List.of("probe_accuracy"), RunSeries.classifiers(history).stream().map(Series::key).toList());
        assertTrue(RunSeries.classifiers(List.of()).isEmpty());
    }

    @Test
    void theValueAtAnEpochIsTheLastOneNotAfterIt() {
        Series s = new Series("k", "k", "", 0, false, new double[] {0, 1, 2}, new double[] {5, Double.NaN, 7});
        assertEquals(5, s.at(1));
        assertEquals(7, s.at(Double.NaN));
        assertTrue(Double.isNaN(s.at(-1)));
    }
}
