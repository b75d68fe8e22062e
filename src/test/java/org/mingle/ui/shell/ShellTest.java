package org.mingle.ui.shell;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.controls.ModalPane;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;
import org.controlsfx.control.action.Action;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mingle.data.Split;
import org.mingle.ui.AppModel;
import org.mingle.ui.FakeJob;
import org.mingle.ui.Fx;
import org.mingle.ui.Windows;
import org.mingle.ui.training.TrainingService.Phase;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

@ExtendWith(ApplicationExtension.class)
class ShellTest {
    private AppModel model;
    private Shell shell;
    private int divergesAt;
    private long millisPerBatch;

    @Start
    void start(Stage stage) {
        model = new AppModel();
        shell = Windows.demo(model, r -> new FakeJob(r, 8, 4, millisPerBatch, divergesAt));
        Scene scene = new Scene(shell, 1200, 740);
        shell.install(scene);
        stage.setScene(scene);
        stage.show();
    }

    @AfterEach
    void close() {
        Fx.run(shell::close);
    }

    private void open() throws Exception {
        Fx.run(() -> shell.open(Path.of("demo")));
        Fx.await(() -> model.space().get() != null);
    }

    private Button primary() {
        return (Button) shell.lookup("#primary");
    }

    @Test
    void everyActionHasNameHelpIconAndAKeyOfItsOwn() {
        Map<KeyCombination, String> keys = new HashMap<>();
        for (Action a : Fx.get(() -> new Actions(shell).all())) {
            assertFalse(a.getText().isBlank());
            assertFalse(a.getLongText().isBlank(), a.getText());
            assertNotNull(a.getGraphic(), a.getText());
            assertNotNull(a.getAccelerator(), a.getText());
            String other = keys.put(a.getAccelerator(), a.getText());
            assertEquals(null, other, a.getText() + " has the key of " + other);
        }
    }

    @Test
    void everyControlHasAnAccessibleName() throws Exception {
        open();
        for (Node n : Fx.get(() -> shell.lookupAll(".button-icon"))) {
            assertFalse(n.getAccessibleText() == null || n.getAccessibleText().isBlank(), n + " has no name");
        }
    }

    @Test
    void nothingCanBeTrainedBeforeADatasetIsOpen() throws Exception {
        assertTrue(Fx.get(() -> primary().isDisabled()));
        assertTrue(Fx.get(() -> shell.lookup(".welcome").isVisible()));
        open();
        assertFalse(Fx.get(() -> primary().isDisabled()));
        assertFalse(Fx.get(() -> shell.lookup(".welcome").isVisible()));
        assertEquals("Train", Fx.get(() -> primary().getText()));
    }

    @Test
    void trainsPausesResumesAndFinishesByKeyboard(FxRobot robot) throws Exception {
        open();
        millisPerBatch = 60;
        robot.push(KeyCode.CONTROL, KeyCode.ENTER);
        Fx.await(() -> shell.training().phase().get() == Phase.RUNNING);
        robot.push(KeyCode.CONTROL, KeyCode.P);
        assertEquals(Phase.PAUSED, Fx.get(() -> shell.training().phase().get()));
        assertEquals("Resume", Fx.get(() -> primary().getText()));
        robot.push(KeyCode.CONTROL, KeyCode.P);
        Fx.await(() -> shell.training().outcome().get() != null);
        assertEquals("Train", Fx.get(() -> primary().getText()));
        assertTrue(statusText().startsWith("Training finished"), statusText());
        assertEquals(9, Fx.get(() -> shell.training().history().get().size()));
    }

    private String statusText() {
        return Fx.get(() -> ((StatusPane) shell.lookup(".status-bar")).getText());
    }

    @Test
    void divergenceIsSaidAcrossTheWindow() throws Exception {
        open();
        divergesAt = 3;
        Fx.run(() -> shell.actionNamed("Train").handle(new javafx.event.ActionEvent()));
        Fx.await(() -> shell.training().outcome().get() != null);
        Banner banner = (Banner) Fx.get(() -> shell.lookup(".banner"));
        assertTrue(Fx.get(banner::text).contains("hinge form"), Fx.get(banner::text));
        Fx.run(banner::hide);
        assertEquals("", Fx.get(banner::text));
    }

