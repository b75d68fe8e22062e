package org.mingle.ui.mixing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;
import org.mingle.mixing.StatisticGuide;
import org.mingle.projection.Layout;
import org.mingle.ui.AppModel;
import org.mingle.ui.FakeJob;
import org.mingle.ui.Fx;
import org.mingle.ui.SampleRef;
import org.mingle.ui.Scenes;
import org.mingle.ui.training.SpaceKeeper;
import org.mingle.ui.training.TrainingService;
import org.testfx.api.FxToolkit;

/** What the card shows in which state, with work done when the test says so. */
class ScoreCardPanelTest {
    private final Scenes scenes = new Scenes(80, 4);
    private final List<Runnable> work = new ArrayList<>();
    private AppModel model;
    private ScoreCardPanel panel;
    private volatile Layout layout;

    @BeforeAll
    static void toolkit() throws Exception {
        FxToolkit.registerPrimaryStage();
    }

    @BeforeEach
    void panel() {
        model = Fx.get(AppModel::new);
        panel = Fx.get(() -> {
            TrainingService training = new TrainingService(r -> new FakeJob(r, 3, 2, 0, 0),
                    new SpaceKeeper(new AppModel(), d -> FakeJob.model(0), e -> { }), java.nio.file.Path.of("target", "runs"));
            ScoreCardPanel p = new ScoreCardPanel(model, training, () -> layout, new CardService(work::add, Runnable::run));
            new Scene(p, 400, 700);
            p.applyCss();
            p.layout();
            return p;
        });
    }

    @Test
    void nothingIsComputedWhileNobodyLooks() {
        open(embeddings(1), 0);
        assertTrue(work.isEmpty());
        look();
        assertEquals(1, work.size());
    }

    @Test
    void everyStateHasItsSentence() {
        assertTrue(label("emptyText").getText().startsWith("Open a dataset"));
        Fx.run(() -> model.dataset().set(scenes.dataset()));
        assertTrue(label("emptyText").getText().startsWith("Preparing scenes"));
        look();
        open(embeddings(1), 0);
        assertEquals("Measuring 80 pairs …", label("emptyText").getText());
        done();
        assertFalse(panel.lookup("#empty").isVisible());
        assertTrue(label("what").getText().contains("untrained"), label("what").getText());
        assertTrue(label("what").getText().contains("test, 80 of 90 pairs"), label("what").getText());
        assertTrue(label("basis").getText().contains("seed 0"));
        assertFalse(label("verdict").getText().isEmpty());
        assertEquals(StatisticGuide.all().size(), panel.lookupAll(".statistic-row").size());
    }

    @Test
    void tooFewPairsAreSaidInOneSentence() {
        look();
        Embeddings e = embeddings(1);
        int[] few = IntStream.range(0, 20).toArray();
        open(new Embeddings(e.modalities(), e.ids().subList(0, 20), java.util.Arrays.copyOf(e.labels(), 20), e.classNames(),
                e.points().stream().map(p -> p.gather(few)).toList()), 0);
        done();
        assertTrue(label("emptyText").getText().startsWith("Mixing needs at least 30 points"));
    }

    @Test
    void theNewestSpaceWins() {
        look();
        open(embeddings(1), 1);
        open(embeddings(1), 2);
        assertEquals(2, work.size());
        done();
        assertTrue(label("what").getText().startsWith("epoch 2"));
    }

    @Test
    void everyNumberAnswersWhatItIs() {
        look();
        open(embeddings(1), 0);
        done();
        ToggleButton ask = (ToggleButton) panel.lookup("#ask");
        assertFalse(panel.lookup("#answer").isVisible());
        Fx.run(ask::fire);
        assertTrue(panel.lookup("#answer").isVisible());
        assertTrue(label("formula").getText().startsWith("Formula: "));
        assertTrue(label("source").getText().startsWith("Source: "));
    }

    @Test
    void aMapThatHidesTheDifferenceRaisesTheBadge() {
        look();
        Embeddings e = embeddings(4);
        layout = scenes.layout(e, 0, 1000);
        open(e, 0);
        done();
        assertTrue(panel.lookup("#planeBadge").isVisible());
        assertTrue(label("planeText").getText().startsWith("Looks more mixed than it is"), label("planeText").getText());
    }

    @Test
    void theSelectionOfTheMapIsJudgedAlone() {
        Fx.run(() -> model.dataset().set(scenes.dataset()));
        look();
        open(embeddings(1), 0);
        done();
        Fx.run(() -> model.wish(AppModel.Wish.JUDGE_PICKED));
        done();
        assertTrue(label("emptyText").getText().startsWith("None of the pairs that are shown is selected"));
        pick(20);
        assertTrue(label("emptyText").getText().startsWith("Mixing needs at least 30 points"));
        pick(36);
        assertFalse(panel.lookup("#empty").isVisible());
        assertTrue(label("what").getText().contains("test, selected 36 of 90 pairs"), label("what").getText());
        assertTrue(label("basis").getText().contains("map selection of 36 pairs"), label("basis").getText());
        assertEquals(StatisticGuide.all().size(), panel.lookupAll(".statistic-row").size());
    }

    /** Both halves of the first pairs, and lets the panel ask again. */
    private void pick(int pairs) {
        Fx.run(() -> {
            model.picked().setAll(IntStream.range(0, 2 * pairs)
                    .mapToObj(i -> new SampleRef("sample-%04d".formatted(i / 2), i % 2)).toList());
            ((javafx.scene.control.Button) panel.lookup("#refresh")).fire();
        });
        done();
    }

    private Label label(String id) {
        return (Label) panel.lookup("#" + id);
    }

    /** The second modality is moved along the first axis. */
    private Embeddings embeddings(float shift) {
        Embeddings e = scenes.embeddings(0.5);
        FloatMatrix y = new FloatMatrix(80, 16, e.points().get(1).data().clone());
        for (int r = 0; r < 80; r++) {
            y.data()[r * 16] += shift;
        }
        return new Embeddings(e.modalities(), e.ids(), e.labels(), e.classNames(), List.of(e.points().get(0), y));
    }

    private void open(Embeddings e, int epoch) {
        Fx.run(() -> model.space().set(new AppModel.Space(e, epoch, 90)));
    }

    private void look() {
        Fx.run(() -> panel.lookedAt().set(true));
    }

    private void done() {
        Fx.run(() -> {
            work.forEach(Runnable::run);
            work.clear();
        });
    }
}
