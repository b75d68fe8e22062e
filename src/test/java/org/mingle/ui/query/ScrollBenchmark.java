package org.mingle.ui.query;

import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.SplitPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.skin.VirtualFlow;
import javafx.stage.Stage;
import org.mingle.compute.NativeRuntime;
import org.mingle.data.Dataset;
import org.mingle.data.Embeddings;
import org.mingle.ui.AppModel;
import org.mingle.ui.SampleRef;
import org.mingle.ui.media.Thumbnails;

/**
 * Scrolling the real column of 100,000 results, pictures and texts, as a grid and as a list: time of the FX thread from
 * moving the content to the end of the frame's layout, in steps of a wheel's notch and in jumps as by dragging the bar.
 * {@code ScrollBenchmark [SIZE] [FRAMES]}. Prints one JSON line for each.
 */
public final class ScrollBenchmark {
    private static final double NOTCH = 60;

    private ScrollBenchmark() {}

    public static void main(String[] args) throws Exception {
        NativeRuntime.prepare(0);
        int n = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        int frames = args.length > 1 ? Integer.parseInt(args[1]) : 300;
        Platform.startup(() -> Platform.setImplicitExit(false));
        Embeddings embeddings = ClickBenchmark.embeddings(n, new Random(3));
        Dataset dataset = ClickBenchmark.dataset(embeddings);
        AppModel model = new AppModel();
        QueryPanel[] panel = new QueryPanel[1];
        CountDownLatch ranked = new CountDownLatch(1);
        ClickBenchmark.fx(() -> {
            Application.setUserAgentStylesheet(new atlantafx.base.theme.PrimerLight().getUserAgentStylesheet());
            Stage stage = new Stage();
            panel[0] = QueryPanel.create(model, new Thumbnails(), null);
            stage.setScene(new Scene(panel[0], 600, 760));
            stage.show();
            model.dataset().set(dataset);
            model.space().set(new AppModel.Space(embeddings, 1, n));
            model.ranking().subscribe(r -> {
                if (r != null) {
                    ranked.countDown();
                }
            });
            model.query().set(new SampleRef(dataset.id(5), 0));
        });
        ranked.await();
        for (boolean list : new boolean[] {false, true}) {
            if (list) {
                ClickBenchmark.fx(() -> ((ToggleButton) panel[0].lookup("#asList")).fire());
            }
            Thread.sleep(500);
            for (boolean jumps : new boolean[] {false, true}) {
                measure(panel[0], list, jumps, 60);
                double[] times = measure(panel[0], list, jumps, frames);
                Arrays.sort(times);
                System.out.printf(Locale.ROOT, "{\"results\": %d, \"as\": \"%s\", \"by\": \"%s\", \"frames\": %d,"
                        + " \"ms_median\": %.1f, \"ms_p95\": %.1f, \"ms_max\": %.1f}%n", n, list ? "list" : "grid",
                        jumps ? "jumps" : "notches", frames, times[frames / 2],
                        times[(int) Math.ceil(0.95 * frames) - 1], times[frames - 1]);
            }
        }
        System.exit(0);
    }

    private static double[] measure(QueryPanel panel, boolean list, boolean jumps, int frames) throws Exception {
        double[] times = new double[frames];
        Random random = new Random(4);
        for (int f = 0; f < frames; f++) {
            double to = random.nextDouble();
            int frame = f;
            CountDownLatch done = new CountDownLatch(1);
            Platform.runLater(() -> {
                VirtualFlow<?> flow = flow(panel, list);
                long start = System.nanoTime();
                if (jumps) {
                    flow.setPosition(to);
                } else {
                    flow.scrollPixels(NOTCH);
                }
                Runnable[] after = new Runnable[1];
                after[0] = () -> {
                    panel.getScene().removePostLayoutPulseListener(after[0]);
                    Platform.runLater(() -> {
                        times[frame] = (System.nanoTime() - start) / 1e6;
                        done.countDown();
                    });
                };
                panel.getScene().addPostLayoutPulseListener(after[0]);
                Platform.requestNextPulse();
            });
            done.await();
        }
        return times;
    }

    private static VirtualFlow<?> flow(QueryPanel panel, boolean list) {
        ResultColumn column = (ResultColumn) ((SplitPane) panel.lookup("#columnsHost")).getItems().get(0);
        String view = list ? ".list-view" : ".grid-view";
        return (VirtualFlow<?>) column.lookup(view).lookup(".virtual-flow");
    }
}
