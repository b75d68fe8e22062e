package org.mingle.mixing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mingle.mixing.AdversaryCheck.Epoch;
import org.mingle.mixing.AdversaryCheck.State;

class AdversaryCheckTest {
    @Test
    void withoutAnAdversaryThereIsNothingToSay() {
        assertEquals(State.NONE, AdversaryCheck.of(List.of()).state());
        assertEquals(State.NONE, AdversaryCheck.of(epochs(4, Double.NaN, 0.9, 0)).state());
    }

    @Test
    void oneThatKeepsUpIsFine() {
        AdversaryCheck.Finding f = AdversaryCheck.of(epochs(6, 0.66, 0.64, 0.3));
        assertEquals(State.FINE, f.state());
        assertEquals("The adversary keeps up: the adversary names 66 % rightly, the fresh probe 64 %.", f.sentence());
        assertEquals("", f.advice());
    }

    @Test
    void oneWhoseWeightsStandStillIsFrozenAtOnce() {
        List<Epoch> epochs = epochs(5, 0.7, 0.72, 0.3);
        epochs.add(new Epoch(6, 0.69, 0.75, 0.7, 6, 1, 1e-5));
        assertEquals(State.FROZEN, AdversaryCheck.of(epochs).state());
    }

    @Test
    void withoutKnowingItsWeightsTwoEpochsAtChanceBesideASharpProbeDo() {
        assertEquals(State.FINE, AdversaryCheck.of(epochs(1, 0.5, 0.97, Double.NaN)).state());
        assertEquals(State.FROZEN, AdversaryCheck.of(epochs(2, 0.5, 0.97, Double.NaN)).state());
    }

    @Test
    void oneThatMissesWhatTheProbeFindsIsWeakAfterThreeEpochs() {
        assertEquals(State.FINE, AdversaryCheck.of(epochs(2, 0.55, 0.8, 0.2)).state());
        AdversaryCheck.Finding f = AdversaryCheck.of(epochs(3, 0.55, 0.8, 0.2));
        assertEquals(State.WEAK, f.state());
        assertTrue(f.advice().contains("more steps"));
    }

    @Test
    void oneThatNamesNearlyEverythingIsTooStrong() {
        assertEquals(State.OVER_STRONG, AdversaryCheck.of(epochs(3, 0.99, 1, 0.2)).state());
    }

    private static List<Epoch> epochs(int n, double accuracy, double probe, double change) {
        List<Epoch> epochs = new ArrayList<>();
        for (int e = 1; e <= n; e++) {
            epochs.add(new Epoch(e, accuracy, probe, probe - 0.04, e, 0.5, change));
        }
        return epochs;
    }
}
