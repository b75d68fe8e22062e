package org.mingle.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mingle.compute.NativeRuntime;
import org.mingle.data.AtomicFiles;
import org.mingle.data.Dataset;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MingleException;
import org.mingle.data.Split;
import org.mingle.mixing.AdversaryCheck;
import org.mingle.mixing.MixingAnalysis;
import org.mingle.mixing.MixingReport;
import org.mingle.mixing.Statistic;
import org.mingle.model.EpochSummary;
import org.mingle.model.TrainingSettings;
import org.mingle.projection.ProjectionSettings;
import org.mingle.projection.Projections;
import org.mingle.projection.Tsne;
import org.mingle.report.Figures.Curve;
import org.mingle.report.Figures.Group;
import org.mingle.report.Page.Key;
import org.mingle.retrieval.Directions;
import org.mingle.retrieval.Interval;
import org.mingle.retrieval.PrecisionRecall;
import org.mingle.retrieval.Similarity;
import org.mingle.retrieval.TopConfusion;
import org.mingle.runs.AdversaryWatch;
import org.mingle.runs.Manifest;
import org.mingle.runs.Measures;
import org.mingle.runs.Run;

/**
 * The report of a run: one HTML file with everything inlined. Written from the run folder alone; the dataset adds the
 * examples where it is still there. The same run gives the same bytes.
 */
public final class HtmlReport {
    /** Its name in a run folder. */
    public static final String FILE = "report.html";
    /** Pairs on the map at most; more would hide each other. */
    private static final int MAP_PAIRS = 2000;
    private static final int CONFUSION_DEPTH = 10;
    /** With more classes the names no longer fit. */
    private static final int CONFUSION_CLASSES = 30;
    private static final int KEY_CLASSES = 20;
    /** Smaller p-values are told as smaller than this. */
    private static final double SMALLEST_P = 1e-4;

    private final Run run;
    private final Manifest manifest;
    private final Split split;
    private final Embeddings embeddings;
    private final Page page;

    private HtmlReport(Run run) {
        this.run = run;
        manifest = run.manifest();
        split = run.judgedSplit();
        embeddings = run.embeddings(split);
        page = new Page("Mingle: " + manifest.preset() + " on " + manifest.datasetName());
    }

    /**
     * Writes the report; takes some seconds.
     *
     * @throws MingleException when the run has not ended or the file cannot be written
     */
    public static void write(Run run, Path file) {
        AtomicFiles.write(file, new HtmlReport(run).html());
    }

    private String html() {
        head();
        measures();
        training();
        map();
        retrieval();
        mixing();
        examples();
        settings();
        return page.html();
    }

    private void head() {
        page.paragraph(TrainingSettings.describe(manifest.preset()));
        page.quiet(String.format(Locale.ROOT, "Run %s, begun %s, seed %d, %d threads: %d epochs in %.1f s (%s); validation"
                + " chose epoch %d.", manifest.id(), manifest.createdAt(), manifest.seed(), manifest.threads(),
                manifest.epochsRun(), manifest.seconds(), manifest.state(), manifest.bestEpoch()));
    }

    // ---- measures

    private void measures() {
        Measures m = run.measures(split);
        page.heading("Retrieval");
        Interval i = m.intervals().get(Measures.MAIN).get(Measures.AVERAGE);
        page.lead(String.format(Locale.ROOT, "mAP over all results, cosine, mean of the directions: %.3f (95 %% interval"
                + " %.3f to %.3f).", m.average(), i.low(), i.high()));
        page.quiet(String.format(Locale.ROOT, "%,d pairs of the %s split%s; the gallery is the other modality of the same"
                + " split; relevant is what shares a class. Interval: 2,000 resamples of the queries.", m.n(), split.key(),
                m.sampled().isEmpty() ? ", each a query once in every direction" : m.sampled()));
        List<String> directions = new ArrayList<>(m.values().get(Measures.MAIN).keySet());
        List<String> head = new ArrayList<>(List.of("measure"));
        directions.forEach(d -> head.add(title(d)));
        head.add("95 % interval of the mean");
        List<List<String>> rows = new ArrayList<>();
        m.values().forEach((variant, values) -> {
            List<String> row = new ArrayList<>(List.of(variant.replace('_', ' ')));
            directions.forEach(d -> row.add(number(values.getOrDefault(d, Double.NaN))));
            Interval range = m.intervals().getOrDefault(variant, Map.of()).get(Measures.AVERAGE);
            row.add(range == null ? "" : number(range.low()) + " to " + number(range.high()));
            rows.add(row);
        });
        page.table(head, rows);
    }

