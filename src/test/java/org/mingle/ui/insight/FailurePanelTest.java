package org.mingle.ui.insight;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.theme.PrimerLight;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mingle.data.Dataset;
import org.mingle.data.Embeddings;
import org.mingle.data.Fixtures;
import org.mingle.data.Npy;
import org.mingle.data.Split;
import org.mingle.model.TrainingSettings;
import org.mingle.retrieval.FailureList;
import org.mingle.retrieval.HubCorrection;
import org.mingle.retrieval.Similarity;
import org.mingle.runs.Datasets;
import org.mingle.runs.Run;
import org.mingle.runs.TrainingRequest;
import org.mingle.runs.TrainingSession;
import org.mingle.ui.AppModel;
import org.mingle.ui.Scenes;
import org.mingle.ui.charts.HeatMap;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class FailurePanelTest {
    private final AppModel model = new AppModel();
    private FailurePanel panel;
    @TempDir
    Path folder;

    @Start
    private void start(Stage stage) {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        panel = new FailurePanel(model);
        panel.setActive(true);
        stage.setScene(new Scene(panel, 900, 300));
        stage.show();
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    @SuppressWarnings("unchecked")
    private TableView<FailureList.Entry> table() {
        return (TableView<FailureList.Entry>) panel.lookup(".insight-table");
    }

    private double change(FailureList.Entry e) {
        return (double) table().getColumns().get(5).getCellObservableValue(e).getValue();
    }

    @SuppressWarnings("unchecked")
    private ComboBox<String> against() {
        return (ComboBox<String>) panel.lookup("#against");
    }

    private void open(FxRobot robot, Dataset dataset, Embeddings space, int epoch) throws Exception {
        robot.interact(() -> {
            if (model.dataset().get() != dataset) {
                model.dataset().set(dataset);
            }
            model.space().set(new AppModel.Space(space, epoch, space.size()));
        });
        until(() -> table().getItems().size() == space.size() && against().getItems().contains("epoch " + epoch));
    }

    @Test
    void aCellOfTheConfusionListsTheQueriesBehindIt(FxRobot robot) throws Exception {
        Scenes scenes = new Scenes(60, 6);
        Embeddings space = scenes.embeddings(0.9);
        open(robot, scenes.dataset(), space, 1);
        FailureList list = FailureList.of(space, Similarity.COSINE, HubCorrection.NONE);
        HeatMap map = (HeatMap) panel.lookup("#forward");
        robot.interact(map::requestFocus);
        robot.type(KeyCode.RIGHT, KeyCode.ENTER);
        List<String> wanted = list.queries(space, 0, 0, 1).stream().map(FailureList.Entry::id).sorted().toList();
        until(() -> table().getItems().stream().map(FailureList.Entry::id).sorted().toList().equals(wanted));
        Button clear = (Button) panel.lookup("#clear");
        assertEquals("art → biology", clear.getText());
        robot.clickOn(clear);
        until(() -> table().getItems().size() == 60);
        robot.clickOn(map);
        until(() -> clear.isVisible());
        assertTrue(table().getItems().size() < 60);
    }

    @Test
    void changesAreAgainstAnotherEpochAndNotAgainstItself(FxRobot robot) throws Exception {
        Scenes scenes = new Scenes(60, 6);
        Embeddings before = scenes.embeddings(1.2);
        open(robot, scenes.dataset(), before, 0);
        assertTrue(Double.isNaN(change(table().getItems().get(0))));
        Embeddings after = scenes.embeddings(0.2);
        open(robot, model.dataset().get(), after, 3);
        assertEquals("epoch 0", against().getValue());
        Map<String, Double> was = FailureList.of(before, Similarity.COSINE, HubCorrection.NONE).byId();
        for (FailureList.Entry e : table().getItems()) {
            assertEquals(e.mean() - was.get(e.id()), change(e), 1e-12);
        }
    }

    @Test
    void changesAreAgainstAnotherRun(FxRobot robot) throws Exception {
        Path data = folder.resolve("pairs.npz");
        Npy.writeArchive(data, Fixtures.arrays(100));
        Dataset dataset = Datasets.open(data, Map.of());
        Run run = new TrainingSession(new TrainingRequest(dataset, TrainingSettings.preset("cca"),
                folder.resolve("runs"), 1)).run();
        Embeddings other = run.embeddings(Split.TEST);
        // The pictures' places for the texts as well: another space of the same samples.
        Embeddings space = new Embeddings(other.modalities(), other.ids(), other.ids().stream()
                .map(id -> dataset.labels(dataset.row(id))).toArray(int[][]::new),
                other.classNames(), List.of(other.points().get(0), other.points().get(0)));
        open(robot, dataset, space, 2);
        robot.interact(() -> panel.compareWith(run.folder()));
        until(() -> ("run " + run.folder().getFileName()).equals(against().getValue()));
        Map<String, Double> was = FailureList.of(other, Similarity.COSINE, HubCorrection.NONE).byId();
        for (FailureList.Entry e : table().getItems()) {
            assertEquals(e.mean() - was.get(e.id()), change(e), 1e-12);
        }
        robot.interact(() -> panel.compareWith(folder));
        until(() -> ((Label) panel.lookup("#about")).getText().contains(folder.getFileName().toString()));
    }
}
