package org.mingle.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingle.mixing.AdversaryCheck.State;
import org.mingle.model.EpochSummary;

class AdversaryWatchTest {
    @TempDir
    Path folder;

    @Test
    void aFrozenAdversaryIsFoundWithinTwoEpochs() {
        List<EpochSummary> history = history("1e-7");
        assertEquals(State.NONE, AdversaryWatch.of(history.subList(0, 1)).state());
        assertEquals(State.FROZEN, AdversaryWatch.of(history.subList(0, 2)).state());
        assertEquals(State.FROZEN, AdversaryWatch.of(history.subList(0, 3)).state());
        assertTrue(AdversaryWatch.of(history).sentence().startsWith("The adversary does not learn: in epoch 5"),
                AdversaryWatch.of(history).sentence());
    }

    @Test
    void oneThatLearnsIsNotCalledFrozen() {
        List<EpochSummary> history = history("0.001");
        for (int epochs = 2; epochs <= history.size(); epochs++) {
            State state = AdversaryWatch.of(history.subList(0, epochs)).state();
            assertTrue(state == State.FINE || state == State.WEAK, epochs + " " + state);
        }
    }

    @Test
    void theLastProbesStandWhereAnEpochTrainedNone() {
        Map<String, Double> probes = Map.of("probe_accuracy", 0.97, "probe_low", 0.95);
        List<EpochSummary> history = List.of(epoch(0, Double.NaN, probes), epoch(1, 0.6, probes), epoch(2, 0.6, Map.of()),
                epoch(3, 0.6, Map.of()));
        assertEquals(State.WEAK, AdversaryWatch.of(history).state());
        assertTrue(AdversaryWatch.of(history).sentence().contains("the fresh probe 97 % in epoch 1"));
        assertEquals(State.FINE, AdversaryWatch.of(List.of(history.get(0), history.get(1), history.get(2),
                epoch(3, 0.6, Map.of("probe_accuracy", 0.62, "probe_low", 0.58)))).state());
    }

    private static EpochSummary epoch(int number, double adversary, Map<String, Double> validation) {
        return new EpochSummary(number, 1, 100, Map.of(), adversary, validation, false, 1);
    }

    private List<EpochSummary> history(String rate) {
        return new TrainingSession(new TrainingRequest(Datasets.open(RunFixtures.data(folder), Map.of()),
                RunFixtures.settings().with("adversary_learning_rate", rate), folder.resolve("runs"), 1)).run().history();
    }
}