    private String title(String direction) {
        if (direction.equals(Measures.AVERAGE)) {
            return "average";
        }
        Directions d = Directions.parse(embeddings.modalities(), direction);
        return Directions.title(embeddings.modalities(), d.query(), d.gallery());
    }

    private static String number(double v) {
        return Double.isNaN(v) ? "–" : String.format(Locale.ROOT, v >= 10 ? "%.1f" : "%.4f", v);
    }

    // ---- training

    private void training() {
        List<EpochSummary> history = run.history();
        if (history.size() < 2) {
            return;
        }
        page.heading("Training");
        page.beginFigures();
        chart(losses(history), "loss", false, "Weighted terms of the objective and their sum, mean over the batches of each"
                + " epoch.");
        chart(validation(history), "mAP", false,
                "mAP over all results on the validation split, cosine, after each epoch; 0 is the untrained model.");
        chart(classifiers(history), "accuracy", true, "Share of embeddings whose modality is named rightly: by the adversary"
                + " on training batches, and by fresh linear probes (" + probes(history) + "), cross-validated on validation"
                + " pairs. Chance is 0.5.");
        page.end();
        AdversaryCheck.Finding adversary = AdversaryWatch.of(history);
        if (adversary.state() != AdversaryCheck.State.NONE) {
            page.paragraph((adversary.sentence() + " " + adversary.advice()).strip());
        }
    }

    private static String probes(List<EpochSummary> history) {
        long epochs = history.stream().filter(e -> e.validation().containsKey("probe_accuracy")).count();
        String measured = "least squares, in " + epochs + " of " + history.size() + " epochs";
        return history.stream().anyMatch(e -> e.validation().containsKey("probe_logistic"))
                ? measured + ", and Tribuo's logistic regression in fewer" : measured;
    }

    private void chart(List<Curve> curves, String yLabel, boolean unit, String caption) {
        if (curves.stream().anyMatch(c -> c.points().length > 0)) {
            page.figure(Figures.lines(curves, "epoch", yLabel, unit), caption, caption,
                    curves.stream().map(c -> new Key(c.name(), c.color())).toList());
        }
    }

    private static List<Curve> losses(List<EpochSummary> history) {
        Map<String, Integer> terms = new LinkedHashMap<>();
        history.forEach(e -> e.losses().keySet().forEach(t -> terms.putIfAbsent(t, terms.size())));
        return terms.entrySet().stream().map(t -> curve(history, t.getKey().replace('_', ' '), t.getValue(),
                e -> e.losses().getOrDefault(t.getKey(), Double.NaN))).toList();
    }

    private List<Curve> validation(List<EpochSummary> history) {
        Map<String, Integer> names = new LinkedHashMap<>();
        history.forEach(e -> e.validation().keySet().stream().filter(k -> k.startsWith("map_"))
                .forEach(k -> names.putIfAbsent(k, names.size())));
        return names.entrySet().stream().map(n -> curve(history, title(n.getKey().substring("map_".length())), n.getValue(),
                e -> e.validation().getOrDefault(n.getKey(), Double.NaN))).toList();
    }

