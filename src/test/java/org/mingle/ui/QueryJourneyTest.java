package org.mingle.ui;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.mingle.data.Embeddings;
import org.mingle.retrieval.FailureList;
import org.mingle.retrieval.HubCorrection;
import org.mingle.retrieval.Ranking;
import org.mingle.retrieval.RetrievalMeasures;
import org.mingle.retrieval.Similarity;
import org.mingle.ui.charts.BarChart;
import org.mingle.ui.map.MapLights;
import org.mingle.ui.shell.Remembered;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;

/** From a sample to its results, from result to result and back, to why, to what fails, to the map: the real window. */
@ExtendWith(ApplicationExtension.class)
class QueryJourneyTest {
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
        Scene scene = new Scene(workspace.shell(), 1400, 860);
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

    private Node find(String selector) {
        return Fx.get(() -> workspace.shell().lookup(selector));
    }

    /** What the table of measures says in its first direction; null while it says nothing. */
    private String measure(String name) {
        List<Label> labels = workspace.shell().lookupAll(".measures-grid .label").stream().map(n -> (Label) n).toList();
        int at = labels.stream().map(Label::getText).toList().indexOf(name);
        return at < 0 ? null : labels.get(at + 1).getText();
    }

    private void bringToFront(String tab) {
        Fx.run(() -> {
            TabPane lower = (TabPane) workspace.shell().lookup("#lower");
            Tab wanted = lower.getTabs().stream().filter(t -> t.getText().equals(tab)).findFirst().orElseThrow();
            lower.getSelectionModel().select(wanted);
        });
    }

