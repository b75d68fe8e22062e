package org.mingle.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.mingle.data.Split;
import org.mingle.retrieval.Similarity;
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
            JsonOut.print(out, RunSummary.json(opened, measures));
        } else {
            out.print(RunSummary.text(opened, measures));
            out.flush();
        }
        return 0;
    }
}
