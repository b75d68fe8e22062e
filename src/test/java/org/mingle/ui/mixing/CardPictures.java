package org.mingle.ui.mixing;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TabPane;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.mingle.ui.Fx;
import org.mingle.ui.AppModel;
import org.mingle.ui.Workspace;
import org.mingle.ui.shell.Remembered;

/**
 * Writes pictures of the score card in the window, light and dark, at two sizes, for people to look at:
 * {@code CardPictures FOLDER DATASET-OR-RUN...}.
 */
public final class CardPictures {
    private static final int[][] SIZES = {{1280, 800}, {1920, 1080}};

    private CardPictures() {}

    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[0]));
        Platform.startup(() -> Platform.setImplicitExit(false));
        try {
            for (int a = 1; a < args.length; a++) {
                for (int[] size : SIZES) {
                    for (boolean dark : new boolean[] {false, true}) {
                        String name = a + "-" + size[0] + "-" + (dark ? "dark" : "light");
                        take(folder, name, Path.of(args[a]), size, dark);
                    }
                }
            }
        } finally {
            Platform.exit();
        }
    }

    private static void take(Path folder, String name, Path path, int[] size, boolean dark) throws Exception {
        AppModel model = Fx.get(AppModel::new);
        Stage stage = Fx.get(Stage::new);
        Workspace workspace = Fx.get(() -> {
            Workspace w = new Workspace(model, folder.resolve("runs"), null, Remembered.nothing());
            Scene scene = new Scene(w.shell(), size[0], size[1]);
            w.shell().install(scene);
            model.dark().set(dark);
            stage.setScene(scene);
            stage.show();
            ((TabPane) w.shell().lookup("#side")).getSelectionModel().select(1);
            return w;
        });
        Thread.sleep(500);
        boolean first = size[0] == 1280;
        if (first) {
            shoot(stage, folder, name + "-0-empty");
        }
        Fx.get(() -> {
            workspace.shell().open(path);
            return null;
        });
        ScrollPane scroll = Fx.get(() -> (ScrollPane) workspace.shell().lookup("#scroll"));
        if (first) {
            await(() -> model.space().get() != null);
            Thread.sleep(150);
            shoot(stage, folder, name + "-1-loading");
        }
        await(scroll::isVisible);
        Thread.sleep(first ? 12_000 : 3000);
        shoot(stage, folder, name + "-2-top");
        Fx.get(() -> {
            workspace.shell().lookupAll(".ask").stream().limit(1).forEach(b -> ((ToggleButton) b).setSelected(true));
            scroll.setVvalue(0.28);
            return null;
        });
        Thread.sleep(300);
        shoot(stage, folder, name + "-3-asked");
        Fx.get(() -> {
            scroll.setVvalue(0.7);
            ((TabPane) workspace.shell().lookup("#lower")).getSelectionModel().select(1);
            return null;
        });
        Thread.sleep(300);
        shoot(stage, folder, name + "-4-more");
        Fx.get(() -> {
            scroll.setVvalue(1);
            ((javafx.scene.control.Slider) workspace.shell().lookup("#slider")).setValue(1);
            return null;
        });
        Thread.sleep(4000);
        shoot(stage, folder, name + "-5-end");
        Fx.get(() -> {
            stage.close();
            workspace.close();
            return null;
        });
    }

    private static void shoot(Stage stage, Path folder, String name) throws Exception {
        ImageIO.write(Fx.get(() -> SwingFXUtils.fromFXImage(stage.getScene().snapshot(null), null)), "png",
                folder.resolve(name + ".png").toFile());
    }

    private static void await(BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!Fx.get(condition::getAsBoolean)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Waited in vain.");
            }
            Thread.sleep(20);
        }
    }
}
