package org.mingle.features;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.mingle.data.FeatureEncoder;
import org.mingle.data.Media;
import org.mingle.data.MingleException;

class TfIdfTextEncoderTest {
    private static float[] encode(FeatureEncoder e, String text) {
        return e.encode(new Media.Text(text));
    }

    @Test
    void wordsAreLoweredStemmedAndStopped() {
        assertEquals(List.of("cat", "jump", "mat", "berry"), TextTokens.of("The cats JUMP on the mat, berries."));
        assertEquals(List.of("john", "2", "dog"), TextTokens.of("John's 2 dogs"));
    }

    @Test
    void chineseBecomesPairsAndMixesWithWords() {
        assertEquals(List.of("彩色", "色包", "nasa", "种子", "人"), TextTokens.of("彩色包 NASA 种子。人"));
    }

    @Test
    void weightsAreThoseOfTheFormula() {
        // apple in 2 of 4 texts, pear in 2, plum in 2; fig in 1 and therefore unknown
        FeatureEncoder e = TfIdfTextEncoder.fit(List.of("apple pear", "apple plum", "pear plum fig", "melon"));
        assertEquals(3, e.dimension());
        float[] v = encode(e, "apple apple pear fig");
        double apple = (1 + Math.log(2)) * Math.log(2);
        double pear = Math.log(2);
        double norm = Math.hypot(apple, pear);
        assertArrayEquals(new float[] {(float) (apple / norm), (float) (pear / norm), 0}, v, 1e-6f);
    }

    @Test
    void theVocabularyIsTheMostCommonTermsOfTheMiddle() {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 5000; i++) { // w0000 to w2499 in two texts each, "all" in every, "half" in half of them
            texts.add(String.format("w%04d all %s", i % 2500, i % 2 == 0 ? "half" : "x" + i));
        }
        FeatureEncoder e = TfIdfTextEncoder.fit(texts);
        assertEquals(2000, e.dimension());
        assertThrows(MingleException.class, () -> encode(e, "all"));
        assertEquals(1f, encode(e, "half")[0]);
        assertEquals(1f, encode(e, "w0000")[1]); // ties by term
        assertEquals(1f, encode(e, "w1998")[1999]);
        assertThrows(MingleException.class, () -> encode(e, "w1999"));
    }

    @Test
    void unknownTextsAreRefusedByName() {
        FeatureEncoder e = TfIdfTextEncoder.fit(List.of("apple pear", "apple plum", "pear", "plum"));
        String m = assertThrows(MingleException.class, () -> encode(e, "quite  different")).getMessage();
        assertTrue(m.contains("quite different"), m);
        assertThrows(MingleException.class, () -> e.encode(Media.NONE));
    }

    @Test
    void textsWithNothingInCommonCannotBeLearntFrom() {
        assertThrows(MingleException.class, () -> TfIdfTextEncoder.fit(List.of("apple", "pear", "plum", "fig")));
        assertThrows(MingleException.class, () -> TfIdfTextEncoder.fit(List.of()));
    }

    @Test
    void anEncoderComesBackFromJsonExactly() {
        FeatureEncoder e = TfIdfTextEncoder.fit(List.of("apple 彩色包", "apple \"plum\"", "彩色 plum", "melon", "x", "y"));
        FeatureEncoder again = Encoders.fromJson(Encoders.toJson(e), "e.json");
        assertEquals(e.name(), again.name());
        assertArrayEquals(encode(e, "apple plum plum 彩色"), encode(again, "apple plum plum 彩色"));
    }

    @Test
    void damagedJsonIsRefused() {
        String json = Encoders.toJson(TfIdfTextEncoder.fit(List.of("apple pear", "apple plum", "pear", "plum")));
        for (String bad : List.of("", "{", "{}", json.replace("text-tfidf-1", "text-tfidf-9"),
                json.replace("0.69", "-0.69"),
                json.replace("\"apple\", ", ""), json.replace("\"pear\"", "\"apple\""))) {
            String m = assertThrows(MingleException.class, () -> Encoders.fromJson(bad, "e.json"), bad).getMessage();
            assertTrue(m.contains("e.json"), m);
        }
    }
}
