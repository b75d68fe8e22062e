package org.mingle.ui.map;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.animation.PauseTransition;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.stage.Stage;
import javafx.util.Duration;
import javax.imageio.ImageIO;
import org.mingle.data.Embeddings;
import org.mingle.data.NamedSelections;
import org.mingle.projection.Layout;
import org.mingle.ui.AppModel;
import org.mingle.ui.SampleRef;
import org.mingle.ui.Scenes;
import org.mingle.ui.media.Thumbnails;
import org.mingle.ui.query.QueryPanel;

/** Writes pictures of map and query panel, light and dark, to {@code target/screenshots}, for people to look at. */
public final class PanelPictures {
    private static final Path FOLDER = Path.of("target", "screenshots");

    private PanelPictures() {}

    public static void main(String[] args) throws Exception {
        Files.createDirectories(FOLDER);
        CountDownLatch ready = new CountDownLatch(1);
        Platform.startup(ready::countDown);
        ready.await();
        Platform.setImplicitExit(false);
        for (boolean dark : new boolean[] {false, true}) {
            CountDownLatch done = new CountDownLatch(1);
            Platform.runLater(() -> show(dark, done));
            done.await(60, TimeUnit.SECONDS);
        }
        Platform.exit();
    }

    private static void show(boolean dark, CountDownLatch done) {
        Application.setUserAgentStylesheet((dark ? new PrimerDark() : new PrimerLight()).getUserAgentStylesheet());
        String theme = dark ? "dark" : "light";
        AppModel model = new AppModel();
        model.dark().set(dark);
        Scenes scenes = new Scenes(300, 10);
        Embeddings e = scenes.embeddings(0.66);
        Layout layout = scenes.layout(e, 12, 1640);
        Thumbnails thumbnails = new Thumbnails();
        MapPanel map = new MapPanel(model, () -> model.space().get() == null ? null : layout, on -> { }, thumbnails,
                new NamedSelections(Path.of("target", "selections")));
        QueryPanel query = QueryPanel.create(model, thumbnails, null);
        SplitPane split = new SplitPane(map, query);
        split.setDividerPositions(0.62);
        Stage stage = new Stage();
        stage.setScene(new Scene(split, 1280, 800));
        stage.show();
        step(() -> picture(stage, "panels-empty-" + theme), () -> {
            model.dataset().set(scenes.dataset());
            model.space().set(new AppModel.Space(e, 12, 300));
        });
        later(1500, () -> {
            picture(stage, "panels-start-" + theme);
            model.query().set(new SampleRef("sample-0013", 0));
            later(1500, () -> {
                model.hovered().set(null);
                picture(stage, "panels-query-" + theme);
                model.hovered().set(new SampleRef("sample-0024", 1));
                map.openCard();
                later(800, () -> {
                    picture(stage, "panels-hover-" + theme);
                    model.query().set(new SampleRef("sample-0020", 1));
                    model.hovered().set(null);
                    later(1000, () -> {
                        picture(stage, "panels-images-" + theme);
                        stage.close();
                        done.countDown();
                    });
                });
            });
        });
    }

    private static void step(Runnable first, Runnable then) {
        later(500, () -> {
            first.run();
            then.run();
        });
    }

    private static void later(int millis, Runnable task) {
        PauseTransition pause = new PauseTransition(Duration.millis(millis));
        pause.setOnFinished(e -> task.run());
        pause.play();
    }

    private static void picture(Stage stage, String name) {
        try {
            ImageIO.write(SwingFXUtils.fromFXImage(stage.getScene().snapshot(null), null), "png",
                    FOLDER.resolve(name + ".png").toFile());
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
