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

/** Turns raw files or features of any known format into a Mingle dataset folder, extracting features. */
@Command(name = "import", mixinStandardHelpOptions = true,
        description = "Reads a dataset of any known format, extracts features, and writes a Mingle dataset folder.")
final class ImportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = {"--from", "--data"}, required = true, paramLabel = "PATH",
            description = "What to import: a file or a folder.")
    private Path from;

    @Option(names = "--out", required = true, paramLabel = "DIR",
            description = "Folder to write; must be new or empty.")
    private Path out;

    @Option(names = {"--set", "--read"}, paramLabel = "KEY=VALUE",
            description = "How to read what is imported, e.g. --set image=NAME --set label=NAME. May be repeated.")
    private Map<String, String> options = new LinkedHashMap<>();

    @Option(names = "--encoder", paramLabel = "MODALITY=NAME",
            description = "Encoder of a modality, e.g. --encoder text=text-tfidf-1. May be repeated.")
    private Map<String, String> encoders = new LinkedHashMap<>();

    @Option(names = "--json", description = "Prints one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        Dataset dataset = Datasets.open(from, options, encoders);
        Datasets.save(dataset, out);
        PrintWriter writer = spec.commandLine().getOut();
        writer.print(json ? DatasetSummary.json(dataset)
                : DatasetSummary.text(dataset) + "Written to " + out + ".\n");
        writer.flush();
        return 0;
    }
}
