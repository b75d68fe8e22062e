package org.mingle.ui;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.scene.control.TabPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.mingle.retrieval.HubCorrection;
import org.mingle.ui.query.QueryPanel;
import org.mingle.ui.shell.Remembered;

/**
 * Writes pictures of the query panel and of what is behind its rankings, on a real dataset after a short training, light
 * and dark, for people to look at: {@code InsightPictures FOLDER DATASET [EPOCHS]}.
 */
public final class InsightPictures {
    private static Path folder;

    private InsightPictures() {}

    public static void main(String[] args) throws Exception {
        folder = Files.createDirectories(Path.of(args[0]));
        Platform.startup(() -> Platform.setImplicitExit(false));
        int epochs = args.length > 2 ? Integer.parseInt(args[2]) : 6;
        AppModel model = Fx.get(AppModel::new);
        Stage stage = Fx.get(Stage::new);
        Path dataset = Path.of(args[1]);
        Workspace workspace = Fx.get(() -> new Workspace(model, folder.resolve("runs"), dataset, Remembered.nothing()));
        Fx.get(() -> {
            Scene scene = new Scene(workspace.shell(), 1280, 800);
            workspace.shell().install(scene);
            stage.setScene(scene);
            stage.setX(0);
            stage.setY(0);
            stage.show();
            model.settings().set(model.settings().get().with("epochs", Integer.toString(epochs)));
            workspace.shell().open(dataset);
            return null;
        });
        await(() -> model.space().get() != null);
        if (epochs > 0) {
            Fx.get(() -> {
                workspace.shell().actionNamed("Train").handle(new javafx.event.ActionEvent());
                return null;
            });
            await(() -> workspace.shell().training().outcome().get() != null);
        }
        Thread.sleep(2500);
        Fx.get(() -> {
            model.query().set(new SampleRef(model.space().get().embeddings().ids().get(5), 0));
            return null;
        });
        for (boolean dark : new boolean[] {false, true}) {
            for (int[] size : new int[][] {{1280, 800}, {1920, 1080}}) {
                Fx.get(() -> {
                    model.dark().set(dark);
                    stage.setWidth(size[0]);
                    stage.setHeight(size[1]);
                    return null;
                });
                String prefix = size[0] + (dark ? "-dark-" : "-light-");
                for (int tab = 1; tab <= 3; tab++) {
                    int t = tab;
                    Fx.get(() -> {
                        ((TabPane) workspace.shell().lookup("#lower")).getSelectionModel().select(
                                ((TabPane) workspace.shell().lookup("#lower")).getTabs().size() - 4 + t);
                        ((ToggleButton) workspace.shell().lookup("#asList")).setSelected(t == 3);
                        ((ToggleButton) workspace.shell().lookup("#asList")).getOnAction().handle(null);
                        return null;
                    });
                    Thread.sleep(3000);
                    shoot(stage, prefix + new String[] {"explain", "failures", "hubs"}[tab - 1]);
                }
            }
        }
        Fx.get(() -> {
            model.correction().set(HubCorrection.CSLS);
            return null;
        });
        Thread.sleep(1500);
        shoot(stage, "csls");
        Fx.get(() -> {
            model.correction().set(HubCorrection.NONE);
            ask(workspace, "a boat on the sea at night");
            return null;
        });
        Thread.sleep(800);
        shoot(stage, "words");
        Fx.get(() -> {
            ask(workspace, "zzzz qqqq");
            return null;
        });
        Thread.sleep(800);
        shoot(stage, "unknown-words");
        Fx.get(() -> {
            ((QueryPanel) workspace.shell().lookup(".query-panel")).askPicture(new File("pom.xml"));
            return null;
        });
        Thread.sleep(800);
        shoot(stage, "unreadable-picture");
        Fx.get(() -> {
            model.query().set(new SampleRef(model.space().get().embeddings().ids().get(7), 1));
            ((TextField) workspace.shell().lookup("#filterField")).setText("no such thing");
            return null;
        });
        Thread.sleep(800);
        shoot(stage, "filtered-away");
        Fx.get(() -> {
            stage.close();
            workspace.close();
            return null;
        });
        Platform.exit();
    }

    private static void ask(Workspace workspace, String words) {
        TextField field = (TextField) workspace.shell().lookup("#idField");
        field.setText(words);
        field.fireEvent(new javafx.event.ActionEvent());
    }

    private static void shoot(Stage stage, String name) throws Exception {
        ImageIO.write(Fx.get(() -> SwingFXUtils.fromFXImage(stage.getScene().snapshot(null), null)), "png",
                folder.resolve(name + ".png").toFile());
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + 240_000_000_000L;
        while (!Fx.get(condition)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Waited in vain.");
            }
            Thread.sleep(50);
        }
    }
}
