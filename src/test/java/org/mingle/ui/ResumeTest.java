package org.mingle.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mingle.data.Fixtures;
import org.mingle.data.Split;
import org.mingle.model.TrainingEvent;
import org.mingle.model.TrainingResult;
import org.mingle.model.TrainingSettings;
import org.mingle.runs.Datasets;
import org.mingle.runs.FrameStore;
import org.mingle.runs.Run;
import org.mingle.runs.TrainingRequest;
import org.mingle.runs.TrainingSession;
import org.mingle.ui.shell.Remembered;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** A run that was broken off, opened in the real window. */
@ExtendWith(ApplicationExtension.class)
class ResumeTest {
    @TempDir
    static Path folder;
    private AppModel model;
    private Workspace workspace;

    @Start
    void start(Stage stage) {
        model = new AppModel();
        workspace = new Workspace(model, folder.resolve("runs"), null, Remembered.nothing());
        Scene scene = new Scene(workspace.shell(), 1200, 740);
        workspace.shell().install(scene);
        stage.setScene(scene);
        stage.show();
    }

    @AfterEach
    void close() {
        Fx.run(workspace::close);
    }

    private static Path brokenOff() throws Exception {
        Path data = Fixtures.discs(folder.resolve("raw"), 160);
        TrainingSettings settings = TrainingSettings.preset("daml").with("epochs", "4").with("hidden", "16");
        TrainingSession session = new TrainingSession(
                new TrainingRequest(Datasets.open(data, Map.of()), settings, folder.resolve("runs"), 1));
        session.addListener(event -> {
            if (event instanceof TrainingEvent.EpochEnded e && e.summary().epoch() == 2) {
                throw new IllegalStateException("The power went off.");
            }
        });
        assertThrows(IllegalStateException.class, session::run);
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            return runs.findAny().orElseThrow();
        }
    }

    @Test
    void isOfferedToGoOnAndKeepsItsLayouts(FxRobot robot) throws Exception {
        Path run = brokenOff();
        Fx.run(() -> workspace.shell().open(run));
        Fx.await(() -> model.space().get() != null);
        Node offer = Fx.get(() -> workspace.shell().lookup("#offer"));
        Fx.await(offer::isVisible);
        String sentence = Fx.get(() -> ((Labeled) workspace.shell().lookup(".banner #message")).getText());
        assertTrue(sentence.contains("after epoch 2 of 4"), sentence);
        assertEquals(3, Fx.get(() -> workspace.shell().training().history().get().size()));

        robot.clickOn(offer);
        Fx.await(() -> workspace.shell().training().outcome().get() != null);
        TrainingResult result = Fx.get(() -> workspace.shell().training().outcome().get().result());
        assertEquals(TrainingResult.End.COMPLETED, result.end());
        assertEquals(5, Fx.get(() -> workspace.shell().training().history().get().size()));
        assertTrue(Run.open(run).manifest().complete());
        Fx.await(() -> !FrameStore.of(run).epochs(Split.TEST).isEmpty());
    }
}
