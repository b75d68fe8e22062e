package org.mingle.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.mingle.data.Dataset;
import org.mingle.runs.Datasets;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Reads a dataset and prints shapes, classes, splits and problems. */
@Command(name = "inspect", mixinStandardHelpOptions = true,
        description = "Reads a dataset and prints its shapes, classes, splits and problems.")
final class InspectCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--data", required = true, paramLabel = "PATH", description = "Dataset: a file or a folder.")
    private Path data;

    @Option(names = {"--set", "--read"}, paramLabel = "KEY=VALUE",
            description = "How to read the dataset, e.g. --set image=NAME --set label=NAME"
                    + " --set modalities=photo:image,caption:text. May be repeated.")
    private Map<String, String> options = new LinkedHashMap<>();

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        Dataset dataset = Datasets.open(data, options);
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? DatasetSummary.json(dataset) : DatasetSummary.text(dataset));
        out.flush();
        return 0;
    }
}
