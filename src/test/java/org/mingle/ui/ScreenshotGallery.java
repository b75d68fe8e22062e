package org.mingle.ui;

import atlantafx.base.controls.ModalPane;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.MenuButton;
import javafx.scene.image.WritableImage;
import javafx.scene.robot.Robot;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.mingle.ui.shell.Remembered;
import org.mingle.ui.shell.Shell;

/**
 * Drives the window and writes pictures of its states, light and dark, at two sizes, for people to look at: on made-up
 * data, and, where a dataset is named, on that with real training: {@code ScreenshotGallery FOLDER DATASET}.
 */
public final class ScreenshotGallery {
    private static final int[][] SIZES = {{1280, 800}, {1920, 1080}};
    private final Path folder;
    private volatile int divergesAt;

    private ScreenshotGallery(Path folder) {
        this.folder = folder;
    }

    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args.length > 0 ? args[0] : "target/screenshots");
        Path dataset = args.length > 1 ? Path.of(args[1]) : null;
        Files.createDirectories(folder);
        Platform.startup(() -> Platform.setImplicitExit(false));
        ScreenshotGallery gallery = new ScreenshotGallery(folder);
        try {
            for (int[] size : SIZES) {
                for (boolean dark : new boolean[] {false, true}) {
                    gallery.demo(size[0], size[1], dark);
                    if (dataset != null) {
                        gallery.real(size[0], size[1], dark, dataset);
                    }
                }
            }
        } finally {
            Platform.exit();
        }
    }

    private static void show(Stage stage, Shell shell, AppModel model, int width, int height, boolean dark) {
        Scene scene = new Scene(shell, width, height);
        shell.install(scene);
        model.dark().set(dark);
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
    }

    private void real(int width, int height, boolean dark, Path dataset) throws Exception {
        AppModel model = Fx.get(AppModel::new);
        Stage stage = Fx.get(Stage::new);
        Workspace workspace = Fx.get(() -> {
            Workspace w = new Workspace(model, folder.resolve("runs"), dataset, Remembered.nothing());
            show(stage, w.shell(), model, width, height, dark);
            model.settings().set(model.settings().get().with("epochs", "20"));
            return w;
        });
        Shell shell = workspace.shell();
        String prefix = width + "-" + (dark ? "dark" : "light") + "-";
        Fx.get(() -> open(shell, dataset));
        await(() -> model.space().get() != null);
        Thread.sleep(3000);
        shoot(stage, prefix + "21-real-opened");
        act(shell, "Train");
        await(() -> shell.training().history().get().size() > 4);
        Fx.get(() -> {
            model.query().set(new SampleRef(model.space().get().embeddings().ids().get(5), 0));
            return null;
        });
        shoot(stage, prefix + "22-real-training");
        await(() -> shell.training().outcome().get() != null);
        Thread.sleep(3000);
        shoot(stage, prefix + "23-real-trained");
        Fx.get(() -> {
            stage.close();
            workspace.close();
            return null;
        });
    }

    private void demo(int width, int height, boolean dark) throws Exception {
        AppModel model = Fx.get(AppModel::new);
        Stage stage = Fx.get(Stage::new);
        Shell shell = Fx.get(() -> {
            Shell s = Windows.demo(model, r -> new FakeJob(r, 30, 4, 15, divergesAt));
            show(stage, s, model, width, height, dark);
            return s;
        });
        String prefix = width + "-" + (dark ? "dark" : "light") + "-";
        shoot(stage, prefix + "01-welcome");
        Fx.get(() -> open(shell, Path.of("sample-data")));
        await(() -> model.space().get() != null);
        shoot(stage, prefix + "02-opened");
        Fx.get(() -> {
            ((ComboBox<?>) shell.lookup(".preset")).show();
            return null;
        });
        shoot(stage, prefix + "03-presets");
        Fx.get(() -> {
            ((ComboBox<?>) shell.lookup(".preset")).hide();
            ((MenuButton) shell.lookup(".no-arrow")).show();
            return null;
        });
        shoot(stage, prefix + "04-menu");
        Fx.get(() -> {
            ((MenuButton) shell.lookup(".no-arrow")).hide();
            ((Button) shell.lookup(".problems")).fire();
            return null;
        });
        shoot(stage, prefix + "05-notes");
        act(shell, "Settings…");
        shoot(stage, prefix + "06-settings");
        act(shell, "Train");
        await(() -> shell.training().history().get().size() > 14);
        act(shell, "Pause");
        Fx.get(() -> {
            model.query().set(new SampleRef(model.space().get().embeddings().ids().get(5), 0));
            return null;
        });
        shoot(stage, prefix + "07-paused");
        act(shell, "Resume");
        await(() -> shell.training().outcome().get() != null);
        shoot(stage, prefix + "08-trained");
        act(shell, "About Mingle");
        shoot(stage, prefix + "09-about");
        Fx.get(() -> open(shell, Windows.BROKEN));
        shoot(stage, prefix + "10-error");
        divergesAt = 9;
        act(shell, "Train");
        await(() -> shell.training().outcome().get() != null);
        divergesAt = 0;
        shoot(stage, prefix + "11-diverged");
        Fx.get(() -> {
            stage.close();
            shell.close();
            return null;
        });
    }

    private static Void open(Shell shell, Path path) {
        ((ModalPane) shell.lookup("#modal")).hide(true);
        shell.open(path);
        return null;
    }

    private static void act(Shell shell, String action) throws Exception {
        Fx.get(() -> {
            shell.actionNamed(action).handle(new javafx.event.ActionEvent());
            return null;
        });
    }

    /** The screen, so that pop-ups are in the picture. */
    private void shoot(Stage stage, String name) throws Exception {
        Thread.sleep(700);
        BufferedImage image = Fx.get(() -> {
            Scene s = stage.getScene();
            WritableImage shot = new Robot().getScreenCapture(null, stage.getX() + s.getX(), stage.getY() + s.getY(),
                    s.getWidth(), s.getHeight());
            return SwingFXUtils.fromFXImage(shot, null);
        });
        ImageIO.write(image, "png", folder.resolve(name + ".png").toFile());
    }

    private static void await(BooleanSupplier condition) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(2);
        while (!Fx.get(condition::getAsBoolean)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Waited in vain.");
            }
            Thread.sleep(30);
        }
    }
}