    private static List<Curve> classifiers(List<EpochSummary> history) {
        return List.of(curve(history, "adversary", 3, EpochSummary::classifierAccuracy),
                curve(history, "fresh probe", 0, e -> e.validation().getOrDefault("probe_accuracy", Double.NaN)),
                curve(history, "fresh probe (Tribuo)", 1,
                        e -> e.validation().getOrDefault("probe_logistic", Double.NaN))).stream()
                .filter(c -> c.points().length > 0).toList();
    }

    private static Curve curve(List<EpochSummary> history, String name, int color,
            java.util.function.ToDoubleFunction<EpochSummary> value) {
        return new Curve(name, color, history.stream()
                .map(e -> new double[] {e.epoch(), value.applyAsDouble(e)}).filter(p -> !Double.isNaN(p[1]))
                .toArray(double[][]::new));
    }

    // ---- map

    private void map() {
        Embeddings shown = embeddings.size() <= MAP_PAIRS ? embeddings : evenly(embeddings, MAP_PAIRS);
        int n = shown.size();
        int modalities = shown.modalities().size();
        if (n * modalities < 5) {
            return;
        }
        ProjectionSettings d = ProjectionSettings.defaults().withThreads(NativeRuntime.threads());
        Tsne.Result result = Projections.layout(shown.stacked(), d, iteration -> true);
        page.heading("Map of the shared space");
        page.quiet(String.format(Locale.ROOT, "t-SNE, perplexity %.0f, %d iterations, seed %d, KL %.3f: %,d of %,d pairs of the"
                + " %s split%s. A picture only: what it suggests is measured below in the space itself.",
                result.perplexity(), d.iterations(), d.seed(), result.kl(), n, embeddings.size(), split.key(),
                n < embeddings.size() ? ", taken evenly" : ""));
        List<Group> byClass = new ArrayList<>();
        List<Group> byModality = new ArrayList<>();
        for (int k = 0; k < modalities; k++) {
            for (int c = 0; c < shown.classNames().size(); c++) {
                byClass.add(new Group(c, k, points(result.xy(), shown, k, c)));
            }
            byModality.add(new Group(k, k, points(result.xy(), shown, k, -1)));
        }
        List<Key> classes = new ArrayList<>();
        for (int c = 0; c < Math.min(KEY_CLASSES, shown.classNames().size()); c++) {
            classes.add(new Key(shown.classNames().get(c), c));
        }
        List<Key> kinds = new ArrayList<>();
        for (int k = 0; k < modalities; k++) {
            kinds.add(new Key(shown.modalities().get(k), k, List.of("disc", "square", "ring").get(k % 3)));
        }
        page.beginFigures();
        page.figure(Figures.scatter(byClass), "Colour is the class, shape the modality.", "t-SNE map coloured by class",
                classes);
        page.figure(Figures.scatter(byModality), "The same map coloured by modality: mixed colours are mixed modalities.",
                "t-SNE map coloured by modality", kinds);
        page.end();
    }

    /** @param c class, or -1 for all */
    private static double[][] points(FloatMatrix xy, Embeddings e, int modality, int c) {
        List<double[]> points = new ArrayList<>();
        for (int r = 0; r < e.size(); r++) {
            if (c < 0 || e.labels()[r][0] == c) {
                int row = modality * e.size() + r;
                points.add(new double[] {xy.get(row, 0), xy.get(row, 1)});
            }
        }
        return points.toArray(double[][]::new);
    }

    private static Embeddings evenly(Embeddings e, int most) {
        int[] rows = new int[most];
        for (int i = 0; i < most; i++) {
            rows[i] = (int) ((long) e.size() * i / most);
        }
        return e.select(rows);
    }

    // ---- retrieval figures

