package org.mingle.ui.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.stage.Stage;
import org.mingle.compute.NativeRuntime;
import org.mingle.data.Dataset;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;
import org.mingle.data.Media;
import org.mingle.data.Modality;
import org.mingle.data.Split;
import org.mingle.runs.ScopeSample;
import org.mingle.ui.AppModel;
import org.mingle.ui.SampleRef;
import org.mingle.ui.media.Thumbnails;

/**
 * From a click to results on the screen, on the real panel with a gallery of 100,000 pairs of 200 dimensions, pictures
 * and texts, as of a split of which the map shows a sample: time from setting the query, as a click does, to the end of
 * the frame in which both rankings are laid out and drawn. {@code ClickBenchmark [SIZE] [CLICKS]}. Prints one JSON line.
 */
public final class ClickBenchmark {
    /** Milliseconds from seeing results to the next click: nobody is faster. */
    private static final int PAUSE = 100;
    private static final List<Double> answers = new ArrayList<>();

    private ClickBenchmark() {}

    public static void main(String[] args) throws Exception {
        NativeRuntime.prepare(0);
        int n = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        int clicks = args.length > 1 ? Integer.parseInt(args[1]) : 200;
        Platform.startup(() -> Platform.setImplicitExit(false));
        Random random = new Random(3);
        Embeddings embeddings = embeddings(n, random);
        Dataset dataset = dataset(embeddings);
        AppModel model = new AppModel();
        AtomicReference<Stage> shown = new AtomicReference<>();
        fx(() -> {
            Application.setUserAgentStylesheet(new atlantafx.base.theme.PrimerLight().getUserAgentStylesheet());
            Stage stage = new Stage();
            stage.setScene(new Scene(QueryPanel.create(model, new Thumbnails(), null), 600, 760));
            stage.show();
            shown.set(stage);
            model.dataset().set(dataset);
            int drawn = Math.min(n, ScopeSample.MOST_PAIRS);
            model.space().set(new AppModel.Space(embeddings.select(IntStream.range(0, drawn).toArray()), 1, n));
            model.gallery().set(new AppModel.Space(embeddings, 1, n));
        });
        double[] wall = new double[clicks];
        List<Integer> rows = new ArrayList<>();
        int warm = 40;
        long cpu = 0;
        for (int c = -warm; c < clicks; c++) {
            cpu = c == 0 ? cpu() : cpu;
            int row = random.nextInt(n);
            rows.add(row);
            double millis = click(model, shown.get(), dataset.id(row), c & 1);
            if (c >= 0) {
                wall[c] = millis;
            }
            Thread.sleep(PAUSE);
        }
        double used = (cpu() - cpu) / 1e6 / clicks;
        Arrays.sort(wall);
        System.out.printf(Locale.ROOT, "{\"gallery\": %d, \"clicks\": %d, \"ms_median\": %.1f, \"ms_p95\": %.1f, \"ms_max\": %.1f, \"ms_median_until_ranked\": %.1f, \"ms_cpu\": %.1f}%n",
                n, clicks, wall[clicks / 2], wall[(int) Math.ceil(0.95 * clicks) - 1], wall[clicks - 1], answers.subList(warm, answers.size()).stream().sorted().skip(clicks / 2)
                .findFirst().orElseThrow(), used);
        System.exit(0);
    }

    private static double click(AppModel model, Stage stage, String id, int modality) throws Exception {
        CountDownLatch drawn = new CountDownLatch(1);
        long[] times = new long[3];
        Platform.runLater(() -> {
            times[0] = System.nanoTime();
            model.query().set(new SampleRef(id, modality));
        });
        javafx.beans.value.ChangeListener<Object> answered = (o, was, is) -> {
            if (is != null) {
                times[2] = System.nanoTime();
                Runnable[] after = new Runnable[1];
                after[0] = () -> {
                    stage.getScene().removePostLayoutPulseListener(after[0]);
                    // What is painted is handed over at the end of this pulse.
                    Platform.runLater(() -> {
                        times[1] = System.nanoTime();
                        drawn.countDown();
                    });
                };
                stage.getScene().addPostLayoutPulseListener(after[0]);
                Platform.requestNextPulse();
            }
        };
        fx(() -> model.ranking().addListener(answered));
        drawn.await();
        fx(() -> model.ranking().removeListener(answered));
        answers.add((times[2] - times[0]) / 1e6);
        return (times[1] - times[0]) / 1e6;
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    static void fx(Runnable body) throws Exception {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            body.run();
            done.complete(null);
        });
        done.get();
    }

    static Embeddings embeddings(int n, Random random) {
        int d = 200;
        float[][] centres = new float[20][d];
        for (float[] c : centres) {
            for (int k = 0; k < d; k++) {
                c[k] = (float) (0.3 * random.nextGaussian());
            }
        }
        int[][] labels = new int[n][1];
        float[][] points = new float[2][n * d];
        for (int r = 0; r < n; r++) {
            labels[r][0] = random.nextInt(20);
            for (int m = 0; m < 2; m++) {
                for (int k = 0; k < d; k++) {
                    points[m][r * d + k] = centres[labels[r][0]][k] + random.nextFloat() - 0.5f;
                }
            }
        }
        return new Embeddings(List.of("image", "text"), IntStream.range(0, n).mapToObj("sample-%06d"::formatted).toList(),
                labels, IntStream.range(0, 20).mapToObj(c -> "class " + c).toList(),
                List.of(new FloatMatrix(n, d, points[0]), new FloatMatrix(n, d, points[1])));
    }

    static Dataset dataset(Embeddings e) {
        int side = 64;
        List<Media> images = new ArrayList<>();
        List<Media> texts = new ArrayList<>();
        byte[] pixels = new byte[3 * side * side + e.size()];
        new Random(1).nextBytes(pixels);
        for (int r = 0; r < e.size(); r++) {
            images.add(new Media.ImagePixels(side, side, pixels, r));
            texts.add(new Media.Text("A sentence of some length about number " + r + ", as captions are, with a few words."));
        }
        Split[] splits = new Split[e.size()];
        Arrays.fill(splits, Split.TEST);
        return new Dataset.Builder("clicks").modality(new Modality("image", Modality.Kind.IMAGE), null, images)
                .modality(new Modality("text", Modality.Kind.TEXT), null, texts)
                .samples(e.ids(), e.labels(), splits, e.classNames()).build();
    }
}
