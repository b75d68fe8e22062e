package org.mingle.ui.map;

import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.event.Event;
import javafx.scene.Scene;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Stage;
import javax.imageio.ImageIO;
import org.mingle.data.Embeddings;
import org.mingle.data.NamedSelections;
import org.mingle.projection.Layout;
import org.mingle.ui.AppModel;
import org.mingle.ui.Scenes;
import org.mingle.ui.media.Thumbnails;

/**
 * Frames a second of the real map panel in a window of 1280 x 800 while a pointer drags it about and a wheel zooms in and
 * out, one event of either kind a pulse: {@code MapFrames [POINTS...]}, to be run with {@code -Dprism.order=sw}. Frames
 * are those that reach the screen's pulse, at most 60 a second; the 5th percentile is that of the slowest frames. The last
 * picture of each goes to {@code target/screenshots}.
 */
public final class MapFrames {
    private static final int WIDTH = 1280;
    private static final int HEIGHT = 800;
    private static final double WARM_UP = 2;
    private static final double SECONDS = 6;

    private final int points;
    private final CountDownLatch done = new CountDownLatch(1);
    private final double[] intervals = new double[10_000];
    private final double[] drawn = new double[10_000];
    private int count;
    private Layout layout;

    private MapFrames(int points) {
        this.points = points;
    }

    public static void main(String[] args) throws Exception {
        CountDownLatch started = new CountDownLatch(1);
        Platform.startup(started::countDown);
        started.await();
        Platform.setImplicitExit(false);
        for (String n : args.length > 0 ? args : new String[] {"20000", "200000", "1000000"}) {
            MapFrames frames = new MapFrames(Integer.parseInt(n));
            Scenes scenes = new Scenes(frames.points / 2, 10);
            Embeddings e = scenes.embeddings(0.5);
            frames.layout = scenes.layout(e, 1, 1000);
            Platform.runLater(() -> frames.show(e));
            frames.done.await(5, TimeUnit.MINUTES);
            frames.print();
        }
        Platform.exit();
        System.exit(0);
    }

    private void show(Embeddings e) {
        Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
        AppModel model = new AppModel();
        MapPanel panel = new MapPanel(model, () -> layout, on -> { }, new Thumbnails(),
                new NamedSelections(Path.of("target", "selections")));
        Stage stage = new Stage();
        stage.setScene(new Scene(panel, WIDTH, HEIGHT));
        stage.setX(0);
        stage.setY(0);
        stage.show();
        model.dataset().set(new Scenes(8, 2).dataset()); // the panel asks only whether there is one
        model.space().set(new AppModel.Space(e, 1, e.size()));
        new AnimationTimer() {
            private long first;
            private long before;
            private int frames;
            private int pulse;

            @Override
            public void handle(long now) {
                MapView view = panel.view();
                if (view.points().isEmpty()) {
                    return;
                }
                first = first == 0 ? System.nanoTime() : first;
                double seconds = (System.nanoTime() - first) / 1e9;
                if (view.frames() > frames) {
                    long time = System.nanoTime();
                    if (seconds > WARM_UP && before > 0 && count < intervals.length) {
                        intervals[count] = (time - before) / 1e6 / (view.frames() - frames);
                        drawn[count++] = view.paintMillis();
                    }
                    before = time;
                    frames = view.frames();
                }
                act(view, pulse++);
                if (seconds > WARM_UP + SECONDS) {
                    stop();
                    picture(stage);
                    stage.close();
                    done.countDown();
                }
            }
        }.start();
    }

    /** A second of dragging in a circle, a second of zooming in and out, and so on. */
    private static void act(MapView view, int pulse) {
        int step = pulse % 120;
        double x = view.getWidth() / 2 + 150 * Math.cos(step * 0.12);
        double y = view.getHeight() / 2 + 100 * Math.sin(step * 0.12);
        if (step < 60) {
            var type = step == 0 ? MouseEvent.MOUSE_PRESSED : step == 59 ? MouseEvent.MOUSE_RELEASED : MouseEvent.MOUSE_DRAGGED;
            Event.fireEvent(view, new MouseEvent(type, x, y, x, y, MouseButton.PRIMARY, 1, false, false, false, false, true,
                    false, false, false, false, false, null));
        } else {
            Event.fireEvent(view, new ScrollEvent(ScrollEvent.SCROLL, x, y, x, y, false, false, false, false, false, false, 0,
                    step < 90 ? 12 : -12, 0, step < 90 ? 12 : -12, ScrollEvent.HorizontalTextScrollUnits.NONE, 0,
                    ScrollEvent.VerticalTextScrollUnits.NONE, 0, 0, null));
        }
    }

    private void picture(Stage stage) {
        try {
            Path file = Path.of("target", "screenshots", "map-frames-" + points + ".png");
            Files.createDirectories(file.getParent());
            ImageIO.write(SwingFXUtils.fromFXImage(stage.getScene().snapshot(null), null), "png", file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void print() {
        double[] sorted = Arrays.copyOf(intervals, count);
        Arrays.sort(sorted);
        double[] paint = Arrays.copyOf(drawn, count);
        Arrays.sort(paint);
        System.out.printf(Locale.ROOT, "%,d points, %d x %d: %d frames, p50 %.1f fps, p5 %.1f fps; drawing one takes %.1f ms"
                + " (p50), %.1f ms (p95) of the FX thread%n", points, WIDTH, HEIGHT, count, 1000 / sorted[count / 2],
                1000 / sorted[count * 95 / 100], paint[count / 2], paint[count * 95 / 100]);
    }
}
