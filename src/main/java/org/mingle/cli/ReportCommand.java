package org.mingle.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.mingle.compute.NativeRuntime;
import org.mingle.report.HtmlReport;
import org.mingle.runs.Run;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code report}: the report of a run. */
@Command(name = "report", mixinStandardHelpOptions = true,
        description = "Writes the report of a run: one HTML file with measures, figures, map and examples.")
final class ReportCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(names = "--run", paramLabel = "DIR", required = true, description = "A run folder.")
    private Path run;

    @Option(names = "--out", paramLabel = "FILE", description = "The file to write (default: report.html in the run"
            + " folder).")
    private Path out;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        NativeRuntime.prepare(0);
        Path file = out == null ? run.resolve(HtmlReport.FILE) : out;
        HtmlReport.write(Run.open(run), file);
        PrintWriter writer = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("run", run.toString());
            object.put("report", file.toString());
            JsonOut.print(writer, object);
        } else {
            writer.println("Report: " + file.toAbsolutePath());
            writer.flush();
        }
        return 0;
    }
}
