package org.mingle.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.mingle.compute.MachineRates;
import org.mingle.data.Dataset;

class TrainingForecastTest {
    private final Dataset data = TestData.clusters(400, 3, 7, 40, 25);

    private TrainingForecast forecast(TrainingSettings s) {
        return TrainingForecast.of(data, s).orElseThrow();
    }

    @Test
    void whatIsMoreTakesLonger() {
        TrainingSettings s = TrainingSettings.preset("daml");
        TrainingForecast plain = forecast(s.with("epochs", "10"));
        assertTrue(plain.epochSeconds() > 0);
        assertEquals(10 * plain.epochSeconds(), plain.seconds(), 1e-12);
        assertEquals(3 * plain.seconds(), forecast(s.with("epochs", "30")).seconds(), 1e-9);
        TrainingForecast wide = forecast(s.with("hidden", "4096"));
        assertTrue(wide.epochSeconds() > plain.epochSeconds());
        assertTrue(wide.bytes() > plain.bytes());
        assertTrue(forecast(s.with("adversary", "0")).epochSeconds() < plain.epochSeconds());
    }

    @Test
    void aMachineTwiceAsFastHalvesProductsAndMemory() {
        TrainingSettings s = TrainingSettings.preset("daml-plus");
        List<int[]> mappers = TrainingForecast.mappers(data, s, 300);
        double[] slow = TrainingForecast.work(data, s, mappers, new MachineRates(1e10, 1e10));
        double[] fast = TrainingForecast.work(data, s, mappers, new MachineRates(2e10, 2e10));
        for (int i : new int[] {0, 1, 5}) {
            assertEquals(slow[i], 2 * fast[i], 1e-12);
        }
    }

    @Test
    void theNominalMachineIsAskedNothing() {
        TrainingSettings s = TrainingSettings.preset("daml-plus");
        double seconds = TrainingForecast.nominalEpochSeconds(data, s).orElseThrow();
        assertEquals(seconds, TrainingForecast.nominalEpochSeconds(data, s).orElseThrow());
        assertTrue(TrainingForecast.nominalEpochSeconds(data, s.with("hidden", "4096")).orElseThrow() > seconds);
        assertTrue(TrainingForecast.nominalEpochSeconds(data, TrainingSettings.preset("cca")).isEmpty());
    }

    @Test
    void everyPresetThatTrainsMappersIsForecastAndNoOther() {
        for (String preset : TrainingSettings.presets()) {
            TrainingSettings s = TrainingSettings.preset(preset);
            assertEquals(!List.of("cca", "sm").contains(preset), TrainingForecast.of(data, s).isPresent(), preset);
        }
    }

    @Test
    void wordsNameTimeAndMemory() {
        TrainingForecast f = new TrainingForecast(0.5, 30, 62_000_000, 1_500_000_000);
        assertEquals("about 15 s (30 epochs of 0.50 s), 62 MB of memory beside the features' 1.5 GB", f.words());
        assertEquals(305_000_000 + 155_000_000 + 1_650_000_000L, f.processBytes());
        assertEquals("less than 1 s", new TrainingForecast(0.01, 30, 1, 1).duration());
        assertEquals("about 20 min", new TrainingForecast(2, 600, 1, 1).duration());
        assertEquals("about 2.5 h", new TrainingForecast(90, 100, 1, 1).duration());
    }
}
