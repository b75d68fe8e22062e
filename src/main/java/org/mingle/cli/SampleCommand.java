package org.mingle.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.mingle.samples.SampleData;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes the bundled sample dataset anew. */
@Command(name = "sample", mixinStandardHelpOptions = true,
        description = "Draws and tells the bundled sample dataset: the same bytes every time.")
final class SampleCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--out", paramLabel = "DIR", required = true,
            description = "Folder to write; new, empty, or an earlier sample, which is overwritten.")
    private Path out;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        int pairs = SampleData.write(out);
        PrintWriter writer = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("out", out.toString());
            object.put("pairs", pairs);
            JsonOut.print(writer, object);
        } else {
            writer.printf(Locale.ROOT, "%,d pairs written to %s.%n", pairs, out);
            writer.flush();
        }
        return 0;
    }
}
