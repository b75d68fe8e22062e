package org.mingle.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingle.data.Dataset;
import org.mingle.data.Split;
import org.mingle.mixing.EpochMixing;
import org.mingle.model.EpochSummary;
import org.mingle.model.TrainingForecast;
import org.mingle.model.TrainingSettings;

class StatisticsScheduleTest {
    @TempDir
    Path folder;

    @Test
    void distancesAreRoundedUpToOnesThatAReaderFindsAgain() {
        assertEquals(1, StatisticsSchedule.round(0.01));
        assertEquals(1, StatisticsSchedule.round(1));
        assertEquals(2, StatisticsSchedule.round(1.01));
        assertEquals(5, StatisticsSchedule.round(2.5));
        assertEquals(20, StatisticsSchedule.round(11));
        assertEquals(1_000_000, StatisticsSchedule.round(1e12));
    }

    @Test
    void firstAndLastEpochsAreAlwaysMeasured() {
        StatisticsSchedule s = new StatisticsSchedule(20, 40, 93);
        assertEquals(List.of(0, 1, 2, 20, 40, 60, 80, 93), IntStream.rangeClosed(0, 93).filter(s::measures).boxed()
                .toList());
        assertEquals(List.of(40, 80, 93), IntStream.rangeClosed(0, 93).filter(s::trainsLogistic).boxed().toList());
        assertFalse(IntStream.rangeClosed(0, 93).anyMatch(new StatisticsSchedule(20, 0, 93)::trainsLogistic));
        assertEquals(List.of(0, 1, 2, 3), IntStream.rangeClosed(0, 3)
                .filter(new StatisticsSchedule(20, 40, 3)::measures).boxed().toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"daml", "daml-plus", "dcml", "acmr", "dscmr"})
    void longRunsSpendThreeHundredthsOnThem(String preset) {
        Dataset data = Datasets.open(RunFixtures.data(folder), Map.of());
        TrainingSettings settings = TrainingSettings.preset(preset).with("epochs", "20000");
        StatisticsSchedule s = StatisticsSchedule.of(data, settings);
        int pairs = data.rows(Split.VALIDATION).length;
        int dimension = settings.getInt("dimension");
        double spent = 0;
        for (int epoch = 0; epoch <= 20_000; epoch++) {
            spent += s.measures(epoch) ? EpochMixing.seconds(pairs, dimension) : 0;
            spent += s.trainsLogistic(epoch) ? EpochMixing.logisticSeconds(pairs, dimension) : 0;
        }
        double training = 20_000 * TrainingForecast.nominalEpochSeconds(data, settings).orElseThrow();
        assertTrue(spent < 0.032 * training, spent + " of " + training);
        assertTrue(spent > 0.005 * training || s.every() == 1, spent + " of " + training);
    }

    @Test
    void shortRunsLeaveTribuosProbeToTheCard() {
        Dataset data = Datasets.open(RunFixtures.data(folder), Map.of());
        TrainingSettings settings = TrainingSettings.preset("daml").with("epochs", "5");
        assertEquals(0, StatisticsSchedule.of(data, settings).logisticEvery());
        assertTrue(StatisticsSchedule.of(data, settings.with("epochs", "50000")).logisticEvery() > 0);
        assertTrue(StatisticsSchedule.of(data, settings.with(StatisticsSchedule.SETTING, "1")).logisticEvery() > 0);
    }

    @Test
    void aRunMeasuresWhereItsUserAsks() {
        TrainingSettings settings = RunFixtures.settings().with("epochs", "7").with(StatisticsSchedule.SETTING, "3");
        Run run = new TrainingSession(new TrainingRequest(Datasets.open(RunFixtures.data(folder), Map.of()), settings,
                folder.resolve("runs"), 1)).run();
        for (EpochSummary e : run.history()) {
            boolean due = List.of(0, 1, 2, 3, 6, 7).contains(e.epoch());
            for (String name : List.of("probe_accuracy", "probe_knn", "gap", "entropy_of_mixing", "ilisi", "clisi")) {
                assertEquals(due, e.validation().containsKey(name), name + " in epoch " + e.epoch());
            }
            assertTrue(e.validation().containsKey("map_avg"));
        }
        assertTrue(run.history().get(7).validation().containsKey("probe_logistic"));
        assertFalse(run.history().get(1).validation().containsKey("probe_logistic"));
    }
}
