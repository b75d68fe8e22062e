package org.mingle.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.mingle.data.Split;
import org.mingle.retrieval.Similarity;
import org.mingle.runs.Manifest;
import org.mingle.runs.Measures;
import org.mingle.runs.Run;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate}: retrieval measures of a run. */
@Command(name = "evaluate", mixinStandardHelpOptions = true, description = "Prints the retrieval measures of a run, each under its variant's name.")
public final class EvaluateCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--run", paramLabel = "DIR", required = true, description = "A run folder.")
    private Path run;

    @Option(names = "--split", defaultValue = "test", description = "test, val or train (default: ${DEFAULT-VALUE}).")
    private String split;

    @Option(names = "--similarity", defaultValue = "COSINE", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Similarity similarity;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        Split wanted = SplitOption.parse(split);
        Run opened = Run.open(run);
        Measures measures = Measures.of(opened.embeddings(wanted), wanted.key(), similarity);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonOut.print(out, json(opened.manifest(), measures));
        } else {
            print(out, opened.manifest(), measures);
        }
        return 0;
    }

    private Map<String, Object> json(Manifest manifest, Measures measures) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("run", run.toString());
        object.put("preset", manifest.preset());
        object.put("seed", manifest.seed());
        object.put("epochs", manifest.epochsRun());
        object.put("seconds", manifest.seconds());
        object.put("similarity", measures.similarity());
        object.put("n", measures.n());
        object.put("measures", new LinkedHashMap<>(Map.of(measures.split(), measures.values())));
        return object;
    }

    private static void print(PrintWriter out, Manifest manifest, Measures measures) {
        out.printf(Locale.ROOT, "%s, %s, seed %d: %d pairs of the %s split, %s%n%n", manifest.datasetName(), manifest.preset(),
                manifest.seed(), measures.n(), measures.split(), measures.similarity());
        measures.values().forEach((variant, directions) -> {
            out.printf(Locale.ROOT, "%-16s", variant);
            directions.forEach((direction, value) -> out.printf(Locale.ROOT, "  %s %.4f", direction, value));
            out.println();
        });
        out.flush();
    }
}
