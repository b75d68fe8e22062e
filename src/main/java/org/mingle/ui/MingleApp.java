package org.mingle.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javafx.application.Application;
import javafx.geometry.Rectangle2D;
import javafx.scene.Scene;
import javafx.scene.image.Image;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.mingle.ui.shell.Remembered;

/** The desktop application: one window. It shows itself first and opens data afterwards, in the background. */
public final class MingleApp extends Application {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;
    private static Path toOpen;
    private static Path sample;
    private static Path runs;
    private Remembered remembered;
    private final List<Image> icons = new ArrayList<>();
    private Workspace workspace;

    /** What the next launch opens and offers, and where it writes. */
    static void prepare(Path path, Path bundled, Path runsFolder) {
        toOpen = path;
        sample = bundled;
        runs = runsFolder;
    }

    @Override
    public void init() {
        remembered = Remembered.ofUser();
        for (int size : new int[] {16, 32, 64, 256}) {
            icons.add(new Image(MingleApp.class.getResource("icons/mingle-" + size + ".png").toExternalForm()));
        }
    }

    @Override
    public void start(Stage stage) {
        workspace = new Workspace(new AppModel(), runs, sample, remembered);
        show(stage);
        if (toOpen != null) {
            workspace.shell().open(toOpen);
        }
    }

    private void show(Stage stage) {
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        Scene scene = new Scene(workspace.shell(),
                Math.min(screen.getWidth(), remembered.width() > 0 ? remembered.width() : WIDTH),
                Math.min(screen.getHeight(), remembered.height() > 0 ? remembered.height() : HEIGHT));
        workspace.shell().install(scene);
        stage.setTitle("Mingle");
        stage.setMinWidth(960);
        stage.setMinHeight(600);
        stage.getIcons().setAll(icons);
        stage.setScene(scene);
        stage.setOnHidden(e -> remembered.setSize(scene.getWidth(), scene.getHeight()));
        stage.show();
    }

    @Override
    public void stop() {
        if (workspace != null) {
            workspace.close();
        }
    }
}
