package org.mingle.runs;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.mingle.compute.NativeRuntime;
import org.mingle.data.Dataset;
import org.mingle.data.Embeddings;
import org.mingle.data.Split;
import org.mingle.mixing.EpochMixing;
import org.mingle.model.Trainer;
import org.mingle.model.Trainers;
import org.mingle.model.TrainingControl;
import org.mingle.model.TrainingEvent;
import org.mingle.model.TrainingSettings;
import org.mingle.model.Validator;
import org.mingle.projection.LiveProjection;
import org.mingle.projection.ProjectionSettings;

/**
 * What validation, statistics of mixing and the live map cost a training that follows the settings: where the CPU time
 * of the trainer's thread goes, and what the map's thread takes beside it. CPU time hardly depends on what else the
 * machine does. From a cold start, as for a person: what is compiled while it runs is in the figures.
 *
 * <p>{@code CostBenchmark DATA [PRESET] [KEY=VALUE...]}
 */
public final class CostBenchmark {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    /** Share of the time after epochs that embedding for the map may take: the window's. */
    private static final double MAP_SHARE = 0.10;

    private final Dataset dataset;
    private final TrainingSettings settings;
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private long since;
    private long nextEmbedding;

    private CostBenchmark(Dataset dataset, TrainingSettings settings) {
        this.dataset = dataset;
        this.settings = settings;
    }

    public static void main(String[] args) {
        NativeRuntime.prepare(0);
        Trainers.warmUp();
        String preset = args.length > 1 ? args[1] : TrainingSettings.presets().get(0);
        TrainingSettings settings = TrainingSettings.preset(preset);
        for (int i = 2; i < args.length; i++) {
            settings = settings.with(args[i].split("=")[0], args[i].split("=")[1]);
        }
        new CostBenchmark(Datasets.open(Path.of(args[0]), Map.of()), settings).measure();
        System.exit(0); // native worker threads would keep the process
    }

    private void measure() {
        StatisticsSchedule schedule = StatisticsSchedule.of(dataset, settings);
        int[] rows = dataset.rows(Split.VALIDATION);
        Validator validator = (model, epoch) -> {
            spent("training");
            Embeddings points = model.embed(dataset, rows);
            Map<String, Double> measures = new LinkedHashMap<>(RetrievalValidator.retrieval(points));
            spent("validation");
            if (schedule.measures(epoch)) {
                measures.putAll(EpochMixing.of(points, 0, schedule.trainsLogistic(epoch)));
                spent("statistics");
            }
            return measures;
        };
        LiveProjection projection = new LiveProjection(ProjectionSettings.defaults());
        projection.setSharing(true);
        int[] scope = ScopeSample.rows(dataset, dataset.rows(Split.TEST).length > 0 ? Split.TEST : Split.VALIDATION,
                ScopeSample.MOST_PAIRS);
        Trainer trainer = Trainers.create(dataset, settings, validator);
        trainer.addListener(event -> {
            if (event instanceof TrainingEvent.EpochEnded e && System.nanoTime() >= nextEmbedding) {
                spent("training");
                long start = System.nanoTime();
                projection.submit(e.model().embed(dataset, scope), e.summary().epoch());
                long end = System.nanoTime();
                nextEmbedding = end + (long) ((end - start) * (1 / MAP_SHARE - 1));
                spent("embedding for the map");
            }
        });
        since = THREADS.getCurrentThreadCpuTime();
        trainer.train(new TrainingControl());
        spent("training");
        print(schedule, scope.length);
    }

    private void spent(String on) {
        long now = THREADS.getCurrentThreadCpuTime();
        seconds.merge(on, (now - since) / 1e9, Double::sum);
        since = now;
    }

    private void print(StatisticsSchedule schedule, int mapped) {
        double all = seconds.values().stream().mapToDouble(v -> v).sum();
        System.out.printf(Locale.ROOT, "%s, %s: trainer's thread %.2f s of CPU time; statistics every %d"
                + " epochs, Tribuo's probe %s%n", dataset.name(), settings.preset(), all, schedule.every(),
                schedule.logisticEvery() == 0 ? "never" : "every " + schedule.logisticEvery());
        seconds.forEach((name, v) -> System.out.printf(Locale.ROOT, "  %-22s %7.3f s %6.1f %%%n", name, v,
                100 * v / all));
        System.out.printf(Locale.ROOT, "  %-22s %7.3f s, on a thread of its own, 2 x %d points%n", "map",
                cpuOf("mingle-projection"), mapped);
    }

    private static double cpuOf(String thread) {
        for (long id : THREADS.getAllThreadIds()) {
            if (THREADS.getThreadInfo(id) != null && THREADS.getThreadInfo(id).getThreadName().equals(thread)) {
                return THREADS.getThreadCpuTime(id) / 1e9;
            }
        }
        return Double.NaN;
    }
}
