package org.mingle.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mingle.model.TrainingResult;
import org.mingle.retrieval.Ranking;
import org.mingle.ui.shell.Remembered;
import org.mingle.ui.shell.Shell;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** The main job in the real window, on the bundled sample, with nothing made up. */
@ExtendWith(ApplicationExtension.class)
class MainJobTest {
    private static final Path SAMPLE = Path.of("sample-data");
    private AppModel model;
    private Workspace workspace;
    private Path runs;

    @BeforeAll
    static void needsTheSample() {
        assumeTrue(Files.isDirectory(SAMPLE), "There is no bundled sample in " + SAMPLE.toAbsolutePath());
    }

    @Start
    void start(Stage stage) throws Exception {
        runs = Files.createTempDirectory("mingle-runs");
        model = new AppModel();
        workspace = new Workspace(model, runs, SAMPLE, Remembered.nothing());
        Scene scene = new Scene(workspace.shell(), 1200, 740);
        workspace.shell().install(scene);
        stage.setScene(scene);
        stage.show();
    }

    @AfterEach
    void close() throws Exception {
        Fx.run(workspace::close);
        try (Stream<Path> files = Files.walk(runs)) {
            for (Path p : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(p);
            }
        }
    }

    @Test
    void trainsOnTheSampleMovesChartsAndMapAndRanksWhatIsClicked(FxRobot robot) throws Exception {
        Shell shell = workspace.shell();
        Fx.run(() -> shell.open(SAMPLE));
        Fx.await(() -> model.space().get() != null);
        assertEquals(0, Fx.get(() -> model.space().get().epoch()), "The map is alive before training");
        Fx.run(() -> model.settings().set(model.settings().get().with("epochs", "8")));
        robot.clickOn((Node) Fx.get(() -> shell.lookup("#primary")));
        Fx.await(() -> shell.training().outcome().get() != null);

        TrainingResult result = Fx.get(() -> shell.training().outcome().get().result());
        assertEquals(TrainingResult.End.COMPLETED, result.end());
        assertEquals(9, result.history().size());
        double before = result.history().get(0).validation().get("map_avg");
        assertTrue(result.bestScore() > before, "mAP went from " + before + " to " + result.bestScore());
        List<String> legend = Fx.get(() -> shell.lookupAll(".chart-legend-entry .legend-name").stream()
                .map(n -> ((Labeled) n).getText()).toList());
        assertTrue(legend.containsAll(List.of("total", "image → text", "text → image", "fresh probe")),
                legend.toString());
        assertFalse(Fx.get(() -> shell.lookupAll(".chart-legend-entry .legend-value").stream()
                .anyMatch(n -> ((Labeled) n).getText().equals("–"))), "Every line has a value");

        Fx.await(() -> model.space().get() != null && model.space().get().epoch() == result.bestEpoch());
        clickAPoint(robot, shell.lookup(".map-view"));
        Fx.await(() -> model.ranking().get() != null);
        Ranking ranking = Fx.get(() -> model.ranking().get());
        assertEquals(Fx.get(() -> model.query().get().id()), ranking.queryId());
        assertFalse(ranking.hits().isEmpty());
        assertTrue(ranking.truePairRank() >= 1 && ranking.truePairRank() <= ranking.gallerySize());
        Path run;
        try (Stream<Path> written = Files.list(runs)) {
            run = written.findAny().orElseThrow(() -> new AssertionError("The run is on disk"));
        }
        robot.push(KeyCode.CONTROL, KeyCode.R);
        Fx.await(() -> Files.isRegularFile(run.resolve("report.html")));
        Fx.await(() -> !shell.actionNamed("Write report").isDisabled());
    }

    /** Goes over the map row by row until the pointer is on a point, and clicks it. */
    private void clickAPoint(FxRobot robot, Node map) throws Exception {
        assertNotNull(map);
        Bounds b = Fx.get(() -> map.localToScreen(map.getBoundsInLocal()));
        for (double y = b.getMinY() + 20; y < b.getMaxY() - 20; y += 12) {
            for (double x = b.getMinX() + 20; x < b.getMaxX() - 20; x += 12) {
                robot.moveTo(x, y);
                if (Fx.get(() -> model.hovered().get()) != null) {
                    robot.clickOn(x, y);
                    Fx.await(() -> model.query().get() != null);
                    return;
                }
            }
        }
        throw new AssertionError("There is no point on the map.");
    }
}
