package org.mingle.ui.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import atlantafx.base.theme.PrimerLight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.Image;
import javafx.scene.image.WritableImage;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DataFormat;
import javafx.scene.input.KeyCode;
import javafx.scene.paint.Color;
import javafx.stage.Stage;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.mingle.data.Dataset;
import org.mingle.data.Media;
import org.mingle.data.Split;
import org.mingle.runs.Datasets;
import org.mingle.ui.AppModel;
import org.mingle.ui.SampleRef;
import org.mingle.ui.media.Thumbnails;
import org.testfx.api.FxRobot;
import org.testfx.framework.junit5.ApplicationExtension;
import org.testfx.framework.junit5.Start;
import org.testfx.util.WaitForAsyncUtils;

/** Ways in and out of the query panel on raw pictures and texts: what is pasted, picked, copied and saved. */
@ExtendWith(ApplicationExtension.class)
class QueryWaysTest {
    private static final Path SAMPLE = Path.of("sample-data");
    private static Dataset dataset;
    @TempDir
    static Path folder;
    private final AppModel model = new AppModel();
    private QueryPanel panel;
    private Stage stage;
    private String id;

    @BeforeAll
    static void read() {
        assumeTrue(Files.isDirectory(SAMPLE), "There is no bundled sample in " + SAMPLE.toAbsolutePath());
        dataset = Datasets.open(SAMPLE, Map.of());
    }

    @Start
    private void start(Stage window) {
        stage = window;
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        panel = QueryPanel.create(model, new Thumbnails(), null);
        stage.setScene(new Scene(panel, 520, 760));
        stage.show();
        FoldedNumbers folded = new FoldedNumbers();
        int[] rows = dataset.rows(Split.TEST);
        id = dataset.id(rows[7]);
        model.dataset().set(dataset);
        model.embedder().set(folded);
        model.space().set(new AppModel.Space(folded.embed(dataset, rows), 1, rows.length));
    }

    private static void until(Callable<Boolean> condition) throws Exception {
        WaitForAsyncUtils.waitFor(20, TimeUnit.SECONDS, () -> WaitForAsyncUtils.asyncFx(condition).get());
        WaitForAsyncUtils.waitForFxEvents();
    }

    private void ask(FxRobot robot) throws Exception {
        robot.interact(() -> model.query().set(new SampleRef(id, 0)));
        until(() -> model.ranking().get() != null && model.ranking().get().queryId().equals(id));
    }

    private String text(String selector) {
        return ((Label) panel.lookup(selector)).getText();
    }

    private ResultColumn results(int column) {
        return (ResultColumn) ((SplitPane) panel.lookup("#columnsHost")).getItems().get(column);
    }

    private static Path picture(String sample) {
        return ((Media.ImageFile) dataset.media(0, dataset.row(sample))).path();
    }

    private void paste(FxRobot robot, ClipboardContent content) {
        robot.interact(() -> {
            Clipboard.getSystemClipboard().setContent(content);
            results(0).focus();
        });
        robot.press(KeyCode.CONTROL).type(KeyCode.V).release(KeyCode.CONTROL);
    }

    @Test
    void aPastedPictureFindsItself(FxRobot robot) throws Exception {
        ask(robot);
        ClipboardContent file = new ClipboardContent();
        file.putFiles(List.of(picture(id).toFile()));
        paste(robot, file);
        until(() -> model.ranking().get() != null && !model.ranking().get().inDataset());
        assertEquals(picture(id).getFileName().toString(), model.ranking().get().queryId());
        robot.interact(() -> results(1).focus());
        robot.type(KeyCode.DIGIT3);
        until(() -> model.ranking().get() != null && model.ranking().get().galleryModality().equals("image"));
        assertEquals(id, model.ranking().get().hits().get(0).id(), "the same picture lies where its features do");
        WritableImage pixels = new WritableImage(40, 40);
        for (int i = 0; i < 1600; i++) {
            pixels.getPixelWriter().setColor(i % 40, i / 40, i % 40 < 20 ? Color.RED : Color.NAVY);
        }
        ClipboardContent image = new ClipboardContent();
        image.putImage(pixels);
        paste(robot, image);
        until(() -> model.ranking().get() != null && model.ranking().get().queryId().equals("pasted picture"));
    }

