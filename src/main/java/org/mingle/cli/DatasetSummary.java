package org.mingle.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mingle.compute.NativeRuntime;
import org.mingle.data.Dataset;
import org.mingle.data.DatasetReport.Problem;
import org.mingle.data.DatasetReport.Severity;
import org.mingle.data.FeatureEncoder;
import org.mingle.data.Media;
import org.mingle.data.Split;
import org.mingle.model.TrainingForecast;
import org.mingle.model.TrainingSettings;

/** A dataset in numbers, for people or for programs. */
final class DatasetSummary {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MOST_LINES = 30;
    private static final List<String> FORECAST = List.of("daml", "daml-plus");

    private DatasetSummary() {}

    // ---- for people

    static String text(Dataset d) {
        StringBuilder s = new StringBuilder();
        s.append(String.format(Locale.ROOT, "%s: %,d samples in %d classes%s%n", d.name(), d.size(),
                d.classNames().size(), d.multiLabel() ? ", some in several" : ""));
        for (int m = 0; m < d.modalities().size(); m++) {
            s.append(String.format(Locale.ROOT, "  %-12s %-7s %,6d values  %s%n", d.modalities().get(m).name(),
                    kind(d, m), d.features(m).cols(), origin(d, m)));
        }
        for (Split split : Split.values()) {
            s.append(String.format(Locale.ROOT, "  %-12s %,6d samples%n", split.key(), d.rows(split).length));
        }
        appendClasses(d, s);
        appendProblems(d, s);
        appendForecasts(d, s);
        s.append("Runtime:");
        NativeRuntime.describe().forEach((key, value) -> s.append(' ').append(key).append('=').append(value));
        s.append(String.format("%nHash: %s%n", d.hash()));
        return s.toString();
    }

    private static void appendClasses(Dataset d, StringBuilder s) {
        int[][] counts = counts(d);
        s.append(String.format("%nClasses %33s %6s %6s%n", "train", "val", "test"));
        for (int c = 0; c < Math.min(counts.length, MOST_LINES); c++) {
            s.append(String.format(Locale.ROOT, "  %-32s %,6d %,6d %,6d%n", d.classNames().get(c),
                    counts[c][0], counts[c][1], counts[c][2]));
        }
        appendRest(counts.length, "classes", s);
        s.append(System.lineSeparator());
    }

    private static void appendProblems(Dataset d, StringBuilder s) {
        List<Problem> problems = d.report().problems();
        if (problems.isEmpty()) {
            return;
        }
        s.append(String.format(Locale.ROOT, "Noticed (%,d samples left out, %,d warnings)%n", d.report().skipped(),
                problems.stream().filter(p -> p.severity() == Severity.WARNING).count()));
        for (Problem p : problems.subList(0, Math.min(problems.size(), MOST_LINES))) {
            s.append(String.format("  %-8s%s: %s%n", word(p), p.where(), p.message()));
        }
        appendRest(problems.size(), "", s);
        s.append(System.lineSeparator());
    }

    private static void appendRest(int n, String what, StringBuilder s) {
        if (n > MOST_LINES) {
            s.append(String.format(Locale.ROOT, "  ... and %,d more%s (all with --json)%n", n - MOST_LINES,
                    what.isEmpty() ? "" : " " + what));
        }
    }

    private static void appendForecasts(Dataset d, StringBuilder s) {
        for (String preset : FORECAST) {
            TrainingForecast.of(d, TrainingSettings.preset(preset)).ifPresent(f -> s.append(
                    String.format("Training with %s would take %s; the program then takes about %s in all.%n", preset,
                            f.words(), TrainingForecast.size(f.processBytes()))));
        }
    }

    private static String kind(Dataset d, int modality) {
        return d.modalities().get(modality).kind().name().toLowerCase(Locale.ROOT);
    }

    private static String origin(Dataset d, int modality) {
        String encoder = d.encoder(modality).map(e -> "made by " + e.name()).orElse("as given");
        return encoder + (withMedia(d, modality) > 0 ? ", with media" : "");
    }

    private static long withMedia(Dataset d, int modality) {
        long n = 0;
        for (int r = 0; r < d.size(); r++) {
            n += d.media(modality, r) instanceof Media.None ? 0 : 1;
        }
        return n;
    }

    private static String word(Problem p) {
        return p.severity().name().toLowerCase(Locale.ROOT);
    }

    /** Samples by class and split. */
    private static int[][] counts(Dataset d) {
        int[][] counts = new int[d.classNames().size()][Split.values().length];
        for (int r = 0; r < d.size(); r++) {
            for (int c : d.labels(r)) {
                counts[c][d.split(r).ordinal()]++;
            }
        }
        return counts;
    }

    // ---- for programs

    static String json(Dataset d) {
        ObjectNode o = MAPPER.createObjectNode();
        o.put("name", d.name()).put("data", String.valueOf(d.source())).put("hash", d.hash());
        o.put("samples", d.size()).put("multi_label", d.multiLabel());
        ArrayNode modalities = o.putArray("modalities");
        for (int m = 0; m < d.modalities().size(); m++) {
            modalities.addObject().put("name", d.modalities().get(m).name()).put("kind", kind(d, m))
                    .put("dimension", d.features(m).cols())
                    .put("encoder", d.encoder(m).map(FeatureEncoder::name).orElse(null))
                    .put("media", withMedia(d, m));
        }
        ObjectNode splits = o.putObject("splits");
        for (Split split : Split.values()) {
            splits.put(split.key(), d.rows(split).length);
        }
        putClasses(d, o.putArray("classes"));
        o.put("skipped", d.report().skipped());
        ArrayNode problems = o.putArray("problems");
        for (Problem p : d.report().problems()) {
            problems.addObject().put("severity", word(p)).put("where", p.where()).put("message", p.message());
        }
        ObjectNode forecasts = o.putObject("forecast");
        for (String preset : TrainingSettings.presets()) {
            TrainingForecast.of(d, TrainingSettings.preset(preset)).ifPresent(f -> forecasts.putObject(preset)
                    .put("seconds", f.seconds()).put("epochs", f.epochs()).put("epoch_seconds", f.epochSeconds())
                    .put("bytes", f.bytes()).put("feature_bytes", f.featureBytes())
                    .put("process_bytes", f.processBytes()));
        }
        ObjectNode runtime = o.putObject("runtime");
        for (Map.Entry<String, String> e : NativeRuntime.describe().entrySet()) {
            runtime.put(e.getKey(), e.getValue());
        }
        try {
            return MAPPER.writeValueAsString(o) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void putClasses(Dataset d, ArrayNode classes) {
        int[][] counts = counts(d);
        for (int c = 0; c < counts.length; c++) {
            ObjectNode node = classes.addObject().put("name", d.classNames().get(c));
            int all = 0;
            for (Split split : Split.values()) {
                node.put(split.key(), counts[c][split.ordinal()]);
                all += counts[c][split.ordinal()];
            }
            node.put("count", all);
        }
    }
}
