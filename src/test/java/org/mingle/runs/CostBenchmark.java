package org.mingle.runs;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mingle.Programs;
import org.mingle.compute.NativeRuntime;
import org.mingle.data.Dataset;
import org.mingle.data.Split;
import org.mingle.model.Trainer;
import org.mingle.model.Trainers;
import org.mingle.model.TrainingControl;
import org.mingle.model.TrainingEvent;
import org.mingle.model.TrainingSettings;
import org.mingle.projection.LiveProjection;
import org.mingle.projection.ProjectionSettings;

/**
 * What validation, statistics of mixing and the live map add to training: the same training in new processes, with ever
 * more beside it, in turns; CPU time of the whole process from opening the dataset on, all threads, the compiler's too,
 * so that other work on the machine hardly matters; and the seconds of the whole training, which say how much
 * slower training gets, on a quiet machine only: the map computes on a thread of its own. The least of the rounds
 * counts.
 *
 * <p>{@code CostBenchmark DATA [ROUNDS] [PRESET] [KEY=VALUE...]}
 */
public final class CostBenchmark {
    private static final List<String> PARTS = List.of("training", "validation", "statistics", "map");

    private CostBenchmark() {}

    public static void main(String[] args) throws Exception {
        if (args[0].equals("part")) {
            part(args[1], Path.of(args[2]), args[3], Arrays.copyOfRange(args, 4, args.length));
            System.exit(0); // native worker threads would keep the process
        }
        int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 3;
        String preset = args.length > 2 ? args[2] : TrainingSettings.presets().get(0);
        double[][] least = new double[2][PARTS.size()];
        for (double[] l : least) {
            Arrays.fill(l, Double.MAX_VALUE);
        }
        Path output = Files.createTempFile("costs", ".txt");
        for (int r = 0; r < rounds; r++) {
            for (int i = 0; i < PARTS.size(); i++) {
                double[] seconds = seconds(output, PARTS.get(i), args[0], preset, args);
                least[0][i] = Math.min(least[0][i], seconds[0]);
                least[1][i] = Math.min(least[1][i], seconds[1]);
            }
        }
        Files.delete(output);
        System.out.printf(Locale.ROOT, "%s, %s, least of %d rounds%n  %-13s %8s %9s %8s %8s %9s%n", Path.of(args[0])
                .getFileName(), preset, rounds, "", "CPU s", "adds", "together", "wall s", "together");
        for (int i = 0; i < PARTS.size(); i++) {
            double[] cpu = least[0];
            double[] wall = least[1];
            System.out.printf(Locale.ROOT, "  %-13s %8.2f %+7.1f %% %+6.1f %% %8.2f %+7.1f %%%n", PARTS.get(i), cpu[i],
                    i == 0 ? 0 : 100 * (cpu[i] - cpu[i - 1]) / cpu[0], 100 * (cpu[i] / cpu[0] - 1), wall[i],
                    100 * (wall[i] / wall[0] - 1));
        }
    }

    private static double[] seconds(Path output, String part, String data, String preset, String[] args)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of("part", part, data, preset));
        line.addAll(Arrays.asList(args).subList(Math.min(3, args.length), args.length));
        int status = Programs.start(output, List.of("-Xmx4g"), CostBenchmark.class.getName(), line.toArray(new String[0]))
                .waitFor();
        List<String> said = Files.readAllLines(output);
        if (status != 0) {
            throw new IOException(String.join("\n", said));
        }
        return Arrays.stream(said.get(said.size() - 1).split(" ")).mapToDouble(Double::parseDouble).toArray();
    }

    private static void part(String part, Path data, String preset, String[] changes) throws InterruptedException {
        NativeRuntime.prepare(0);
        Trainers.warmUp();
        TrainingSettings settings = settings(preset, changes);
        Dataset dataset = Datasets.open(data, Map.of());
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        long start = system.getProcessCpuTime();
        long begin = System.nanoTime();
        int[] rows = dataset.rows(Split.VALIDATION);
        Trainer trainer = Trainers.create(dataset, settings, switch (part) {
            case "training" -> (m, epoch) -> Map.of();
            case "validation" -> (m, epoch) -> RetrievalValidator.retrieval(m.embed(dataset, rows));
            default -> new RetrievalValidator(dataset, RunFolder.seed(settings), StatisticsSchedule.of(dataset, settings));
        });
        if (part.equals("map")) {
            LiveProjection projection = new LiveProjection(ProjectionSettings.defaults());
            projection.setSharing(true);
            int[] scope = ScopeSample.rows(dataset, dataset.rows(Split.TEST).length > 0 ? Split.TEST : Split.VALIDATION,
                    ScopeSample.MOST_PAIRS);
            long[] next = {0};
            trainer.addListener(event -> { // as the window does it: embedding takes a tenth of the time at most
                if (event instanceof TrainingEvent.EpochEnded e && System.nanoTime() >= next[0]) {
                    long embedding = System.nanoTime();
                    projection.submit(e.model().embed(dataset, scope), e.summary().epoch());
                    next[0] = System.nanoTime() + 9 * (System.nanoTime() - embedding);
                }
            });
        }
        trainer.train(new TrainingControl());
        System.out.println((system.getProcessCpuTime() - start) / 1e9 + " " + (System.nanoTime() - begin) / 1e9);
    }

    private static TrainingSettings settings(String preset, String[] changes) {
        TrainingSettings settings = TrainingSettings.preset(preset);
        for (String change : changes) {
            settings = settings.with(change.split("=")[0], change.split("=")[1]);
        }
        return settings;
    }
}
