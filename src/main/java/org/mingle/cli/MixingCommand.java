package org.mingle.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.mingle.data.MingleException;
import org.mingle.data.Npy;
import org.mingle.data.NpyArray;
import org.mingle.data.Split;
import org.mingle.mixing.ClassMixing;
import org.mingle.mixing.MixingAnalysis;
import org.mingle.mixing.MixingReport;
import org.mingle.mixing.Statistic;
import org.mingle.runs.Run;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code mixing}: can the modalities still be told apart? */
@Command(name = "mixing", mixinStandardHelpOptions = true,
        description = "Says, with intervals and p-values, whether two modalities can be told apart in the shared space.")
public final class MixingCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Source source;

    @Option(names = "--seed", defaultValue = "0", description = "Seed of folds, permutations and samples (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    private static final class Source {
        @Option(names = "--run", paramLabel = "DIR", required = true, description = "A run folder; its test split is used.")
        private Path run;

        @ArgGroup(exclusive = false)
        private Files files;
    }

    private static final class Files {
        @Option(names = "--images", paramLabel = "X.npy", required = true, description = "Points of one modality, one row a sample.")
        private Path images;

        @Option(names = "--texts", paramLabel = "Y.npy", required = true,
                description = "Points of the other modality; with as many rows, row i of both files is a pair.")
        private Path texts;

        @Option(names = "--labels", paramLabel = "L.npy",
                description = "One class number a pair; where the files are no pairs, one for each image and then each text.")
        private Path labels;
    }

    @Override
    public Integer call() {
        MixingReport report = source.run != null ? MixingAnalysis.of(Run.open(source.run).embeddings(Split.TEST), seed) : ofFiles();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonOut.print(out, json(report));
        } else {
            print(out, report);
        }
        return 0;
    }

    private MixingReport ofFiles() {
        Files f = source.files;
        int[] labels = f.labels == null ? null : labels(f.labels);
        return MixingAnalysis.of(List.of("image", "text"), Npy.read(f.images).toMatrix(), Npy.read(f.texts).toMatrix(), labels, seed);
    }

    private static int[] labels(Path file) {
        NpyArray array = Npy.read(file);
        double[] values = array.toDoubles();
        int[] labels = new int[values.length];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = (int) values[i];
            if (labels[i] != values[i] || labels[i] < 0 || labels[i] > 65_535) {
                throw new MingleException(file + " holds " + values[i] + " in row " + (i + 1) + ": classes are whole numbers from 0 to 65535.");
            }
        }
        return labels;
    }

    private Map<String, Object> json(MixingReport report) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("n", report.n());
        object.put("split", source.run != null ? Split.TEST.key() : null);
        object.put("metric", "cosine");
        object.put("seed", report.seed());
        object.put("state", report.state().name().toLowerCase(Locale.ROOT));
        object.put("verdict", report.verdict());
        object.put("advice", report.advice());
        List<Object> statistics = new ArrayList<>();
        for (Statistic s : report.statistics()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("name", s.name());
            one.put("value", s.value());
            one.put("low", s.low());
            one.put("high", s.high());
            one.put("p", s.p());
            one.put("settings", s.settings());
            statistics.add(one);
        }
        object.put("statistics", statistics);
        List<Object> classes = new ArrayList<>();
        for (ClassMixing c : report.classes()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("class", c.name());
            one.put("n", c.n());
            one.put("local_mixing", c.localMixing());
            one.put("probe", c.probe());
            one.put("low", c.low());
            one.put("high", c.high());
            one.put("gap", c.gap());
            classes.add(one);
        }
        object.put("classes", classes);
        return object;
    }

    private void print(PrintWriter out, MixingReport report) {
        out.println(report.verdict() + " " + report.advice());
        out.println();
        out.printf(Locale.ROOT, "%-20s %9s  %-20s %7s%n", "statistic", "value", "95 % interval", "p");
        for (Statistic s : report.statistics()) {
            String reason = String.valueOf(s.settings().getOrDefault("reason", ""));
            out.printf(Locale.ROOT, "%-20s %9s  %-20s %7s%n", s.name(), number(s.value()),
                    Double.isNaN(s.low()) ? reason : number(s.low()) + " to " + number(s.high()), number(s.p()));
        }
        out.printf(Locale.ROOT, "%nn = %d a side%s, cosine, seed %d.%n", report.n(),
                source.run != null ? " of the " + Split.TEST.key() + " split" : "", report.seed());
        out.flush();
    }

    private static String number(double value) {
        return Double.isNaN(value) ? "" : String.format(Locale.ROOT, "%.4f", value);
    }
}
