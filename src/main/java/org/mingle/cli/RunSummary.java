package org.mingle.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.mingle.retrieval.Interval;
import org.mingle.runs.Manifest;
import org.mingle.runs.Measures;
import org.mingle.runs.Run;

/** A run and its measures, for people or for programs. */
final class RunSummary {
    private RunSummary() {}

    static Map<String, Object> json(Run run, Measures measures) {
        Manifest m = run.manifest();
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("run", run.folder().toString());
        object.put("state", m.state());
        object.put("dataset", m.datasetName());
        object.put("preset", m.preset());
        object.put("seed", m.seed());
        object.put("epochs", m.epochsRun());
        object.put("best_epoch", m.bestEpoch());
        object.put("seconds", m.seconds());
        Map<String, Object> splits = new LinkedHashMap<>();
        splits.put(measures.split(), measures.asMap());
        object.put("measures", splits);
        return object;
    }

    static String text(Run run, Measures measures) {
        Manifest m = run.manifest();
        StringBuilder s = new StringBuilder();
        s.append(String.format(Locale.ROOT, "%s, %s, seed %d: %d epochs in %.1f s (%s), best epoch %d%n", m.datasetName(),
                m.preset(), m.seed(), m.epochsRun(), m.seconds(), m.state(), m.bestEpoch()));
        s.append(String.format(Locale.ROOT, "%d pairs of the %s split%s, %s similarity%n%n", measures.n(),
                measures.split(), measures.sampled(), measures.similarity()));
        measures.values().forEach((variant, directions) -> {
            s.append(String.format("  %-16s", variant));
            directions.forEach((name, value) -> s.append(String.format(Locale.ROOT, "  %s %s", name,
                    value >= 10 ? String.format(Locale.ROOT, "%6.1f", value)
                            : String.format(Locale.ROOT, "%.4f", value))));
            if (measures.intervals().containsKey(variant)) {
                Interval i = measures.intervals().get(variant).get(Measures.AVERAGE);
                s.append(String.format(Locale.ROOT, "  (%.4f to %.4f)", i.low(), i.high()));
            }
            s.append(System.lineSeparator());
        });
        s.append(String.format("%nIn brackets: 95 %% interval of the average, from 2,000 resamples of the queries%n"));
        return s.append("Run: ").append(run.folder()).append(System.lineSeparator()).toString();
    }
}
