package org.mingle.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.mingle.compute.NativeRuntime;
import org.mingle.data.Dataset;
import org.mingle.data.MingleException;
import org.mingle.data.Npy;
import org.mingle.data.NpyArray;
import org.mingle.model.Trainers;
import org.mingle.model.TrainingSettings;
import org.mingle.projection.ProjectionSettings;
import org.mingle.projection.Projections;
import org.mingle.projection.Tsne;
import org.mingle.runs.Datasets;
import org.mingle.runs.FrameRecorder;
import org.mingle.runs.Measures;
import org.mingle.runs.Run;
import org.mingle.runs.TrainingRequest;
import org.mingle.runs.TrainingSession;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code train}: trains, writes a run folder, prints the measures. */
@Command(name = "train", mixinStandardHelpOptions = true,
        description = "Trains on a dataset, writes a run folder and prints the measures of the test split.")
final class TrainCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private What what;

    @Option(names = "--read", paramLabel = "KEY=VALUE",
            description = "How to read the dataset, as --set of inspect. May be repeated.")
    private Map<String, String> reading = new LinkedHashMap<>();

    @Option(names = "--preset", defaultValue = "daml", description = "Method (default: ${DEFAULT-VALUE}); a wrong name"
            + " prints those there are.")
    private String preset;

    @Option(names = "--set", paramLabel = "KEY=VALUE",
            description = "A hyper-parameter of the preset, e.g. --set adversary=0. May be repeated.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--epochs", paramLabel = "N", description = "Short for --set epochs=N.")
    private String epochs;

    @Option(names = "--seed", paramLabel = "S", description = "Short for --set seed=S.")
    private String seed;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "1",
            description = "Trains N times, with this seed and those that follow it, and prints mean and standard"
                + " deviation.")
    private int seeds;

    @Option(names = "--threads", paramLabel = "T", defaultValue = "0",
            description = "Compute threads (default: as many as there are cores).")
    private int threads;

    @Option(names = "--out", paramLabel = "DIR", description = "Folder in which the run's own folder is made (default:"
            + " runs).")
    private Path out;

    @Option(names = "--frames", paramLabel = "N", defaultValue = "0", description = "Store a layout of the map every N"
            + " epochs, for the window's timeline (default: ${DEFAULT-VALUE}, none). Takes time; the model stays the same.")
    private int frames;

    @Option(names = "--map", paramLabel = "Y.npy", description = "Also lays the points of the judged split (test, or else"
            + " validation) out on the plane by t-SNE and writes the layout, as project does.")
    private Path map;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    private static final class What {
        @Option(names = "--data", paramLabel = "PATH", required = true, description = "Dataset: a file or a folder.")
        private Path data;

        @Option(names = "--resume", paramLabel = "DIR", required = true,
                description = "A run that was broken off or stopped; goes on after its last whole epoch.")
        private Path resume;
    }

    @Override
    public Integer call() {
        if (threads < 0 || seeds < 1) {
            throw new MingleException(threads < 0 ? "--threads " + threads + " cannot be: give 0 for all cores, or more."
                    : "--seeds " + seeds + " trains nothing: give at least 1.");
        }
        if (map != null && seeds > 1) {
            throw new MingleException("--map writes the layout of one run: leave it out with --seeds " + seeds
                    + " and lay the runs out with project --run.");
        }
        Console console = Console.of(spec.commandLine().getErr());
        List<Run> runs = new ArrayList<>();
        if (what.resume != null) {
            runs.add(resume(console));
        } else {
            NativeRuntime.prepare(threads);
            Trainers.warmUp();
            TrainingSettings wanted = wanted();
            if (!random(wanted) && seeds > 1) {
                throw new MingleException("Nothing in " + preset + " is random: leave out --seeds " + seeds
                        + ", every run would be the same.");
            }
            if (!random(wanted) && seed != null) {
                console.line("Nothing in " + preset + " is random: --seed " + seed + " changes nothing.");
            }
            Dataset dataset = Datasets.open(what.data, reading);
            long first = Long.parseLong(wanted.asMap().getOrDefault("seed", "0"));
            for (int i = 0; i < seeds; i++) {
                TrainingSettings own = i == 0 ? wanted : wanted.with("seed", Long.toString(first + i));
                runs.add(train(new TrainingSession(new TrainingRequest(dataset, own, out == null ? Places.runs() : out,
                        NativeRuntime.threads(), reading)), console));
            }
        }
        if (map != null) {
            writeMap(runs.get(0));
        }
        print(runs);
        return 0;
    }

    private TrainingSettings wanted() {
        TrainingSettings wanted = TrainingSettings.preset(preset);
        Map<String, String> all = new LinkedHashMap<>(settings);
        if (epochs != null) {
            all.put("epochs", epochs);
        }
        if (seed != null && random(wanted)) {
            all.put("seed", seed);
        }
        for (Map.Entry<String, String> e : all.entrySet()) {
            wanted = wanted.with(e.getKey(), e.getValue());
        }
        return wanted;
    }

    private static boolean random(TrainingSettings settings) {
        return settings.asMap().containsKey("seed");
    }

    private Run resume(Console console) {
        Run broken = Run.open(what.resume);
        int before = broken.manifest().threads();
        if (threads > 0 && threads != before) {
            throw new MingleException("The run " + what.resume + " was begun with " + before + " threads: resume it with"
                    + " as many, so that it ends in the same result.");
        }
        NativeRuntime.prepare(before);
        return train(TrainingSession.resume(broken), console);
    }

    private Run train(TrainingSession session, Console console) {
        session.addListener(new TrainingConsole(console, session, !json));
        FrameRecorder recorder = frames == 0 ? null
                : new FrameRecorder(session.dataset(), frames, session::folder, NativeRuntime.threads());
        if (recorder != null) {
            session.addListener(recorder);
        }
        try {
            return session.run();
        } finally {
            if (recorder != null) {
                recorder.close();
            }
            console.clear();
        }
    }

    private void writeMap(Run run) {
        ProjectionSettings settings = ProjectionSettings.defaults().withThreads(NativeRuntime.threads());
        Tsne.Result result = Projections.layout(run.embeddings(run.judgedSplit()).stacked(), settings, done -> true);
        Npy.write(map, NpyArray.of(result.xy()));
    }

    private void print(List<Run> runs) {
        PrintWriter writer = spec.commandLine().getOut();
        List<Measures> measures = runs.stream().map(Run::measures).toList();
        if (json) {
            Map<String, Object> object = RunSummary.json(runs.get(0), measures.get(0));
            if (runs.size() > 1) {
                object.put("seeds", seeds(runs, measures));
            }
            JsonOut.print(writer, object);
        } else {
            for (int i = 0; i < runs.size(); i++) {
                writer.print(RunSummary.text(runs.get(i), measures.get(i)));
            }
            if (runs.size() > 1) {
                writer.printf(Locale.ROOT, "%nMean and standard deviation over %d seeds, %s split, %s%n%n", runs.size(),
                        measures.get(0).split(), measures.get(0).similarity());
                measures.get(0).values().forEach((variant, directions) -> {
                    writer.printf("  %-16s", variant);
                    for (String direction : directions.keySet()) {
                        double[] meanAndSd = meanAndSd(measures, variant, direction);
                        writer.printf(Locale.ROOT, "  %s %.4f +- %.4f", direction, meanAndSd[0], meanAndSd[1]);
                    }
                    writer.println();
                });
            }
            writer.flush();
        }
    }

    private static Map<String, Object> seeds(List<Run> runs, List<Measures> measures) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("n", runs.size());
        object.put("seeds", runs.stream().map(r -> r.manifest().seed()).toList());
        object.put("runs", runs.stream().map(r -> r.folder().toString()).toList());
        object.put("map_all_avg", measures.stream().map(Measures::average).toList());
        double[] main = meanAndSd(measures, Measures.MAIN, Measures.AVERAGE);
        object.put("mean", main[0]);
        object.put("sd", main[1]);
        Map<String, Object> all = new LinkedHashMap<>();
        measures.get(0).values().forEach((variant, directions) -> {
            Map<String, Object> each = new LinkedHashMap<>();
            for (String direction : directions.keySet()) {
                double[] meanAndSd = meanAndSd(measures, variant, direction);
                each.put(direction, Map.of("mean", meanAndSd[0], "sd", meanAndSd[1]));
            }
            all.put(variant, each);
        });
        object.put("measures", all);
        return object;
    }

    private static double[] meanAndSd(List<Measures> measures, String variant, String direction) {
        List<Double> values = measures.stream().map(m -> m.values().get(variant).get(direction)).toList();
        double mean = values.stream().mapToDouble(v -> v).average().orElseThrow();
        double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return new double[] {mean, Math.sqrt(squares / (values.size() - 1))};
    }
}
