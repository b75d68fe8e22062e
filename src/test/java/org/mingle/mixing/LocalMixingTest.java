package org.mingle.mixing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MingleException;
import org.mingle.ui.Scenes;

class LocalMixingTest {
    private static Embeddings apart(float by) {
        Embeddings e = new Scenes(120, 3).embeddings(0.5);
        FloatMatrix second = new FloatMatrix(120, 16, e.points().get(1).data().clone());
        for (int r = 0; r < 120; r++) {
            second.data()[r * 16] += by;
        }
        return new Embeddings(e.modalities(), e.ids(), e.labels(), e.classNames(), java.util.List.of(e.points().get(0), second));
    }

    @Test
    void isWhatTheScoreCardReportsClassByClass() {
        Embeddings e = apart(0.5f);
        double[] values = LocalMixing.of(e);
        assertEquals(240, values.length);
        for (ClassMixing c : MixingAnalysis.of(e, 0).classes()) {
            int label = e.classNames().indexOf(c.name());
            double mean = IntStream.range(0, 240).filter(p -> e.labels()[p % 120][0] == label).mapToDouble(p -> values[p])
                    .average().orElseThrow();
            assertEquals(c.localMixing(), mean, 1e-9);
        }
    }

    @Test
    void goesFromOneToTwo() {
        assertTrue(Arrays.stream(LocalMixing.of(apart(0))).average().orElseThrow() > 1.8);
        double[] apart = LocalMixing.of(apart(40));
        assertTrue(Arrays.stream(apart).allMatch(v -> v > 1 - 1e-9 && v < 2 + 1e-9));
        assertEquals(1, Arrays.stream(apart).sorted().skip(120).findFirst().orElseThrow(), 0.01, "the median");
    }

    @Test
    void tooFewPairsAreRefused() {
        assertThrows(MingleException.class, () -> LocalMixing.of(new Scenes(20, 2).embeddings(0.5)));
    }
}
