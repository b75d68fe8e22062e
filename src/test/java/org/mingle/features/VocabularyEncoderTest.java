package org.mingle.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mingle.data.Dataset;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MingleException;
import org.mingle.data.Modality;
import org.mingle.data.Split;

class VocabularyEncoderTest {
    private static final List<String> WORDS = List.of("boat", "red river", "蔬菜", "菜种", "Sea", "unseen");

    private static VocabularyEncoder fit(float[]... rows) {
        int n = rows.length;
        FloatMatrix table = FloatMatrix.zeros(n, WORDS.size());
        for (int r = 0; r < n; r++) {
            System.arraycopy(rows[r], 0, table.data(), r * WORDS.size(), rows[r].length);
        }
        Split[] splits = IntStream.range(0, n).mapToObj(r -> Split.TRAIN).toArray(Split[]::new);
        Dataset d = new Dataset.Builder("d").modality(new Modality("image", Modality.Kind.IMAGE), table, null)
                .modality(new Modality("text", Modality.Kind.TEXT), table, null).vocabulary(1, WORDS)
                .samples(IntStream.range(0, n).mapToObj(r -> "s" + r).toList(),
                        IntStream.range(0, n).mapToObj(r -> new int[] {0}).toArray(int[][]::new), splits, List.of("c"))
                .build();
        assertEquals(1, VocabularyEncoder.modality(d));
        assertTrue(VocabularyEncoder.of(d, 0).isEmpty());
        return VocabularyEncoder.of(d, 1).orElseThrow();
    }

    private static VocabularyEncoder counts() {
        return fit(new float[] {1, 0, 2, 0, 1, 0}, new float[] {0, 3, 0, 1, 0, 0}, new float[] {4, 0, 0, 0, 0, 0});
    }

    @Test
    void wordsAreCountedWhereTheFeaturesAreCounts() {
        VocabularyEncoder.Made made = counts().make("boat, Red River BOAT sea nothing");
        assertArrayEquals(new float[] {2, 1, 0, 0, 1, 0}, made.features());
        assertEquals(List.of("boat", "red river", "Sea"), List.copyOf(made.values().keySet()));
        assertEquals(List.of("nothing"), made.unknown());
        assertEquals(2, counts().samples(0));
        assertEquals(0, counts().samples(5));
    }

    @Test
    void aRunWithoutSpacesIsMadeOfEveryNameInIt() {
        assertArrayEquals(new float[] {0, 0, 1, 1, 0, 0}, counts().make("新蔬菜种子").features());
        assertArrayEquals(new float[] {1, 0, 1, 0, 0, 0}, counts().make("boat蔬菜").features());
    }

    @Test
    void sharesSumToOne() {
        VocabularyEncoder e = fit(new float[] {0.25f, 0.75f}, new float[] {0.5f, 0.25f, 0.25f});
        assertArrayEquals(new float[] {2f / 3, 1f / 3, 0, 0, 0, 0}, e.make("boat boat red river").features(), 1e-6f);
    }

    @Test
    void weightsAreThoseOfTheTrainingRowsAndTheirLength() {
        VocabularyEncoder e = fit(new float[] {0.6f, 0.8f}, new float[] {0, 1}, new float[] {0.8f, 0, 0.6f});
        // boat weighs (0.6 + 0.8) / 2 = 0.7 and red river (0.8 + 1) / 2 = 0.9
        double length = Math.hypot(0.7, 0.9);
        assertArrayEquals(new float[] {(float) (0.7 / length), (float) (0.9 / length), 0, 0, 0, 0},
                e.make("boat red river").features(), 1e-6f);
        assertTrue(e.recipe().endsWith("scaled to their length 1.00"), e.recipe());
        VocabularyEncoder longer = fit(new float[] {1.5f, 2}, new float[] {0, 7.5f});
        assertArrayEquals(new float[] {5, 0, 0, 0, 0, 0}, longer.make("boat").features(), 1e-6f);
    }

    @Test
    void unknownWordsSuggestNearOnes() {
        String m = assertThrows(MingleException.class, () -> counts().make("boats bot")).getMessage();
        assertEquals("The vocabulary of text has 6 words, and not boats or bot: did you mean boat?", m);
        m = assertThrows(MingleException.class, () -> counts().make("qqqqqq")).getMessage();
        assertEquals("The vocabulary of text has 6 words, and not qqqqqq: choose words from its list.", m);
        m = assertThrows(MingleException.class, () -> counts().make("unseen")).getMessage();
        assertTrue(m.startsWith("No training sample has unseen"), m);
    }
}
