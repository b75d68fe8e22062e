package org.mingle.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.mingle.data.Embeddings;
import org.mingle.data.Split;
import org.mingle.retrieval.Directions;
import org.mingle.retrieval.PrecisionRecall;
import org.mingle.retrieval.Similarity;
import org.mingle.runs.Measures;
import org.mingle.runs.Run;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code evaluate}: retrieval measures of a run. */
@Command(name = "evaluate", mixinStandardHelpOptions = true, 
        description = "Prints the retrieval measures of a run, each under its variant's name; as JSON with"
                + " precision-recall and precision-scope curves.")
public final class EvaluateCommand implements Callable<Integer> {
    /** Depths of the precision-scope curve, as published figures have them. */
    private static final int[] SCOPES = {1, 5, 10, 20, 50, 100, 200, 500, 1000};

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
        Embeddings embeddings = opened.embeddings(wanted);
        Measures measures = Measures.of(embeddings, wanted.key(), similarity);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> object = RunSummary.json(opened, measures);
            object.put("curves", curves(embeddings));
            JsonOut.print(out, object);
        } else {
            out.print(RunSummary.text(opened, measures));
            out.flush();
        }
        return 0;
    }

    /** By direction: 11-point interpolated precision over recall, and precision over scope. */
    private Map<String, Object> curves(Embeddings e) {
        Map<String, Object> all = new LinkedHashMap<>();
        for (int q = 0; q < e.modalities().size(); q++) {
            for (int g = 0; g < e.modalities().size(); g++) {
                if (q != g) {
                    PrecisionRecall c = PrecisionRecall.of(e, q, g, similarity, SCOPES);
                    Map<String, Object> curve = new LinkedHashMap<>();
                    curve.put("recall", IntStream.rangeClosed(0, 10).mapToObj(i -> i / 10.0).toList());
                    curve.put("interpolated_precision", Arrays.stream(c.interpolated()).boxed().toList());
                    curve.put("scope", IntStream.of(c.scopes()).boxed().toList());
                    curve.put("precision_at_scope", Arrays.stream(c.precisionAtScope()).boxed().toList());
                    all.put(Directions.name(e.modalities(), q, g), curve);
                }
            }
        }
        return all;
    }
}