    @Test
    void aFileThatIsNoPictureSaysSoAndBackReturns(FxRobot robot) throws Exception {
        ask(robot);
        Path broken = Files.writeString(folder.resolve("broken.png"), "no picture at all");
        robot.interact(() -> panel.askPicture(broken.toFile()));
        until(() -> panel.lookup("#problem").isVisible());
        assertTrue(text("#problem").contains("broken.png"), text("#problem"));
        assertNull(model.ranking().get());
        robot.interact(() -> panel.askPicture(folder.resolve("gone.png").toFile()));
        until(() -> text("#problem").contains("gone.png"));
        robot.interact(() -> {
            panel.back();
            panel.back();
        });
        until(() -> model.ranking().get() != null && model.ranking().get().queryId().equals(id));
        assertFalse(panel.lookup("#problem").isVisible());
    }

    @Test
    void wordsAreEncodedAndUnknownOnesSaySo(FxRobot robot) throws Exception {
        type(robot, "a red boat on the sea");
        until(() -> model.ranking().get() != null);
        assertEquals("image", model.ranking().get().galleryModality());
        assertEquals(16, model.queryPoint().get().length);
        type(robot, "qwxz zzkk");
        until(() -> panel.lookup("#problem").isVisible());
        assertTrue(text("#problem").startsWith("The text has no word that occurs in the training texts"));
    }

    private void type(FxRobot robot, String words) {
        TextField field = (TextField) panel.lookup("#idField");
        robot.interact(() -> {
            field.setText(words);
            field.fireEvent(new javafx.event.ActionEvent());
        });
    }

    private MenuItem item(FxRobot robot, String start) {
        AtomicReference<MenuItem> found = new AtomicReference<>();
        robot.interact(() -> {
            MenuButton more = (MenuButton) panel.lookup("#more");
            panel.menu().fill(more);
            found.set(more.getItems().stream().filter(i -> i.getText() != null && i.getText().startsWith(start))
                    .findFirst().orElseThrow());
        });
        return found.get();
    }

    @Test
    void idTextAndPictureAreCopied(FxRobot robot) throws Exception {
        ask(robot);
        MenuItem copyId = item(robot, "Copy id");
        robot.interact(copyId::fire);
        until(() -> id.equals(Clipboard.getSystemClipboard().getString()));
        MenuItem copyText = item(robot, "Copy text");
        robot.interact(copyText::fire);
        String words = ((Media.Text) dataset.media(1, dataset.row(id))).text();
        until(() -> words.equals(Clipboard.getSystemClipboard().getString()));
        MenuItem copyImage = item(robot, "Copy image");
        robot.interact(copyImage::fire);
        until(() -> Clipboard.getSystemClipboard().hasImage());
        AtomicReference<Image> copied = new AtomicReference<>();
        robot.interact(() -> copied.set(Clipboard.getSystemClipboard().getImage()));
        assertTrue(copied.get().getWidth() > 32);
        robot.interact(() -> assertEquals(List.of(picture(id).toAbsolutePath().toFile()),
                ((List<?>) Clipboard.getSystemClipboard().getContent(DataFormat.FILES)).stream()
                        .map(f -> ((java.io.File) f).getAbsoluteFile()).toList()));
    }

    @Test
    void resultsAreSavedInEveryFormat(FxRobot robot) throws Exception {
        ask(robot);
        for (ResultExport.Format format : ResultExport.Format.values()) {
            assertFalse(item(robot, "Save results as " + format.label()).isDisable());
            Path file = folder.resolve("results." + format);
            robot.interact(() -> ResultExport.write(stage, file, format, panel.ranking(), dataset, panel.basis()));
            until(() -> Files.exists(file));
            String content = Files.readString(file);
            assertTrue(content.contains(panel.hits().get(0).id()), format + " names the first result");
        }
        String page = Files.readString(folder.resolve("results.HTML"));
        assertTrue(page.contains("data:image/png;base64,") || page.contains("data:image/jpeg;base64,"), "thumbnails");
    }

    @Test
    void listAndSizeShowTheSameResultsOtherwise(FxRobot robot) throws Exception {
        ask(robot);
        until(() -> panel.lookupAll(".result-card.in-grid").size() > 3);
        double small = ((ResultCard) panel.lookup(".result-card.in-grid")).getHeight();
        robot.interact(() -> ((Slider) panel.lookup("#size")).setValue(160));
        until(() -> Stream.of(panel.lookup(".result-card.in-grid")).anyMatch(c ->
                ((ResultCard) c).getHeight() > small + 60));
        // No text beside so large a picture: it would have one letter a line.
        until(() -> results(0).lookupAll(".media-text").size() > 0 && results(1).lookupAll(".media-text").isEmpty()
                && results(1).lookup(".result-card .more").isVisible());
        robot.interact(() -> ((ToggleButton) panel.lookup("#asList")).fire());
        until(() -> panel.lookup(".result-card.in-list") != null && results(0).columns() == 1);
    }
}
