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
import org.mingle.projection.LiveProjection;
import org.mingle.projection.ProjectionSettings;
import org.mingle.ui.map.MapPanel;
import org.mingle.ui.media.Thumbnails;
import org.mingle.ui.query.QueryPanel;
import org.mingle.ui.shell.Opener;
import org.mingle.ui.shell.Remembered;
import org.mingle.ui.shell.Shell;
import org.mingle.ui.training.SpaceKeeper;
import org.mingle.ui.training.TrainingJob;

/** The desktop application: one window. It shows itself first and opens data afterwards, in the background. */
public final class MingleApp extends Application {
    private static final double WIDTH = 1280;
    private static final double HEIGHT = 800;
    private static Path toOpen;
    private static Path sample;
    private Remembered remembered;
    private final List<Image> icons = new ArrayList<>();
    private LiveProjection projection;
    private Shell shell;

    /** What the next launch opens and offers. */
    static void prepare(Path path, Path bundled) {
        toOpen = path;
        sample = bundled;
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
        AppModel model = new AppModel();
        Thumbnails thumbnails = new Thumbnails();
        projection = new LiveProjection(ProjectionSettings.defaults());
        model.space().subscribe(space -> {
            if (space != null) {
                projection.submit(space.embeddings(), space.epoch());
            }
        });
        shell = new Shell(model, new Shell.Parts(Opener::fromDisk, SpaceKeeper::untrained, TrainingJob::of,
                m -> MapPanel.create(m, projection, thumbnails), m -> QueryPanel.create(m, thumbnails), thumbnails,
                Path.of("runs"), sample, remembered));
        show(stage);
        if (toOpen != null) {
            shell.open(toOpen);
        }
    }

    private void show(Stage stage) {
        Rectangle2D screen = Screen.getPrimary().getVisualBounds();
        Scene scene = new Scene(shell, Math.min(screen.getWidth(), remembered.width() > 0 ? remembered.width() : WIDTH),
                Math.min(screen.getHeight(), remembered.height() > 0 ? remembered.height() : HEIGHT));
        shell.install(scene);
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
        if (shell != null) {
            shell.close();
            projection.close();
        }
    }
}