    private void retrieval() {
        page.heading("Precision, recall, confusion");
        List<Curve> curves = new ArrayList<>();
        int modalities = embeddings.modalities().size();
        for (int q = 0; q < modalities; q++) {
            for (int g = 0; g < modalities; g++) {
                if (q != g) {
                    double[] precision = PrecisionRecall.of(embeddings, q, g, Similarity.COSINE, 1).interpolated();
                    double[][] points = new double[precision.length][];
                    for (int i = 0; i < points.length; i++) {
                        points[i] = new double[] {(double) i / (points.length - 1), precision[i]};
                    }
                    curves.add(new Curve(Directions.title(embeddings.modalities(), q, g), curves.size(), points));
                }
            }
        }
        page.beginFigures();
        page.figure(Figures.lines(curves, "recall", "precision", true), "11-point interpolated precision, mean over the queries"
                + " of the " + split.key() + " split, cosine.", "precision over recall",
                curves.stream().map(c -> new Key(c.name(), c.color())).toList());
        if (embeddings.classNames().size() <= CONFUSION_CLASSES) {
            for (int q = 0; q < modalities; q++) {
                for (int g = 0; g < modalities; g++) {
                    if (q != g) {
                        String direction = Directions.title(embeddings.modalities(), q, g);
                        double[][] shares = TopConfusion.of(embeddings, q, g, Similarity.COSINE, CONFUSION_DEPTH).shares();
                        page.figure(Figures.heat(embeddings.classNames(), shares), direction + ": a row is a class of"
                                + " queries, a column the share of a class among their first " + CONFUSION_DEPTH
                                + " results; white is none, the darkest blue the largest share.",
                                "confusion of classes, " + direction, List.of());
                    }
                }
            }
        }
        page.end();
    }

    // ---- mixing

    private void mixing() {
        page.heading("Are the modalities indistinguishable?");
        MixingReport report;
        try {
            report = MixingAnalysis.of(embeddings, manifest.seed());
        } catch (MingleException e) {
            page.paragraph(e.getMessage());
            return;
        }
        page.lead(report.verdict());
        page.paragraph("What to try next: " + report.advice());
        page.quiet(String.format(Locale.ROOT, "Measured in the shared space (not on the map) on %,d pairs of the %s split,"
                + " cosine, seed %d. p: against modalities that cannot be told apart.", report.n(), split.key(),
                manifest.seed()));
        List<List<String>> rows = new ArrayList<>();
        for (Statistic s : report.statistics()) {
            rows.add(List.of(s.name().replace('_', ' '), number(s.value()), number(s.low()), number(s.high()),
                    s.p() < SMALLEST_P ? "<0.0001" : number(s.p())));
        }
        page.table(List.of("statistic", "value", "95 % from", "to", "p"), rows);
    }

    // ---- examples and settings

    private void examples() {
        Dataset dataset;
        try {
            dataset = run.dataset();
        } catch (MingleException e) {
            page.heading("Examples");
            page.paragraph(e.getMessage());
            return;
        }
        Examples.write(page, dataset, embeddings);
    }

    private void settings() {
        page.heading("Settings");
        List<List<String>> rows = new ArrayList<>();
        run.settings().options().forEach(o -> rows.add(List.of(o.label(), run.settings().get(o.key()), o.help())));
        page.table(List.of("setting", "value", "meaning"), rows);
        page.quiet("Dataset hash " + manifest.datasetHash() + ". Versions: " + join(manifest.versions()) + ". Machine: "
                + join(manifest.machine()) + ".");
        page.paragraph("The same run again:");
        page.code(again());
    }

    private String again() {
        StringBuilder s = new StringBuilder("java -jar target/mingle.jar train --data ").append(manifest.datasetPath())
                .append(" --preset ").append(manifest.preset()).append(" --threads ").append(manifest.threads());
        Map<String, String> usual = TrainingSettings.preset(manifest.preset()).asMap();
        manifest.settings().forEach((key, value) -> {
            if (!value.equals(usual.get(key))) {
                s.append(" --set ").append(key).append('=').append(value);
            }
        });
        return s.toString();
    }

    private static String join(Map<String, String> map) {
        return String.join(", ", map.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList());
    }
}
