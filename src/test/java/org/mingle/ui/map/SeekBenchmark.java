package org.mingle.ui.map;

import atlantafx.base.theme.PrimerLight;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;
import org.mingle.data.NamedSelections;
import org.mingle.data.Split;
import org.mingle.projection.Layout;
import org.mingle.runs.FrameStore;
import org.mingle.ui.AppModel;
import org.mingle.ui.Scenes;
import org.mingle.ui.media.Thumbnails;

/**
 * From a jump on the timeline to that epoch on the screen, on the real map panel in a window of 1280 x 800: a run with a
 * stored layout for each of 40 epochs is opened, then the slider is set to epochs at random. Time from setting it, as a
 * click on it does, to the end of the pulse in which every point stood where that epoch has it and the camera was at rest.
 * {@code SeekBenchmark [JUMPS] [PAIRS...]}; the first jumps of each size are cold and counted. Over the epochs the points
 * wander from one cloud per class to places of their own in it, a little further each time. Prints one JSON line for each
 * size, one more with the comparison beside the map, and one with trails.
 */
public final class SeekBenchmark {
    private static final int EPOCHS = 40;
    /** Milliseconds from one jump to the next, longer than points are on their way. */
    private static final int PAUSE = 120;
    private static final Split SPLIT = Split.TEST;

    private final AppModel model = new AppModel();
    private final Random random = new Random(5);
    private final Scenes scenes;
    private final int pairs;
    private volatile Layout layout;
    private MapPanel panel;
    private Stage stage;

    private SeekBenchmark(int pairs) {
        this.pairs = pairs;
        scenes = new Scenes(pairs, 10);
    }

    public static void main(String[] args) throws Exception {
        int jumps = args.length > 0 ? Integer.parseInt(args[0]) : 150;
        int[] sizes = args.length > 1 ? Stream.of(args).skip(1).mapToInt(Integer::parseInt).toArray()
                : new int[] {2_000, 10_000};
        Platform.startup(() -> Platform.setImplicitExit(false));
        for (int pairs : sizes) {
            Path run = Files.createTempDirectory("mingle-seek");
            try {
                new SeekBenchmark(pairs).measure(run, jumps);
            } finally {
                delete(run);
            }
        }
        System.exit(0);
    }

    private void measure(Path run, int jumps) throws Exception {
        Embeddings e = scenes.embeddings(0.5);
        Layout first = scenes.layout(e, 0, 1000);
        Layout last = scenes.layout(e, 0, 1000);
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            FrameStore.of(run).write(SPLIT, between(first, last, epoch));
        }
        layout = between(first, last, EPOCHS - 1);
        fx(() -> {
            Application.setUserAgentStylesheet(new PrimerLight().getUserAgentStylesheet());
            panel = new MapPanel(model, () -> layout, on -> { }, new Thumbnails(), new NamedSelections(run));
            stage = new Stage();
            stage.setScene(new Scene(panel, 1280, 800));
            stage.show();
        });
        long start = System.nanoTime();
        fx(() -> {
            model.scope().set(SPLIT);
            model.run().set(run);
            model.dataset().set(new Scenes(8, 2).dataset()); // the panel asks only whether there is one
            model.space().set(new AppModel.Space(e, EPOCHS - 1, e.size()));
        });
        Slider slider = (Slider) panel.lookup(".epoch-bar .slider");
        while (slider.getMin() > 0 || slider.getMax() < EPOCHS - 1 || !panel.lookup(".epoch-bar").isVisible()) {
            Thread.sleep(1);
        }
        double opened = (System.nanoTime() - start) / 1e6;
        jump(jumps, slider, "", opened);
        for (String with : new String[] {"compare", "trails"}) {
            ToggleButton button = (ToggleButton) panel.lookup("#" + with);
            fx(button::fire);
            Thread.sleep(1000);
            jump(jumps, slider, ", \"with\": \"" + with + "\"", opened);
            fx(button::fire);
        }
        fx(stage::close);
    }

    private Layout between(Layout first, Layout last, int epoch) {
        float[] xy = first.xy().data().clone();
        float part = (float) epoch / (EPOCHS - 1);
        for (int i = 0; i < xy.length; i++) {
            xy[i] += part * (last.xy().data()[i] - xy[i]) + 0.1f * (float) random.nextGaussian();
        }
        return new Layout(first.embeddings(), epoch, 1000, new FloatMatrix(xy.length / 2, 2, xy), first.method(),
                first.perplexity(), first.kl(), first.seed());
    }

    private void jump(int jumps, Slider slider, String with, double opened) throws Exception {
        double[] millis = new double[jumps];
        int epoch = EPOCHS - 1;
        for (int j = 0; j < jumps; j++) {
            epoch = (epoch + 1 + random.nextInt(EPOCHS - 1)) % EPOCHS;
            millis[j] = jump(slider, epoch);
            Thread.sleep(PAUSE);
        }
        double first = millis[0];
        Arrays.sort(millis);
        System.out.printf(Locale.ROOT, "{\"points\": %d%s, \"epochs\": %d, \"ms_until_the_timeline_is_there\": %.0f, \"jumps\": %d,"
                + " \"ms_first\": %.1f, \"ms_median\": %.1f, \"ms_p95\": %.1f, \"ms_max\": %.1f, \"ms_of_drawing\": %.1f}%n",
                2 * pairs, with, EPOCHS, opened, jumps, first, millis[jumps / 2], millis[(int) Math.ceil(0.95 * jumps) - 1],
                millis[jumps - 1], panel.view().paintMillis());
    }

    private double jump(Slider slider, int epoch) throws Exception {
        CountDownLatch drawn = new CountDownLatch(1);
        long[] times = new long[2];
        Runnable[] pulse = new Runnable[1];
        Platform.runLater(() -> {
            int before = panel.view().frames();
            pulse[0] = () -> {
                if (panel.view().frames() > before && there(panel.view(), epoch)) {
                    stage.getScene().removePostLayoutPulseListener(pulse[0]);
                    // What is painted is handed over at the end of this pulse.
                    Platform.runLater(() -> {
                        times[1] = System.nanoTime();
                        drawn.countDown();
                    });
                }
            };
            stage.getScene().addPostLayoutPulseListener(pulse[0]);
            times[0] = System.nanoTime();
            slider.setValue(epoch);
        });
        if (!drawn.await(20, TimeUnit.SECONDS)) {
            throw new IllegalStateException("Epoch " + epoch + " did not come to be seen within 20 s.");
        }
        return (times[1] - times[0]) / 1e6;
    }

    private static boolean there(MapView view, int epoch) {
        MapPoints points = view.points();
        boolean all = points.layout().epoch() == epoch && !view.camera().isMoving();
        for (int p = 0; all && p < points.count(); p++) {
            all = points.x(p) == points.layout().xy().get(p, 0) && points.y(p) == points.layout().xy().get(p, 1);
        }
        return all;
    }

    private static void fx(Runnable body) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            body.run();
            done.complete(null);
        });
        done.get();
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
