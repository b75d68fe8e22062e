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

    private List<EpochSummary> history(String rate) {
        return new TrainingSession(new TrainingRequest(Datasets.open(RunFixtures.data(folder), Map.of()),
                RunFixtures.settings().with("adversary_learning_rate", rate), folder.resolve("runs"), 1)).run().history();
    }
}
