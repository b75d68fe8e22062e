package org.mingle.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import org.mingle.compute.NativeRuntime;
import org.mingle.data.Dataset;
import org.mingle.model.TrainingSettings;
import org.mingle.report.HtmlReport;
import org.mingle.runs.Datasets;
import org.mingle.runs.Run;
import org.mingle.runs.TrainingRequest;
import org.mingle.runs.TrainingSession;

/** The main job without a window: trains the default preset on a dataset and writes the report. */
final class TerminalJob {
    private final PrintWriter out;
    private final Console console;

    TerminalJob(PrintWriter out, Console console) {
        this.out = out;
        this.console = console;
    }

    void run(Path data) {
        console.line("There is no display: training in the terminal instead.");
        Dataset dataset = Datasets.open(data, Map.of());
        out.print(DatasetSummary.text(dataset));
        out.flush();
        TrainingSettings settings = TrainingSettings.preset(TrainingSettings.presets().get(0));
        TrainingSession session = new TrainingSession(
                new TrainingRequest(dataset, settings, Places.runs(), NativeRuntime.threads()));
        session.addListener(new TrainingConsole(console, session, true));
        Run run = session.run();
        out.println();
        out.print(RunSummary.text(run, run.measures()));
        Path report = run.folder().resolve(HtmlReport.FILE);
        HtmlReport.write(run, report);
        out.println("Report with charts and map: " + report.toAbsolutePath());
        out.flush();
    }
}