    @Test
    void whatCannotBeOpenedIsSaidInItsOwnSentenceAndTheOpenDatasetStays() throws Exception {
        open();
        Fx.run(() -> shell.open(Windows.BROKEN));
        Banner banner = (Banner) Fx.get(() -> shell.lookup(".banner"));
        Fx.await(() -> !banner.text().isEmpty());
        assertEquals(Windows.BROKEN_SENTENCE, Fx.get(banner::text));
        assertNotNull(Fx.get(() -> model.dataset().get()));
    }

    @Test
    void aDatasetWithoutTrainingPairsSaysSoInsteadOfWaitingForEver() throws Exception {
        Fx.run(() -> shell.open(Windows.UNTRAINABLE));
        Fx.await(() -> !model.obstacle().get().isEmpty());
        assertFalse(statusText().contains("Placing"), statusText());
        assertTrue(Fx.get(() -> shell.lookupAll(".empty-text").stream().anyMatch(n -> n.getParent().isVisible()
                && ((Labeled) n).getText().contains(Windows.UNTRAINABLE_SENTENCE))));
        open();
        assertEquals("", Fx.get(() -> model.obstacle().get()));
    }

    @Test
    void scopeFilterAndClickWorkInTheSampleList(FxRobot robot) throws Exception {
        open();
        ListView<?> samples = (ListView<?>) Fx.get(() -> shell.lookup(".samples"));
        Fx.await(() -> samples.getItems().size() == 80);
        robot.clickOn((Node) robot.lookup((Node n) -> n instanceof ToggleButton b
                && b.getStyleClass().contains("scope") && b.getText().startsWith("Validation")).query());
        assertEquals(Split.VALIDATION, Fx.get(() -> model.scope().get()));
        robot.push(KeyCode.CONTROL, KeyCode.F);
        robot.write("star");
        Fx.await(() -> samples.getItems().size() == 10);
        assertTrue(Fx.get(() -> shell.getScene().getFocusOwner()) instanceof TextField);
        robot.clickOn((Node) robot.lookup(".sample-text").nth(1).query());
        assertEquals(1, Fx.get(() -> model.query().get().modality()), "a click on the text asks with the text");
        assertEquals(Fx.get(() -> samples.getItems().get(1)),
                Fx.get(() -> model.dataset().get().row(model.query().get().id())));
        robot.clickOn((Node) robot.lookup(".sample-picture").nth(0).query());
        assertEquals(0, Fx.get(() -> model.query().get().modality()), "a click on the picture asks with the picture");
    }

    @Test
    void choosingAPresetKeepsWhatWasChangedInIt() {
        Fx.run(() -> model.settings().set(model.settings().get().with("epochs", "5")));
        javafx.scene.control.ComboBox<?> preset =
                (javafx.scene.control.ComboBox<?>) Fx.get(() -> shell.lookup(".preset"));
        Fx.run(() -> preset.getSelectionModel().select(1));
        assertEquals(preset.getItems().get(1), Fx.get(() -> model.settings().get().preset()));
        Fx.run(() -> preset.getSelectionModel().select(0));
        assertEquals("5", Fx.get(() -> model.settings().get().get("epochs")));
    }

    @Test
    void f6GoesFromPanelToPanel(FxRobot robot) throws Exception {
        open();
        Fx.run(shell::requestFocus);
        for (int i = 0; i < 8; i++) {
            robot.push(KeyCode.F6);
            Node focused = Fx.get(() -> shell.getScene().getFocusOwner());
            assertTrue(focused != shell && focused.isVisible(), "The focus is on " + focused);
        }
    }

    @Test
    void theAboutBoxOpensAndEscapeClosesIt(FxRobot robot) throws Exception {
        robot.push(KeyCode.F1);
        Fx.await(() -> shell.lookup(".about-box") != null && shell.lookupAll(".about-facts .label").size() > 6);
        assertTrue(Fx.get(() -> shell.lookupAll(".about-facts .label").stream()
                .anyMatch(n -> ((Labeled) n).getText().equals("threads"))));
        robot.push(KeyCode.ESCAPE);
        ModalPane modal = (ModalPane) Fx.get(() -> shell.lookup("#modal"));
        Fx.await(() -> !modal.isDisplay());
    }
}
