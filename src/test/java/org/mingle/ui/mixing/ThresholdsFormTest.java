package org.mingle.ui.mixing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import javafx.event.ActionEvent;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mingle.mixing.Thresholds;
import org.mingle.ui.Fx;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class ThresholdsFormTest {
    private ThresholdsForm form;

    @Start
    void start(Stage stage) {
        form = new ThresholdsForm();
        stage.setScene(new Scene(form, 400, 400));
        stage.show();
    }

    private void enter(String field, String text) {
        Fx.run(() -> {
            TextField f = (TextField) form.lookup("#threshold-" + field);
            f.setText(text);
            f.fireEvent(new ActionEvent());
        });
    }

    private String refusal() {
        return Fx.get(() -> ((Label) form.lookup(".thresholds-refusal")).getText());
    }

    private Thresholds inForce() {
        return Fx.get(() -> form.thresholds().get());
    }

    @Test
    void whatIsEnteredIsInForceUntilItIsTakenBack() {
        assertEquals(Thresholds.DEFAULTS, inForce());
        enter("separable", "0.9");
        assertEquals(0.9, inForce().separableAccuracy());
        assertEquals(Thresholds.DEFAULTS.mixedAccuracy(), inForce().mixedAccuracy());
        Fx.run(() -> ((Button) form.lookup(".button")).fire());
        assertEquals(Thresholds.DEFAULTS, inForce());
        assertEquals("0.75", Fx.get(() -> ((TextField) form.lookup("#threshold-separable")).getText()));
    }

    @Test
    void whatCannotBeIsRefusedAndTheLastStayInForce() {
        enter("ilisi", "half");
        assertTrue(refusal().contains("half"), refusal());
        assertEquals(Thresholds.DEFAULTS, inForce());
        enter("ilisi", "0.4");
        assertEquals("", refusal());
        enter("mixed", "0.8");
        assertTrue(refusal().contains("0.8"), refusal());
        assertEquals(0.55, inForce().mixedAccuracy());
        assertEquals(0.4, inForce().mixedIlisi());
    }
}
