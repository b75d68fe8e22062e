package org.mingle.ui.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import atlantafx.base.theme.PrimerLight;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.stage.Stage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mingle.data.BookmarkFile;
import org.mingle.data.Dataset;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;
import org.mingle.data.Media;
import org.mingle.data.Modality;
import org.mingle.data.Npy;
import org.mingle.data.NpyArray;
import org.mingle.data.Split;
import org.mingle.ui.AppModel;
import org.mingle.ui.SampleRef;
import org.mingle.ui.Scenes;
import org.mingle.ui.media.Thumbnails;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

@ExtendWith(ApplicationExtension.class)
class QueryPanelTest {
    private final AppModel model = new AppModel();
    private final Scenes scenes = new Scenes(60, 6);
    private final Embeddings embeddings = scenes.embeddings(0.6);
    @TempDir
    static Path folder;
    private QueryPanel panel;

    @Start
    private void start(Stage stage) {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        panel = QueryPanel.create(model, new Thumbnails(), new BookmarkFile(folder));
        stage.setScene(new Scene(panel, 520, 760));
        stage.show();
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void open(FxRobot robot) {
        robot.interact(() -> {
            model.dataset().set(scenes.dataset());
            model.space().set(new AppModel.Space(embeddings, 1, 60));
        });
    }

    private void ask(FxRobot robot, String id, int modality) throws Exception {
        robot.interact(() -> model.query().set(new SampleRef(id, modality)));
        until(() -> model.ranking().get() != null && model.ranking().get().queryId().equals(id));
    }

    private String text(String selector) {
        return ((Label) panel.lookup(selector)).getText();
    }

    @Test
    void saysWhatToDoWhileThereIsNothing(FxRobot robot) {
        assertEquals("Open a dataset to search it", text(".empty-state .label"));
        open(robot);
        assertTrue(text(".empty-state .label").startsWith("Click a point"));
    }

    @Test
    void aQueryFromAnywhereShowsRankedAndJudgedResults(FxRobot robot) throws Exception {
        open(robot);
        ask(robot, "sample-0007", 0);
        assertEquals(60, panel.hits().size());
        assertEquals("image", model.ranking().get().queryModality());
        assertEquals("text", model.ranking().get().galleryModality());
        assertEquals("AP over all 60 test texts, cosine", text("#variant"));
        assertEquals("%.3f".formatted(model.ranking().get().averagePrecision()), text("#ap"));
        until(() -> panel.lookupAll(".result-card").size() > 3);
        assertFalse(panel.lookup(".empty-state").isVisible());
    }

    @Test
    void theWholeSplitIsRankedWhenTheMapDrawsASample(FxRobot robot) throws Exception {
        robot.interact(() -> {
            model.dataset().set(scenes.dataset());
            model.space().set(new AppModel.Space(embeddings.select(new int[] {7, 8, 9}), 1, 60));
        });
        assertTrue(text(".empty-state .label").startsWith("Preparing"), "the map alone is nothing to rank");
        robot.interact(() -> model.gallery().set(new AppModel.Space(embeddings, 1, 60)));
        ask(robot, "sample-0007", 0);
        assertEquals(60, panel.hits().size());
        assertEquals("AP over all 60 test texts, cosine", text("#variant"));
        assertNull(model.queryPoint().get(), "it is a point of the map");
        assertFalse(panel.lookup("#note").isVisible());
        ask(robot, "sample-0010", 0);
        assertTrue(text("#note").startsWith("Not among the 3 of 60 pairs that the map draws"));
        assertEquals(16, model.queryPoint().get().length);
        robot.interact(() -> model.space().set(new AppModel.Space(embeddings.select(new int[] {7, 8, 9}), 4, 60)));
        assertTrue(text("#note").startsWith("Ranked as of epoch 1; the map is at epoch 4."));
        ask(robot, "sample-0011", 0);
        assertEquals("Ranked as of epoch 1; the map is at epoch 4. Not among the 3 of 60 pairs that the map draws.",
                text("#note"));
        assertNull(model.queryPoint().get(), "the map is of another model");
    }

    @Test
    void aResultBecomesTheQueryAndBackReturns(FxRobot robot) throws Exception {
        open(robot);
        ask(robot, "sample-0007", 0);
        until(() -> panel.lookup(".result-card") != null);
        String clicked = panel.hits().get(0).id();
        robot.clickOn(panel.lookup(".result-card"));
        until(() -> model.ranking().get().queryId().equals(clicked));
        assertEquals(new SampleRef(clicked, 1), model.query().get());
        assertEquals("image", model.ranking().get().galleryModality());
        robot.press(KeyCode.ALT).type(KeyCode.LEFT).release(KeyCode.ALT);
        until(() -> model.query().get().equals(new SampleRef("sample-0007", 0))
                && model.ranking().get().galleryModality().equals("text"));
        robot.press(KeyCode.ALT).type(KeyCode.RIGHT).release(KeyCode.ALT);
        until(() -> model.query().get().id().equals(clicked));
    }

    @Test
    void hoveringAResultLightsItUpEverywhere(FxRobot robot) throws Exception {
        open(robot);
        ask(robot, "sample-0007", 0);
        until(() -> panel.lookup(".result-card") != null);
        robot.moveTo(panel.lookup(".result-card"));
        until(() -> new SampleRef(panel.hits().get(0).id(), 1).equals(model.hovered().get()));
        robot.moveTo(panel.lookup(".query-tools"));
        until(() -> model.hovered().get() == null);
    }

    @Test
    void keysChooseTheDirection(FxRobot robot) throws Exception {
        open(robot);
        ask(robot, "sample-0007", 0);
        until(() -> panel.lookup(".result-card") != null);
        robot.interact(() -> results(0).focus());
        robot.type(KeyCode.DIGIT3);
        until(() -> model.ranking().get().galleryModality().equals("image")
                && model.ranking().get().queryModality().equals("image"));
        assertEquals(59, panel.hits().size());
        assertEquals("AP over all 59 other test images, cosine", text("#variant"));
    }

    private ResultColumn results(int column) {
        return (ResultColumn) ((SplitPane) panel.lookup("#columnsHost")).getItems().get(column);
    }

    @Test
    void bothRankingsAreThereAtOnce(FxRobot robot) throws Exception {
        open(robot);
        ask(robot, "sample-0007", 0);
        assertEquals("text", results(0).ranking().galleryModality());
        assertEquals("image", results(1).ranking().galleryModality());
        assertEquals(60, results(0).hits().size());
        assertEquals(59, results(1).hits().size());
        assertEquals(results(0).ranking(), model.ranking().get());
    }

    @Test
    void arrowsWalkTheResultsOfBothColumnsAndEnterAsks(FxRobot robot) throws Exception {
        open(robot);
        ask(robot, "sample-0007", 0);
        until(() -> panel.lookup(".result-card") != null);
        robot.interact(() -> results(0).focus());
        robot.type(KeyCode.DOWN, KeyCode.DOWN);
        until(() -> new SampleRef(panel.hits().get(1).id(), 1).equals(model.hovered().get()));
        robot.type(KeyCode.RIGHT);
        until(() -> new SampleRef(results(1).hits().get(1).id(), 0).equals(model.hovered().get()));
        robot.type(KeyCode.LEFT);
        until(() -> new SampleRef(panel.hits().get(1).id(), 1).equals(model.hovered().get()));
        for (int i = 0; i < 20; i++) {
            robot.type(KeyCode.DOWN);
        }
        String last = panel.hits().get(21).id();
        until(() -> new SampleRef(last, 1).equals(model.hovered().get()));
        until(() -> panel.lookupAll(".result-card .rank").stream().anyMatch(l -> ((Label) l).getText().equals("22")));
        robot.type(KeyCode.ENTER);
        until(() -> model.query().get().equals(new SampleRef(last, 1)));
    }

    @Test
    void aFilterThatLeavesNothingSaysSo(FxRobot robot) throws Exception {
        open(robot);
        ask(robot, "sample-0007", 0);
        robot.interact(() -> ((TextField) panel.lookup("#filterField")).setText("公共汽车"));
        assertTrue(results(0).hits().size() > 3 && results(0).hits().size() < 20);
        robot.interact(() -> ((TextField) panel.lookup("#filterField")).setText("no such words"));
        assertTrue(results(0).hits().isEmpty());
        assertTrue(panel.lookupAll(".empty-text").stream().anyMatch(n -> n.isVisible()
                && ((Label) n).getText().equals("None of the 60 results passes the filter: clear it above.")));
        assertEquals(60, model.ranking().get().hits().size());
    }

    @Test
    void wordsAndVectorsAreAskedWhereTheyCanBe(FxRobot robot) throws Exception {
        open(robot);
        type(robot, "a red bus");
        until(() -> panel.lookup("#problem").isVisible());
        assertTrue(text("#problem").startsWith("scenes holds text features only"), text("#problem"));
        type(robot, "0.1, 0.2, 0.3");
        until(() -> text("#problem").startsWith("These are 3 numbers"));
        robot.interact(() -> panel.askPicture(new java.io.File("bus.png")));
        until(() -> text("#problem").startsWith("scenes holds image features only"));
    }

    /** Features only; the texts are counts of four named words. */
    private static Dataset bagOfWords(boolean named) {
        int n = 60;
        FloatMatrix words = FloatMatrix.zeros(n, 4);
        FloatMatrix image = FloatMatrix.zeros(n, 3);
        for (int r = 0; r < n; r++) {
            words.data()[4 * r + r % 3] = 1 + r % 2;
            image.data()[3 * r + r % 3] = 0.5f;
        }
        Dataset scenes = new Scenes(n, 6).dataset();
        Dataset.Builder b = new Dataset.Builder("bag").modality(new Modality("image", Modality.Kind.IMAGE), image, null)
                .modality(new Modality("text", Modality.Kind.TEXT), words, null).samples(scenes.ids(),
                        IntStream.range(0, n).mapToObj(scenes::labels).toArray(int[][]::new), IntStream.range(0, n)
                                .mapToObj(r -> r < 30 ? Split.TRAIN : Split.TEST).toArray(Split[]::new),
                        scenes.classNames());
        return (named ? b.vocabulary(1, List.of("boat", "river", "公共汽车", "unseen")) : b).build();
    }

    private void openBag(FxRobot robot, boolean named) {
        robot.interact(() -> {
            model.dataset().set(bagOfWords(named));
            model.embedder().set(new FoldedNumbers());
            model.space().set(new AppModel.Space(embeddings, 1, 60));
        });
    }

    @Test
    void aSetOfFeaturesSaysWhatCanBeAsked(FxRobot robot) {
        openBag(robot, false);
        String said = text(".empty-state .label");
        assertTrue(said.contains("The features of bag come with it and their columns have no names"), said);
        assertTrue(said.contains("(image: 3 numbers, text: 4 numbers) can be pasted here"), said);
        assertFalse(panel.lookup("#vocabularyButton").isVisible());
        type(robot, "boat and river");
        assertTrue(text("#problem").startsWith("bag holds text features only, and no names for their columns"),
                text("#problem"));
    }

    @Test
    void wordsOfAVocabularyAreAskedAndWhatWasMadeOfThemIsSaid(FxRobot robot) throws Exception {
        openBag(robot, true);
        assertTrue(text(".empty-state .label").contains("words of the vocabulary"));
        type(robot, "boat BOAT bus");
        until(() -> model.ranking().get() != null);
        assertEquals("1 of 4 columns: boat 2.00; counts, as in the text features. Not in the vocabulary: bus.",
                text(".query-made"));
        assertEquals(2f, model.queryPoint().get()[0]);
        type(robot, "rivers");
        until(() -> panel.lookup("#problem").isVisible());
        assertEquals("The vocabulary of text has 4 words, and not rivers: did you mean river?", text("#problem"));
    }

    @Test
    void wordsArePickedFromTheirList(FxRobot robot) throws Exception {
        openBag(robot, true);
        until(() -> !panel.lookup("#vocabularyButton").isDisabled());
        robot.clickOn("#vocabularyButton");
        until(() -> robot.lookup(".vocabulary-list").tryQuery().isPresent());
        robot.write("bo").type(KeyCode.ENTER);
        until(() -> model.ranking().get() != null);
        assertEquals("boat", ((TextField) panel.lookup("#idField")).getText());
        robot.type(KeyCode.ESCAPE);
    }

    @Test
    void vectorsThatCannotBeAskedSayWhy(FxRobot robot) throws Exception {
        openBag(robot, true);
        type(robot, "0 0 0");
        until(() -> text("#problem").startsWith("The feature vector is all zeros"));
        type(robot, "[0.1, nan, 0.3]");
        until(() -> text("#problem").equals(
                "The number 2 of this feature vector is \"nan\": every number must be finite."));
        type(robot, "0.1 0.2");
        until(() -> text("#problem").startsWith("These are 2 numbers"));
        type(robot, "0.1 0.2 0.3");
        until(() -> model.ranking().get() != null && model.ranking().get().queryModality().equals("image"));
        assertFalse(panel.lookup("#problem").isVisible());
    }

    @Test
    void aVectorFileIsAsked(FxRobot robot) throws Exception {
        openBag(robot, true);
        PictureInput input = new PictureInput(panel);
        Path file = folder.resolve("vector.npy");
        Npy.write(file, NpyArray.of(new FloatMatrix(1, 4, new float[] {0, 1, 2, 0})));
        robot.interact(() -> input.ask(file.toFile()));
        until(() -> model.ranking().get() != null && model.ranking().get().queryModality().equals("text"));
        Npy.write(file, NpyArray.of(new FloatMatrix(2, 4, new float[8])));
        robot.interact(() -> input.ask(file.toFile()));
        until(() -> text("#problem").startsWith("vector.npy has the shape [2, 4]"));
        java.nio.file.Files.writeString(file, "no numbers");
        robot.interact(() -> input.ask(file.toFile()));
        until(() -> text("#problem").contains("vector.npy") && !text("#problem").contains("shape"));
        assertNull(model.ranking().get());
    }

    private void type(FxRobot robot, String words) {
        TextField field = (TextField) panel.lookup("#idField");
        robot.interact(() -> {
            field.setText(words);
            field.fireEvent(new javafx.event.ActionEvent());
        });
    }

    @Test
    void severalSamplesAreAskedByTheirMean(FxRobot robot) throws Exception {
        open(robot);
        ask(robot, "sample-0007", 0);
        robot.interact(() -> model.picked().setAll(new SampleRef("sample-0001", 0), new SampleRef("sample-0013", 0)));
        until(() -> panel.lookup("#pickedBar").isVisible());
        robot.clickOn("Query by their mean");
        until(() -> model.ranking().get() != null && !model.ranking().get().inDataset());
        assertEquals("mean of 2 samples", model.ranking().get().queryId());
        assertEquals("text", model.ranking().get().galleryModality());
        assertNull(model.query().get());
        assertEquals("–", text("#ap"));
        robot.press(KeyCode.ALT).type(KeyCode.LEFT).release(KeyCode.ALT);
        until(() -> new SampleRef("sample-0007", 0).equals(model.query().get()) && panel.hits().size() == 60);
    }

    @Test
    void aBookmarkStaysWhenTheQueryHasMovedOn(FxRobot robot) throws Exception {
        open(robot);
        ask(robot, "sample-0007", 0);
        robot.clickOn("#star");
        ask(robot, "sample-0009", 0);
        assertFalse(((javafx.scene.control.ToggleButton) panel.lookup("#star")).isSelected());
        robot.clickOn("#more");
        robot.clickOn("sample-0007   image → text");
        until(() -> model.query().get().equals(new SampleRef("sample-0007", 0)));
        assertTrue(((javafx.scene.control.ToggleButton) panel.lookup("#star")).isSelected());

        // It is there again when the dataset is opened again, and can be let go.
        BookmarkFile store = new BookmarkFile(folder);
        until(() -> store.read(scenes.dataset().hash()).size() == 1);
        robot.interact(() -> model.dataset().set(null));
        open(robot);
        ask(robot, "sample-0007", 0);
        until(() -> ((javafx.scene.control.ToggleButton) panel.lookup("#star")).isSelected());
        robot.clickOn("#star");
        until(() -> store.read(scenes.dataset().hash()).isEmpty());
    }

    @Test
    void everyKindOfQueryIsKeptAsItIs() {
        BookmarkFile store = new BookmarkFile(folder.resolve("kinds"));
        List<Query> queries = List.of(new Query(new SampleRef("sample-0003", 1), 0),
                new Query(new Query.Subject.Several(List.of(new SampleRef("sample-0001", 0),
                        new SampleRef("sample-0002", 1))), 1),
                new Query(new Query.Subject.Outside(new Media.Text("公共汽车, \"red\""), "公共汽车, \"red\"", 1), 0),
                new Query(new Query.Subject.Outside(new Media.ImageFile(Path.of("a.png").toAbsolutePath()), "a.png", 0),
                        1),
                new Query(new Query.Subject.Features(List.of(0.1f, -2.5e-7f, 3f), 0), 1));
        store.write("x", queries.stream().map(q -> Bookmarks.entry(q, scenes.dataset())).toList());
        assertEquals(queries, store.read("x").stream().map(e -> Bookmarks.query(e, scenes.dataset())).toList());
    }

    @Test
    void anUnknownIdSuggestsAnother(FxRobot robot) throws Exception {
        open(robot);
        TextField field = (TextField) panel.lookup("#idField");
        robot.interact(() -> {
            field.setText("sample-007");
            field.fireEvent(new javafx.event.ActionEvent());
        });
        until(() -> panel.lookup("#problem").isVisible());
        assertTrue(text("#problem").contains("sample-007"), text("#problem"));
        assertTrue(text("#problem").contains("sample-0007"), text("#problem"));
        assertNull(model.ranking().get());
        ask(robot, "sample-0007", 0);
        assertFalse(panel.lookup("#problem").isVisible());
    }

    @Test
    void whatIsHalfTypedStaysWhenNewEmbeddingsCome(FxRobot robot) throws Exception {
        open(robot);
        ask(robot, "sample-0007", 0);
        TextField field = (TextField) panel.lookup("#idField");
        assertEquals("sample-0007", field.getText());
        var before = model.ranking().get();
        robot.interact(() -> {
            field.setText("sample-00");
            model.space().set(new AppModel.Space(scenes.embeddings(0.4), 2, 60));
        });
        until(() -> model.ranking().get() != null && model.ranking().get() != before);
        assertEquals("sample-00", field.getText());
    }

    @Test
    void newEmbeddingsAnswerTheSameQueryAgain(FxRobot robot) throws Exception {
        open(robot);
        ask(robot, "sample-0007", 0);
        var before = model.ranking().get();
        robot.interact(() -> model.space().set(new AppModel.Space(scenes.embeddings(0.2), 2, 60)));
        until(() -> model.ranking().get() != before);
        assertEquals("sample-0007", model.ranking().get().queryId());
        assertTrue(model.ranking().get().averagePrecision() > before.averagePrecision());
    }

    @Test
    void anotherDatasetForgetsTheQuery(FxRobot robot) throws Exception {
        open(robot);
        ask(robot, "sample-0007", 0);
        robot.interact(() -> model.dataset().set(new Scenes(20, 2).dataset()));
        assertNull(model.query().get());
        assertNull(model.ranking().get());
        assertTrue(panel.hits().isEmpty());
        assertTrue(panel.lookup("#back").isDisabled());
    }
}
