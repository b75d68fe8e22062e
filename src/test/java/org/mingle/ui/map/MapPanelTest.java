package org.mingle.ui.map;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.theme.PrimerLight;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.geometry.Point2D;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;
import org.mingle.data.NamedSelections;
import org.mingle.data.Split;
import org.mingle.projection.Layout;
import org.mingle.projection.Placement;
import org.mingle.projection.ProjectionSettings;
import org.mingle.retrieval.PointScores;
import org.mingle.retrieval.Ranking;
import org.mingle.runs.FrameStore;
import org.mingle.ui.AppModel;
import org.mingle.ui.SampleRef;
import org.mingle.ui.Scenes;
import org.mingle.ui.media.Thumbnails;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class MapPanelTest {
    private final AppModel model = new AppModel();
    private final Scenes scenes = new Scenes(60, 6);
    private final Embeddings embeddings = scenes.embeddings(0.4);
    private final List<Boolean> looking = new ArrayList<>();
    private volatile Layout layout;
    private MapPanel panel;
    @TempDir
    private Path folder;

    @Start
    private void start(Stage stage) {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        panel = new MapPanel(model, () -> layout, looking::add, new Thumbnails(), new NamedSelections(folder));
        stage.setScene(new Scene(panel, 900, 600));
        stage.show();
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void open() throws Exception {
        Platform.runLater(() -> {
            model.dataset().set(scenes.dataset());
            model.space().set(new AppModel.Space(embeddings, 3, 60));
        });
        layout = scenes.layout(embeddings, 3, 500);
        until(() -> panel.view().points().layout() == layout && panel.lookup(".map-legend").isVisible()
                && panel.view().camera().width() == panel.view().getWidth() && panel.view().getWidth() < 800);
    }

    private Point2D onScreen(int p) {
        MapView v = panel.view();
        return v.localToScreen(v.camera().screenX(v.points().x(p)), v.camera().screenY(v.points().y(p)));
    }

    @Test
    void saysWhatToDoAndWhatIsGoingOn() throws Exception {
        Node empty = panel.lookup(".empty-state");
        assertTrue(empty.isVisible());
        assertEquals("Open a dataset to see its samples on a map", ((Label) empty.lookup(".label")).getText());
        Platform.runLater(() -> {
            model.dataset().set(scenes.dataset());
            model.space().set(new AppModel.Space(embeddings, 0, 60));
        });
        until(() -> ((Label) empty.lookup(".label")).getText().equals("Embedding 60 pairs …"));
        open();
        assertFalse(empty.isVisible());
        assertEquals(("t-SNE · perplexity 30.0 · iteration 500 · KL 1.234 · epoch 3%n"
                + "120 of 120 test points (60 pairs)").formatted(),
                ((Label) panel.lookup(".map-caption")).getText());
    }

    @Test
    void anOldLayoutNeverStandsForOtherSamples(FxRobot robot) throws Exception {
        open();
        Scenes others = new Scenes(30, 3);
        Embeddings next = others.embeddings(0.5);
        robot.interact(() -> {
            model.dataset().set(others.dataset());
            model.space().set(new AppModel.Space(next, 0, 30));
        });
        assertTrue(panel.lookup(".empty-state").isVisible());
        robot.clickOn(onScreen(7));
        assertNull(model.query().get());
        layout = others.layout(next, 0, 1);
        until(() -> !panel.lookup(".empty-state").isVisible());
        assertEquals(60, panel.view().points().count());
    }

    @Test
    void hoveringLightsThePointUpAndOpensItsCard(FxRobot robot) throws Exception {
        open();
        robot.moveTo(onScreen(7));
        until(() -> model.hovered().get() != null);
        SampleRef ref = model.hovered().get();
        int p = panel.view().points().point(ref);
        assertTrue(onScreen(p).distance(onScreen(7)) < 2, "the point under the pointer or one that covers it");
        until(() -> panel.lookup(".hover-card") != null && panel.lookup(".hover-card").getParent().isVisible());
        assertTrue(panel.lookup(".hover-title") instanceof Label l && l.getText().endsWith(ref.id()));
        assertTrue(panel.view().getAccessibleText().contains(ref.id()));
        robot.moveTo(panel.lookup(".map-tools"));
        until(() -> model.hovered().get() == null);
        assertFalse(panel.lookup(".hover-card").getParent().isVisible());
    }

    @Test
    void clickingAsks(FxRobot robot) throws Exception {
        open();
        robot.clickOn(onScreen(20));
        until(() -> model.query().get() != null);
        int p = panel.view().points().point(model.query().get());
        assertTrue(onScreen(p).distance(onScreen(20)) < 2);
        robot.type(KeyCode.ESCAPE);
        until(() -> model.query().get() == null);
    }

    @Test
    void aClickMeansTheHoveredPointEvenIfTheMapHasMovedItAway(FxRobot robot) throws Exception {
        open();
        robot.moveTo(onScreen(20));
        until(() -> model.hovered().get() != null);
        SampleRef hovered = model.hovered().get();
        Point2D before = onScreen(panel.view().points().point(hovered));
        Layout old = layout;
        float[] turned = new float[old.xy().data().length];
        for (int i = 0; i < turned.length; i += 2) {
            turned[i] = -old.xy().data()[i + 1];
            turned[i + 1] = old.xy().data()[i];
        }
        layout = new Layout(embeddings, 4, 600, new FloatMatrix(turned.length / 2, 2, turned), old.method(),
                old.perplexity(), old.kl(), old.seed());
        until(() -> onScreen(panel.view().points().point(hovered)).distance(before) > 30);
        robot.press(MouseButton.PRIMARY).release(MouseButton.PRIMARY);
        until(() -> model.query().get() != null);
        assertEquals(hovered, model.query().get());
        robot.moveBy(-40, 0);
        until(() -> !hovered.equals(model.hovered().get()));
    }

    @Test
    void pastEpochsCanBeSeenAgain(FxRobot robot) throws Exception {
        open();
        Node bar = panel.lookup(".epoch-bar");
        assertFalse(bar.isVisible(), "one epoch has no past");
        Layout third = layout;
        layout = scenes.layout(embeddings, 4, 600);
        until(bar::isVisible);
        layout = scenes.layout(embeddings, 6, 700);
        Layout sixth = layout;
        Label label = (Label) bar.lookup(".epoch-label");
        until(() -> label.getText().equals("epoch 6 of 6"));
        Slider slider = (Slider) bar.lookup(".slider");
        robot.interact(() -> slider.setValue(3.2));
        until(() -> label.getText().equals("epoch 3 of 6") && panel.view().points().layout().xy() == third.xy());
        layout = scenes.layout(embeddings, 7, 800);
        Layout seventh = layout;
        robot.interact(() -> slider.setValue(6));
        until(() -> panel.view().points().layout().xy() == sixth.xy());
        robot.clickOn("Newest");
        until(() -> panel.view().points().layout() == seventh);
        ToggleButton play = (ToggleButton) bar.lookup(".toggle-button");
        List<String> told = new ArrayList<>();
        robot.interact(() -> {
            label.textProperty().addListener((o, was, is) -> told.add(is));
            play.fire();
        });
        until(() -> !play.isSelected() && panel.view().points().layout() == seventh);
        assertEquals(List.of("epoch 3 of 7", "epoch 4 of 7", "epoch 6 of 7", "epoch 7 of 7"), told);
    }

    @Test
    void keysWalkAskAndZoom(FxRobot robot) throws Exception {
        open();
        robot.interact(() -> panel.view().requestFocus());
        robot.type(KeyCode.RIGHT);
        until(() -> model.hovered().get() != null);
        SampleRef first = model.hovered().get();
        robot.type(KeyCode.DOWN);
        until(() -> !first.equals(model.hovered().get()));
        SampleRef second = model.hovered().get();
        robot.type(KeyCode.ENTER);
        until(() -> second.equals(model.query().get()));
        double before = panel.view().camera().scale();
        robot.type(KeyCode.PLUS);
        until(() -> panel.view().camera().scale() > 1.3 * before);
        robot.type(KeyCode.F);
        until(() -> Math.abs(panel.view().camera().scale() - before) < 1e-6 * before);
    }

    @Test
    void theLegendFilters(FxRobot robot) throws Exception {
        open();
        MapLegend legend = (MapLegend) panel.lookup(".map-legend");
        robot.clickOn(legend.classEntries().get(2));
        until(() -> panel.view().points().visibleCount() == 100);
        assertEquals("100 of 120 points shown", ((Label) panel.lookup(".map-note")).getText());
        robot.doubleClickOn(legend.classEntries().get(4), MouseButton.PRIMARY);
        until(() -> panel.view().points().visibleCount() == 20);
        assertFalse(legend.classEntries().get(0).isSelected());
        robot.interact(() -> model.hovered().set(null));
        robot.doubleClickOn(legend.classEntries().get(4), MouseButton.PRIMARY);
        until(() -> panel.view().points().visibleCount() == 120);
        assertNull(model.query().get());
    }

    @Test
    void drawsOnlyWhenSomethingChangedAndRestsWhenHidden(FxRobot robot) throws Exception {
        open();
        until(() -> !panel.view().points().step(0, panel.view().camera().scale()));
        int frames = WaitForAsyncUtils.asyncFx(() -> panel.view().frames()).get();
        for (int i = 0; i < 10; i++) {
            WaitForAsyncUtils.waitForFxEvents();
            robot.sleep(20);
        }
        assertTrue(panel.view().frames() <= frames + 1, "no frame without a reason");
        Layout next = scenes.layout(embeddings, 4, 600);
        robot.interact(() -> panel.setVisible(false));
        until(() -> !looking.isEmpty() && !looking.get(looking.size() - 1));
        layout = next;
        robot.sleep(100);
        assertTrue(panel.view().points().layout() != next);
        robot.interact(() -> panel.setVisible(true));
        until(() -> panel.view().points().layout() == next);
        assertEquals(List.of(true, false, true), looking);
    }

    /** Drags from one corner of everything to a share of the way to the other. */
    private void outline(FxRobot robot, double share) {
        MapView v = panel.view();
        double[] b = v.points().bounds();
        Camera c = v.camera();
        Point2D from = v.localToScreen(c.screenX(b[0]) - 6, c.screenY(b[3]) + 6);
        Point2D to = v.localToScreen(c.screenX(b[0] + share * (b[2] - b[0])) + 6, c.screenY(b[1]) - 6);
        robot.moveTo(from).press(MouseButton.PRIMARY).moveTo(from.midpoint(to)).moveTo(to).release(MouseButton.PRIMARY);
        WaitForAsyncUtils.waitForFxEvents();
    }

    private int left(double share) {
        double[] b = panel.view().points().bounds();
        double edge = b[0] + share * (b[2] - b[0]) + 6 / panel.view().camera().scale();
        return (int) java.util.stream.IntStream.range(0, 120).filter(p -> panel.view().points().x(p) <= edge).count();
    }

    @Test
    void aBoxSelectsAddsRemovesAndIntersects(FxRobot robot) throws Exception {
        open();
        robot.clickOn((Node) panel.lookup("#box"));
        outline(robot, 0.5);
        assertEquals(left(0.5), model.picked().size());
        assertTrue(model.picked().size() > 30 && model.picked().size() < 90);
        assertEquals(model.picked().size(), panel.view().scene().selected().cardinality());
        robot.press(KeyCode.SHIFT);
        outline(robot, 0.7);
        robot.release(KeyCode.SHIFT);
        assertEquals(left(0.7), model.picked().size(), "added");
        robot.press(KeyCode.CONTROL);
        outline(robot, 0.2);
        robot.release(KeyCode.CONTROL);
        assertEquals(left(0.7) - left(0.2), model.picked().size(), "removed");
        robot.press(KeyCode.SHIFT, KeyCode.CONTROL);
        outline(robot, 0.4);
        robot.release(KeyCode.CONTROL, KeyCode.SHIFT);
        assertEquals(left(0.4) - left(0.2), model.picked().size(), "intersected");
        assertNull(model.query().get());
        assertTrue(((Label) panel.lookup(".selection-count")).getText().startsWith(model.picked().size() + " points selected"));
        robot.type(KeyCode.ESCAPE);
        assertTrue(model.picked().isEmpty());
        assertFalse(panel.lookup(".selection-bar").isVisible());
    }

    @Test
    void theKeyboardSelects(FxRobot robot) throws Exception {
        open();
        robot.interact(() -> panel.view().requestFocus());
        robot.type(KeyCode.RIGHT);
        until(() -> model.hovered().get() != null);
        SampleRef first = model.hovered().get();
        robot.type(KeyCode.S);
        assertEquals(List.of(first), model.picked());
        assertTrue(panel.view().getAccessibleText().endsWith(", selected"));
        robot.press(KeyCode.SHIFT).type(KeyCode.DOWN).release(KeyCode.SHIFT);
        assertEquals(List.of(first, model.hovered().get()), model.picked());
        robot.press(KeyCode.CONTROL).type(KeyCode.I).release(KeyCode.CONTROL);
        assertEquals(118, model.picked().size());
        assertFalse(model.isPicked(first));
        robot.press(KeyCode.CONTROL).type(KeyCode.A).release(KeyCode.CONTROL);
        assertEquals(120, model.picked().size());
    }

    @Test
    void aSelectionIsKeptUnderItsName(FxRobot robot) throws Exception {
        open();
        robot.interact(() -> model.picked().setAll(new SampleRef("sample-0004", 1), new SampleRef("sample-0002", 0)));
        robot.clickOn((Node) panel.lookup("#save"));
        robot.clickOn((Node) panel.lookup("#name")).write("two of them").type(KeyCode.ENTER);
        NamedSelections store = new NamedSelections(folder);
        until(() -> store.read(scenes.dataset().hash()).containsKey("two of them"));
        MenuButton menu = (MenuButton) panel.lookup("#selections");
        until(() -> menu.getItems().stream().anyMatch(i -> "two of them  (2)".equals(i.getText())));
        robot.interact(() -> {
            model.picked().clear();
            menu.getItems().stream().filter(i -> "two of them  (2)".equals(i.getText())).findFirst().orElseThrow().fire();
        });
        assertEquals(List.of(new SampleRef("sample-0004", 1), new SampleRef("sample-0002", 0)), model.picked());
        List<AppModel.Wish> wishes = new ArrayList<>();
        model.onWish(wishes::add);
        robot.clickOn((Node) panel.lookup("#ask")).clickOn((Node) panel.lookup("#judge"));
        assertEquals(List.of(AppModel.Wish.ASK_BY_PICKED, AppModel.Wish.JUDGE_PICKED), wishes);
    }

    private String legendText() {
        return panel.lookup(".map-legend").lookupAll(".label").stream().map(l -> ((Label) l).getText())
                .collect(java.util.stream.Collectors.joining("|"));
    }

    @Test
    void coloursCanMeanWhatIsMeasuredInTheSpace(FxRobot robot) throws Exception {
        open();
        @SuppressWarnings("unchecked")
        ComboBox<ColourBy> by = (ComboBox<ColourBy>) panel.lookup("#colourBy");
        PointScores scores = PointScores.of(embeddings);
        for (ColourBy c : ColourBy.values()) {
            robot.interact(() -> by.setValue(c));
            until(() -> panel.view().scene().colouring().by() == c
                    && (c == ColourBy.CLASS || c == ColourBy.MODALITY || panel.view().scene().colouring().values() != null));
            if (c.measured()) {
                assertTrue(legendText().contains("In the space, cosine, test split, 60 pairs, epoch 3."), legendText());
            }
        }
        robot.interact(() -> by.setValue(ColourBy.AP));
        until(() -> panel.view().scene().colouring().values() != null);
        assertArrayEquals(scores.averagePrecision(), panel.view().scene().colouring().values().values());
        assertTrue(legendText().contains("0.00|0.50|1.00"), legendText());
        robot.interact(() -> by.setValue(ColourBy.FIRST_HIT));
        until(() -> legendText().contains("right"));
        long right = java.util.Arrays.stream(scores.firstHit()).filter(v -> v == 1).count();
        assertTrue(legendText().contains("right|" + right + "|"), legendText());
        robot.interact(() -> model.hovered().set(new SampleRef("sample-0003", 1)));
        assertTrue(panel.view().getAccessibleText().contains("First hit: " + (scores.firstHit()[63] == 1 ? "right" : "wrong")));
    }

    @Test
    void pairsAreJoinedAndColouredByTheirRank(FxRobot robot) throws Exception {
        open();
        MenuButton pairs = (MenuButton) panel.lookup("#pairs");
        assertEquals(0, panel.view().scene().links().rows().length);
        robot.interact(() -> ((RadioMenuItem) pairs.getItems().get(PairLinks.Mode.FARTHEST.ordinal())).setSelected(true));
        until(() -> panel.view().scene().links().rows().length == PairLinks.LONGEST);
        PairLinks links = panel.view().scene().links();
        double[] ranks = links.ranks();
        double least = java.util.stream.IntStream.of(links.rows()).mapToDouble(r -> ranks[r]).min().orElseThrow();
        assertTrue(java.util.stream.IntStream.range(0, 60).filter(r -> ranks[r] > least).count() < PairLinks.LONGEST);
        assertTrue(legendText().contains("50 of 60 pairs joined"), legendText());
        robot.interact(() -> {
            ((RadioMenuItem) pairs.getItems().get(PairLinks.Mode.SELECTED.ordinal())).setSelected(true);
            model.picked().setAll(new SampleRef("sample-0005", 1), new SampleRef("sample-0002", 0));
        });
        assertArrayEquals(new int[] {2, 5}, panel.view().scene().links().rows());
    }

    @Test
    void twoEpochsAreComparedWithLockedCamerasAndOneSelection(FxRobot robot) throws Exception {
        open();
        Layout third = layout;
        layout = scenes.layout(embeddings, 5, 600);
        Node bar = panel.lookup(".epoch-bar");
        until(bar::isVisible);
        robot.clickOn((Node) panel.lookup("#compare"));
        MapView before = (MapView) panel.lookup(".map-before");
        until(() -> before.isVisible() && before.points().layout() != null && before.points().layout().xy() == third.xy()
                && Math.abs(before.getWidth() - panel.view().getWidth()) < 2);
        assertEquals("epoch 3", ((Label) panel.lookup("#beforeLabel")).getText());
        assertEquals("epoch 5", ((Label) panel.lookup("#afterLabel")).getText());
        until(() -> !before.points().step(0, 1) && !panel.view().points().step(0, 1));
        Point2D there = before.localToScreen(before.camera().screenX(before.points().x(11)),
                before.camera().screenY(before.points().y(11)));
        robot.press(KeyCode.SHIFT).clickOn(there).release(KeyCode.SHIFT);
        assertEquals(1, model.picked().size());
        assertEquals(before.scene().selected(), panel.view().scene().selected());
        double scale = panel.view().camera().scale();
        robot.interact(() -> before.requestFocus());
        robot.moveTo(there).scroll(3, javafx.geometry.VerticalDirection.UP);
        until(() -> Math.abs(panel.view().camera().scale() / scale - 1) > 0.002);
        assertEquals(before.camera().scale(), panel.view().camera().scale());
        MapLegend legend = (MapLegend) panel.lookup(".map-legend");
        robot.clickOn(legend.classEntries().get(2));
        until(() -> before.points().visibleCount() == 100);
        robot.clickOn((Node) panel.lookup("#compare"));
        until(() -> !before.isVisible());
    }

    @Test
    void waysAndMovementsSinceAnEpochAreShown(FxRobot robot) throws Exception {
        open();
        Layout third = layout;
        float[] xy = third.xy().data().clone();
        xy[2 * 77] += 90;
        layout = new Layout(embeddings, 4, 600, new FloatMatrix(120, 2, xy), "tsne", 30, 1, 0);
        until(panel.lookup(".epoch-bar")::isVisible);
        robot.clickOn((Node) panel.lookup("#moved"));
        MovedList moved = (MovedList) panel.lookup(".moved-list");
        until(() -> moved.isVisible() && !moved.entries().isEmpty());
        SampleRef jumper = panel.view().points().ref(77);
        assertEquals(jumper, moved.entries().get(0).ref());
        robot.interact(() -> moved.list().getSelectionModel().select(0));
        assertEquals(List.of(jumper), model.picked());
        assertEquals(jumper, model.hovered().get());
        robot.clickOn((Node) panel.lookup("#trails"));
        until(() -> panel.view().scene().trails().points().length == 1);
        assertEquals(3, panel.view().scene().trails().from());
        robot.interact(() -> model.picked().clear());
        assertEquals(120, panel.view().scene().trails().points().length);
        robot.clickOn((Node) panel.lookup("#mark"));
        until(() -> panel.view().scene().trails().stops().isEmpty());
        assertTrue(moved.entries().isEmpty());
    }

    @Test
    void storedLayoutsOfAnOpenedRunCanBeGoneThrough(FxRobot robot) throws Exception {
        FrameStore store = FrameStore.of(folder);
        Layout second = scenes.layout(embeddings, 2, 500);
        store.write(Split.TEST, second);
        store.write(Split.TEST, scenes.layout(embeddings, 8, 500));
        Platform.runLater(() -> model.run().set(folder));
        open();
        Label label = (Label) panel.lookup(".epoch-bar").lookup(".epoch-label");
        until(() -> label.getText().equals("epoch 3 of 8"));
        MapPoints points = panel.view().points();
        List<Boolean> exact = new ArrayList<>();
        robot.interact(() -> {
            panel.getScene().addPostLayoutPulseListener(() -> {
                if (points.layout().epoch() == 2) {
                    exact.add(points.x(9) == second.xy().get(9, 0) && points.y(9) == second.xy().get(9, 1)
                            && !panel.view().camera().isMoving());
                }
            });
            ((Slider) panel.lookup(".slider")).setValue(2);
        });
        until(() -> java.util.Arrays.equals(second.xy().data(), panel.view().points().layout().xy().data())
                && !exact.isEmpty());
        assertFalse(exact.contains(false), "a jump shows no points on their way");
        Platform.runLater(() -> model.trainings().set(1));
        until(() -> !panel.lookup(".epoch-bar").isVisible());
    }

    @Test
    void whatIsSearchedForIsRingedAndCanBeSelected(FxRobot robot) throws Exception {
        open();
        robot.interact(() -> model.search().set("biology 0007"));
        until(() -> panel.view().scene().found().cardinality() == 2);
        assertEquals("2 points match “biology 0007”", ((Label) panel.lookup(".map-note")).getText());
        MenuButton menu = (MenuButton) panel.lookup("#selections");
        robot.interact(() -> menu.getItems().stream().filter(i -> "Select what the search finds".equals(i.getText()))
                .findFirst().orElseThrow().fire());
        assertEquals(List.of(new SampleRef("sample-0007", 0), new SampleRef("sample-0007", 1)), model.picked());
        robot.interact(() -> model.search().set(""));
        until(() -> panel.view().scene().found().isEmpty());
        assertFalse(panel.lookup(".map-note").isVisible());
    }

    @Test
    void theTableHoldsWhatIsShown(FxRobot robot) throws Exception {
        open();
        robot.clickOn((Node) panel.lookup("#asTable"));
        MapTable table = (MapTable) panel.lookup(".map-table");
        until(() -> table.isVisible() && table.getItems().size() == 120);
        MapLegend legend = (MapLegend) panel.lookup(".map-legend");
        robot.clickOn(legend.classEntries().get(2));
        until(() -> table.getItems().size() == 100);
        robot.interact(() -> {
            table.requestFocus();
            table.getSelectionModel().clearAndSelect(3);
        });
        SampleRef third = panel.view().points().ref(table.getItems().get(3));
        assertEquals(third, model.hovered().get());
        robot.type(KeyCode.SPACE);
        assertEquals(List.of(third), model.picked());
        robot.type(KeyCode.ENTER);
        assertEquals(third, model.query().get());
        @SuppressWarnings("unchecked")
        ComboBox<ColourBy> by = (ComboBox<ColourBy>) panel.lookup("#colourBy");
        robot.interact(() -> by.setValue(ColourBy.HUBNESS));
        until(() -> table.getColumns().get(3).isVisible() && table.getColumns().get(3).getText().equals("Hubness"));
        int p = table.getItems().get(3);
        assertEquals(Integer.toString(PointScores.of(embeddings).occurrences()[p]),
                table.getColumns().get(3).getCellData(3));
    }

    @Test
    void thePlaneCanBeThatOfPcaOrOfWhatSeparates(FxRobot robot) throws Exception {
        open();
        MenuButton method = (MenuButton) panel.lookup("#method");
        Layout first = panel.view().points().layout();
        for (int i : new int[] {1, 2}) {
            robot.interact(() -> ((RadioMenuItem) method.getItems().get(i)).setSelected(true));
            String key = MapMethod.values()[i].key();
            until(() -> panel.view().points().layout().method().equals(key));
            Layout flat = panel.view().points().layout();
            assertEquals(3, flat.epoch());
            assertEquals(120, flat.xy().rows());
            until(() -> Math.abs(panel.view().points().x(5) - flat.xy().get(5, 0)) < 1e-3);
        }
        String caption = ((Label) panel.lookup(".map-caption")).getText();
        assertTrue(caption.startsWith("Across: what best tells the modalities apart · upwards: PCA · epoch 3"), caption);
        Embeddings next = scenes.embeddings(0.4);
        robot.interact(() -> model.space().set(new AppModel.Space(next, 4, 60)));
        until(() -> panel.view().points().layout().embeddings() == next);
        robot.interact(() -> ((RadioMenuItem) method.getItems().get(0)).setSelected(true));
        until(() -> panel.view().points().layout() == first);
    }

    @Test
    void aQueryFromOutsideIsPlacedIntoTheLayout(FxRobot robot) throws Exception {
        open();
        float[] copy = embeddings.points().get(1).row(17);
        List<Ranking.Hit> hits = List.of(new Ranking.Hit(1, "sample-0003", 0.9, false, false));
        robot.interact(() -> {
            model.queryPoint().set(copy);
            model.ranking().set(new Ranking("a red bus", false, "text", "image", 60, 0, hits, Double.NaN, 0));
        });
        until(() -> panel.view().scene().guest() != null && panel.view().scene().guest().known());
        MapScene.Guest guest = panel.view().scene().guest();
        Placement wanted = Placement.of(embeddings.stacked(), layout.xy(), new FloatMatrix(1, copy.length, copy),
                ProjectionSettings.defaults());
        assertEquals(wanted.spots().get(0), guest.spots());
        assertEquals(1, guest.modality());
        assertTrue(panel.lookupAll(".legend-note").stream().anyMatch(n -> ((Label) n).getText().equals(guest.words())));
        robot.interact(() -> {
            model.queryPoint().set(null);
            model.ranking().set(null);
        });
        assertNull(panel.view().scene().guest());
    }

    @Test
    void perplexitiesAndCoherenceCanBeSet(FxRobot robot) throws Exception {
        List<ProjectionSettings> chosen = new ArrayList<>();
        robot.interact(() -> panel.offer(ProjectionSettings.defaults(), chosen::add));
        MenuButton method = (MenuButton) panel.lookup("#method");
        LayoutSettings settings = (LayoutSettings) ((CustomMenuItem) method.getItems()
                .get(method.getItems().size() - 1)).getContent();
        assertEquals("off", ((Label) settings.lookup("#strength")).getText());
        robot.interact(() -> {
            ((Spinner<?>) settings.lookup("#perplexity")).increment(2);
            ((Spinner<?>) settings.lookup("#further")).increment(5);
            ((Slider) settings.lookup("#coherence")).setValue(1.5);
        });
        until(() -> !chosen.isEmpty());
        assertEquals(1, chosen.size(), "once, when nothing is turned any more");
        assertEquals(40, chosen.get(0).perplexity());
        assertEquals(List.of(100.0), chosen.get(0).further());
        assertEquals(1.5, chosen.get(0).coherence());
        assertEquals("1.5", ((Label) settings.lookup("#strength")).getText());
    }
}
