package org.mingle.bench;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.mingle.compute.NativeRuntime;
import org.mingle.data.Dataset;
import org.mingle.data.FloatMatrix;
import org.mingle.data.Media;
import org.mingle.data.Modality;
import org.mingle.data.Split;
import org.mingle.model.CrossModalModel;
import org.mingle.model.Trainer;
import org.mingle.model.Trainers;
import org.mingle.model.TrainingControl;
import org.mingle.model.TrainingEvent;
import org.mingle.model.TrainingSettings;
import org.mingle.projection.Layout;
import org.mingle.projection.LiveProjection;
import org.mingle.projection.ProjectionSettings;

/**
 * How fast the live map follows a real training and what that costs it: one training (preset {@code daml}, synthetic
 * features of 4,096 and 3,000 dimensions, ten classes) goes on all the time, while the map is shown and hidden in turn,
 * as the window does it: embeddings after an epoch either way, the layout only while it is shown.
 *
 * <p>{@code LiveMapBenchmark [PAIRS] [ROUNDS] [SECONDS]}: 2 x PAIRS points, rounds of so many seconds shown and as many
 * hidden. A frame is a published layout that differs from the one before it, seen by a reader that looks every 4 ms,
 * more often than any screen; nothing is drawn. Prints one JSON line a round and one for all: training steps a second
 * hidden and shown, slowdown (of the medians), frames a second. Where the layout is still going through its first
 * iterations, the round says so.
 */
public final class LiveMapBenchmark {
    private static final int CLASSES = 10;
    /** Share of the time after epochs that embedding may take: the window's. */
    private static final double SHARE = 0.10;
    /** After showing and hiding, so long is not counted. */
    private static final long SETTLE = 300_000_000L;

    private final AtomicLong steps = new AtomicLong();
    private final AtomicLong epochs = new AtomicLong();
    private long nextEmbedding;

    private LiveMapBenchmark() {}

    public static void main(String[] args) throws Exception {
        NativeRuntime.prepare(0);
        int pairs = args.length > 0 ? Integer.parseInt(args[0]) : 2000;
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        double seconds = args.length > 2 ? Double.parseDouble(args[2]) : 8;
        new LiveMapBenchmark().measure(dataset(pairs), rounds, seconds);
        System.exit(0); // native worker threads would keep the process
    }

    private void measure(Dataset dataset, int rounds, double seconds) throws InterruptedException {
        int[] rows = dataset.rows(Split.TRAIN);
        LiveProjection projection = new LiveProjection(ProjectionSettings.defaults());
        projection.setSharing(true);
        TrainingControl control = new TrainingControl();
        Trainer trainer = Trainers.create(dataset, TrainingSettings.preset("daml").with("epochs", "100000"),
                (m, epoch) -> Map.of());
        trainer.addListener(event -> {
            if (event instanceof TrainingEvent.BatchEnded) {
                steps.incrementAndGet();
            } else if (event instanceof TrainingEvent.EpochEnded e) {
                epochs.incrementAndGet();
                follow(projection, e.model(), dataset, rows, e.summary().epoch());
            }
        });
        Thread training = new Thread(() -> trainer.train(control), "training");
        training.start();
        long begun = System.nanoTime();
        // Until the code is compiled and the points have spread from PCA, which is shown until then.
        while (epochs.get() < 4 || projection.latest() == null || projection.latest().iteration() == 0) {
            Thread.sleep(20);
        }
        System.out.printf(Locale.ROOT, "{\"seconds_until_the_layout_moves\": %.1f}%n", (System.nanoTime() - begun) / 1e9);
        double[] hidden = new double[rounds];
        double[] shown = new double[rounds];
        double[] frames = new double[rounds];
        for (int r = 0; r < rounds; r++) {
            projection.setActive(false);
            hidden[r] = watch(projection, seconds)[0];
            projection.setActive(true);
            long before = epochs.get();
            double[] seen = watch(projection, seconds);
            shown[r] = seen[0];
            frames[r] = seen[1];
            System.out.printf(Locale.ROOT, "{\"round\": %d, \"steps_per_second_hidden\": %.1f, \"steps_per_second_shown\": %.1f,"
                    + " \"frames_per_second\": %.1f, \"epochs\": %d, \"epoch_laid_out\": %d, \"epoch_trained\": %d, \"first_layout\": %b}%n",
                    r, hidden[r], shown[r], frames[r], epochs.get() - before, projection.latest().epoch(), epochs.get() - 1,
                    projection.latest().iteration() < ProjectionSettings.defaults().iterations());
        }
        control.stop();
        training.join();
        projection.close();
        double slow = 1 - median(shown) / median(hidden);
        System.out.printf(Locale.ROOT, "{\"points\": %d, \"threads\": %d, \"steps_per_second_hidden\": %.1f,"
                + " \"steps_per_second_shown\": %.1f, \"slowdown_percent\": %.1f, \"frames_per_second\": %.1f}%n", 2 * rows.length,
                NativeRuntime.threads(), median(hidden), median(shown), 100 * slow, median(frames));
    }

