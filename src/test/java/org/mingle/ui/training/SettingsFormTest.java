package org.mingle.ui.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.controls.ToggleSwitch;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mingle.model.TrainingSettings;
import org.mingle.ui.Fx;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class SettingsFormTest {
    private SettingsForm form;

    @Start
    void start(Stage stage) {
        form = new SettingsForm(() -> {});
        form.settings().set(TrainingSettings.preset("daml"));
        stage.setScene(new Scene(form, 460, 700));
        stage.show();
    }

    private Node editor(String key) {
        Node n = form.lookup("#setting-" + key);
        assertTrue(n != null, "No editor for " + key);
        return n;
    }

    private String shown(String key) {
        Node n = editor(key);
        return n instanceof TextField t ? t.getText() : n instanceof ToggleSwitch s ? String.valueOf(s.isSelected())
                : String.valueOf(((ChoiceBox<?>) n).getValue());
    }

    @Test
    void everyOptionOfEveryPresetHasAnEditorWithItsValueAndHelp() {
        for (String preset : TrainingSettings.presets()) {
            Fx.run(() -> form.settings().set(TrainingSettings.preset(preset)));
            for (TrainingSettings.Option o : TrainingSettings.preset(preset).options()) {
                assertEquals(o.defaultValue(), Fx.get(() -> shown(o.key())), preset + " " + o.key());
                assertFalse(o.help().isBlank(), o.key());
                assertEquals(o.help(), Fx.get(() -> editor(o.key()).getAccessibleHelp()));
            }
        }
    }

    @Test
    void whatIsEnteredIsInForceAndWhatIsSetIsShown() {
        Fx.run(() -> ((TextField) editor("epochs")).setText("7"));
        Fx.run(() -> ((ToggleSwitch) editor("normalise")).setSelected(false));
        Fx.run(() -> ((ChoiceBox<?>) editor("activation")).getSelectionModel().select(0));
        TrainingSettings now = Fx.get(() -> form.settings().get());
        assertEquals("7", now.get("epochs"));
        assertEquals("false", now.get("normalise"));
        assertEquals("tanh", now.get("activation"));
        Fx.run(() -> form.settings().set(now.with("epochs", "9")));
        assertEquals("9", Fx.get(() -> shown("epochs")));
        Fx.run(() -> form.settings().set(TrainingSettings.preset("daml")));
        assertEquals("relu", Fx.get(() -> shown("activation")));
    }

    @Test
    void aValueOutOfRangeSaysWhatIsAllowedAndChangesNothing() {
        Fx.run(() -> ((TextField) editor("batch")).setText("1"));
        assertEquals("128", Fx.get(() -> form.settings().get().get("batch")));
        assertTrue(Fx.get(() -> form.lookupAll(".form-help").stream()
                .anyMatch(n -> ((Label) n).getText().contains("must be a whole number from 2"))));
        Fx.run(() -> ((TextField) editor("batch")).setText("64"));
        assertFalse(Fx.get(() -> form.lookupAll(".form-help").stream()
                .anyMatch(n -> ((Label) n).getText().contains("must be"))));
        assertEquals("64", Fx.get(() -> form.settings().get().get("batch")));
    }
}
