package org.mingle.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mingle.data.MingleException;

class TrainingSettingsTest {
    static java.util.List<String> presets() {
        return TrainingSettings.presets();
    }

    @ParameterizedTest
    @MethodSource("presets")
    void everyOptionIsDocumentedAndItsDefaultAllowed(String preset) {
        TrainingSettings s = TrainingSettings.preset(preset);
        assertTrue(TrainingSettings.describe(preset).endsWith("."));
        HashSet<String> keys = new HashSet<>();
        for (TrainingSettings.Option o : s.options()) {
            assertTrue(keys.add(o.key()), o.key() + " occurs twice");
            assertEquals(o.defaultValue(), s.get(o.key()));
            assertEquals(s, s.with(o.key(), o.defaultValue()));
            assertFalse(o.label().isBlank() || o.group().isBlank() || !o.help().endsWith("."), o.key());
        }
        assertEquals(keys, s.asMap().keySet());
    }

    @Test
    void damlComesFirstAndPredictsNoLabels() {
        assertEquals("daml", TrainingSettings.presets().get(0));
        assertEquals(0, TrainingSettings.preset("daml").getDouble("label"));
        assertEquals(0, TrainingSettings.preset("daml").getDouble("contrastive"));
        assertTrue(TrainingSettings.preset("daml").getDouble("adversary") > 0);
        assertEquals(0, TrainingSettings.preset("dcml").getDouble("adversary"));
    }

    @Test
    void withLeavesTheOriginalAlone() {
        TrainingSettings s = TrainingSettings.preset("daml");
        String before = s.get("epochs");
        assertEquals(7, s.with("epochs", " 7 ").getInt("epochs"));
        assertEquals(before, s.get("epochs"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = {
        "epochs; 0; a whole number from 1", "epochs; 3.5; a whole number", "epochs; many; a whole number",
        "learning_rate; NaN; a number from", "learning_rate; -1; a number from",
                "dropout; 1; a number from 0.0 to 0.95",
        "normalise; maybe; true or false", "inter_form; cubic; one of hinge, difference",
                "wheels; 4; choose one of epochs"})
    void wrongValuesAreRefusedWithWhatIsAllowed(String key, String value, String expected) {
        MingleException e = assertThrows(MingleException.class, () -> TrainingSettings.preset("daml").with(key, value));
        assertTrue(e.getMessage().contains(expected), e.getMessage());
    }

    @Test
    void unknownPresetNamesThoseThereAre() {
        MingleException e = assertThrows(MingleException.class, () -> TrainingSettings.preset("best"));
        assertTrue(e.getMessage().contains("daml, daml-plus"), e.getMessage());
    }
}