    /** As the window: on the trainer's thread, at most a tenth of the time. */
    private void follow(LiveProjection projection, CrossModalModel model, Dataset dataset, int[] rows, int epoch) {
        long start = System.nanoTime();
        if (start >= nextEmbedding) {
            projection.submit(model.embed(dataset, rows), epoch);
            long end = System.nanoTime();
            nextEmbedding = end + (long) ((end - start) * (1 / SHARE - 1));
        }
    }

    /** @return training steps and layouts a second */
    private double[] watch(LiveProjection projection, double seconds) throws InterruptedException {
        Thread.sleep(SETTLE / 1_000_000);
        long start = System.nanoTime();
        long first = steps.get();
        Layout before = projection.latest();
        int frames = 0;
        double passed = 0;
        while (passed < seconds) {
            Thread.sleep(4);
            Layout now = projection.latest();
            if (now != before && !Arrays.equals(now.xy().data(), before.xy().data())) {
                frames++;
            }
            before = now;
            passed = (System.nanoTime() - start) / 1e9;
        }
        return new double[] {(steps.get() - first) / passed, frames / passed};
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        return (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    /** Features around class centres, the same pair's in both modalities. */
    static Dataset dataset(int pairs) {
        int[] dimensions = {4096, 3000};
        Random random = new Random(7);
        int[][] labels = new int[pairs][1];
        for (int[] l : labels) {
            l[0] = random.nextInt(CLASSES);
        }
        List<FloatMatrix> features = new ArrayList<>();
        for (int d : dimensions) {
            float[] centres = new float[CLASSES * d];
            for (int i = 0; i < centres.length; i++) {
                centres[i] = 0.15f * (float) random.nextGaussian();
            }
            float[] x = new float[pairs * d];
            for (int r = 0; r < pairs; r++) {
                for (int c = 0; c < d; c++) {
                    x[r * d + c] = centres[labels[r][0] * d + c] + 2 * random.nextFloat() - 1;
                }
            }
            features.add(new FloatMatrix(pairs, d, x));
        }
        Split[] splits = new Split[pairs];
        Arrays.fill(splits, Split.TRAIN);
        List<Media> none = new ArrayList<>();
        for (int r = 0; r < pairs; r++) {
            none.add(Media.NONE);
        }
        return new Dataset.Builder("live map").modality(new Modality("image", Modality.Kind.IMAGE), features.get(0), none)
                .modality(new Modality("text", Modality.Kind.TEXT), features.get(1), none)
                .samples(IntStream.range(0, pairs).mapToObj("p%d"::formatted).toList(), labels, splits,
                        IntStream.range(0, CLASSES).mapToObj("class %d"::formatted).toList()).build();
    }
}