    @Test
    void fromAClickToWhyToWhatFailsToTheMap(FxRobot robot) throws Exception {
        Fx.run(() -> workspace.shell().open(SAMPLE));
        Fx.await(() -> model.space().get() != null && workspace.shell().lookup(".sample-cell") != null);

        // Click on a sample: results of both modalities.
        robot.clickOn(find(".samples .sample-cell .sample-lines"));
        Fx.await(() -> model.ranking().get() != null && workspace.shell().lookupAll(".result-card").size() > 3);
        SampleRef first = Fx.get(() -> model.query().get());
        Ranking ranking = Fx.get(() -> model.ranking().get());
        assertEquals(first.id(), ranking.queryId());
        assertEquals(300, ranking.gallerySize());

        // Click on a result: it is the query now; and back.
        robot.clickOn(find(".result-column .result-card .head"));
        Fx.await(() -> !model.query().get().equals(first) && model.ranking().get() != ranking
                && model.ranking().get() != null);
        assertEquals(ranking.hits().get(0).id(), Fx.get(() -> model.query().get().id()));
        robot.press(KeyCode.ALT).type(KeyCode.LEFT).release(KeyCode.ALT);
        Fx.await(() -> first.equals(model.query().get()) && model.ranking().get() != null
                && model.ranking().get().queryId().equals(first.id()));

        // Explain: the bars are the average precision.
        bringToFront("Explain");
        BarChart ranks = (BarChart) find("#ranks");
        double ap = Fx.get(() -> model.ranking().get().averagePrecision());
        Fx.await(() -> !ranks.bars().isEmpty() && workspace.shell().lookup("#ap") != null);
        assertEquals(ap, Fx.get(() -> ranks.bars().stream().mapToDouble(BarChart.Bar::up).sum()), 1e-9);
        // A click on a bar asks for the result behind it; and back.
        Fx.run(() -> ((javafx.scene.control.ToggleButton) workspace.shell().lookup("#all")).setSelected(false));
        robot.clickOn(ranks);
        Fx.await(() -> !first.equals(model.query().get()) && model.ranking().get() != null
                && model.ranking().get().queryId().equals(model.query().get().id()));
        String behind = Fx.get(() -> model.query().get().id());
        assertTrue(ranking.hits().stream().limit(ranks.bars().size()).anyMatch(h -> h.id().equals(behind)));
        Fx.run(() -> workspace.shell().lookup("#back").requestFocus());
        robot.press(KeyCode.ALT).type(KeyCode.LEFT).release(KeyCode.ALT);
        Fx.await(() -> first.equals(model.query().get()) && model.ranking().get() != null
                && model.ranking().get().queryId().equals(first.id()));
        Fx.await(() -> Math.abs(ap - ranks.bars().stream().mapToDouble(BarChart.Bar::up).sum()) < 1e-9);
        Fx.run(() -> ((javafx.scene.control.ToggleButton) workspace.shell().lookup("#all")).setSelected(true));
        assertEquals(ap, Fx.get(() -> ranks.bars().stream().mapToDouble(BarChart.Bar::up).sum()), 1e-9);

        // Failures: the worst first, a click asks for it.
        bringToFront("Failures");
        @SuppressWarnings("unchecked")
        TableView<FailureList.Entry> table = (TableView<FailureList.Entry>) find(".insight-table");
        Fx.await(() -> table.getItems().size() == 300 && table.lookup(".table-row-cell") != null);
        List<Double> means = Fx.get(() -> table.getItems().stream().map(FailureList.Entry::mean).toList());
        for (int i = 1; i < means.size(); i++) {
            assertTrue(means.get(i - 1) <= means.get(i), "the worst come first");
        }
        String worst = Fx.get(() -> table.getItems().get(0).id());
        robot.clickOn((Node) Fx.get(() -> table.lookup(".table-row-cell")));
        Fx.await(() -> model.query().get().id().equals(worst) && model.ranking().get() != null
                && model.ranking().get().queryId().equals(worst));

        // The map lights up the query and its first results.
        Ranking asked = Fx.get(() -> model.ranking().get());
        int searched = Fx.get(() -> model.dataset().get().modalityIndex(asked.galleryModality()));
        List<SampleRef> wanted = Stream.concat(Stream.of(Fx.get(() -> model.query().get())), asked.hits().stream().limit(10)
                .map(hit -> new SampleRef(hit.id(), searched))).toList();
        Fx.await(() -> MapLights.of(workspace.shell().lookup(".map-view")).equals(wanted));

        // Measures: each under its name, what the gallery as a whole comes to.
        bringToFront("Measures");
        Fx.await(() -> measure("mAP, all results") != null);
        Embeddings space = Fx.get(() -> model.space().get().embeddings());
        assertTrue(Fx.get(() -> measure("mAP, all results")).startsWith(String.format(Locale.ROOT, "%.3f  [",
                RetrievalMeasures.of(space, 0, 1, Similarity.COSINE).mapAll())));
        assertEquals(String.format(Locale.ROOT, "%.3f", RetrievalMeasures.of(space, 0, 1, Similarity.COSINE).recallAt().get(5)),
                Fx.get(() -> measure("Recall@5 of the pair")));
        Fx.run(() -> ((javafx.scene.control.ToggleButton) workspace.shell().lookup(".insight-panel #euclidean")).setSelected(true));
        Fx.await(() -> ((Label) workspace.shell().lookup(".insight-panel #note")).getText().contains("euclidean"));
        assertTrue(Fx.get(() -> measure("mAP@R")).startsWith(String.format(Locale.ROOT, "%.3f  [",
                RetrievalMeasures.of(space, 0, 1, Similarity.EUCLIDEAN).mapAtR())));

        // Hubs: the switch changes the ranking, and says so.
        bringToFront("Hubs");
        ListView<?> taken = (ListView<?>) find("#taken");
        Fx.await(() -> !taken.getItems().isEmpty());
        Ranking plain = Fx.get(() -> model.ranking().get());
        Fx.run(() -> model.correction().set(HubCorrection.CSLS));
        Fx.await(() -> model.ranking().get() != null && model.ranking().get() != plain);
        assertEquals(worst, Fx.get(() -> model.ranking().get().queryId()));
        assertTrue(Fx.get(() -> ((Label) workspace.shell().lookup("#variant")).getText()).endsWith("cosine with CSLS"));
        assertFalse(Fx.get(() -> model.ranking().get().hits().get(0).score() == plain.hits().get(0).score()));
    }
}
