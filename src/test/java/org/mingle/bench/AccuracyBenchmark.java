package org.mingle.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mingle.compute.NativeRuntime;
import org.mingle.data.Dataset;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;
import org.mingle.data.Split;
import org.mingle.mixing.MixingAnalysis;
import org.mingle.mixing.Statistic;
import org.mingle.model.TrainingSettings;
import org.mingle.model.Validator;
import org.mingle.retrieval.Interval;
import org.mingle.retrieval.QueryBootstrap;
import org.mingle.retrieval.RetrievalMeasures;
import org.mingle.retrieval.Similarity;
import org.mingle.runs.Datasets;
import org.mingle.runs.Measures;
import org.mingle.runs.Run;
import org.mingle.runs.TrainingRequest;
import org.mingle.runs.TrainingSession;
import org.mingle.runs.Versions;

/**
 * Trains presets on real datasets with several seeds and keeps one table of what they reach on the test split, each
 * preset with its defaults: no setting is chosen by dataset, the best epoch is chosen on the validation split, the test
 * split is only reported. A row is written as soon as it is done, so that a table can be made piece by piece, and any
 * row again:
 *
 * <p>{@code mvn -Pbench-accuracy test-compile exec:exec -Dbench.args="--data FOLDER --presets sm,daml-plus"}
 *
 * <p>{@code train --data FOLDER --preset NAME --seeds 5} trains the same runs and prints the same mean.
 */
public final class AccuracyBenchmark {
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
    private static final String REFERENCE = "daml-plus";

    private final Path table;
    private final Path work;
    private final int seeds;
    private final int threads;
    private final Map<String, Object> rows;

    private AccuracyBenchmark(Path table, Path work, int seeds, int threads) throws IOException {
        this.table = table;
        this.work = work;
        this.seeds = seeds;
        this.threads = threads;
        rows = Files.isRegularFile(table) ? read(table) : new LinkedHashMap<>();
    }

    /** {@code --data A,B --presets X,Y --seeds N --threads T --out FILE.json}; presets: also {@code chance}. */
    public static void main(String[] args) throws IOException {
        Map<String, String> given = new LinkedHashMap<>(Map.of("--data", "../shared/data/wikipedia,"
                + "../shared/data/web-news-cn,../shared/data/uci-digits-multiview", "--seeds", "5", "--threads", "1",
                "--presets", "chance," + String.join(",", TrainingSettings.presets()), "--out", "src/docs/accuracy.json"));
        for (int i = 0; i + 1 < args.length; i += 2) {
            if (!given.containsKey(args[i])) {
                throw new IllegalArgumentException("No option " + args[i] + ": there are " + given.keySet() + ".");
            }
            given.put(args[i], args[i + 1]);
        }
        int threads = Integer.parseInt(given.get("--threads"));
        NativeRuntime.prepare(threads);
        AccuracyBenchmark benchmark = new AccuracyBenchmark(Path.of(given.get("--out")), Path.of("target/bench-accuracy"),
                Integer.parseInt(given.get("--seeds")), threads);
        for (String data : given.get("--data").split(",")) {
            Dataset dataset = Datasets.open(Path.of(data), Map.of());
            for (String preset : given.get("--presets").split(",")) {
                benchmark.row(dataset, preset);
            }
        }
        System.exit(0); // native worker threads would keep the process
    }

    private void row(Dataset dataset, String preset) throws IOException {
        Map<String, Object> row = new LinkedHashMap<>();
        row.put("dataset", dataset.name());
        row.put("dataset_hash", dataset.hash());
        row.put("preset", preset);
        row.put("split", Split.TEST.key());
        row.put("n", dataset.rows(Split.TEST).length);
        List<Embeddings> spaces = new ArrayList<>();
        List<Double> validation = new ArrayList<>();
        List<Double> seconds = new ArrayList<>();
        List<Integer> epochs = new ArrayList<>();
        if (preset.equals("chance")) {
            spaces.add(onePoint(dataset));
        } else {
            for (int seed = 0; seed < (preset.equals("cca") ? 1 : seeds); seed++) {
                TrainingSettings s = TrainingSettings.preset(preset);
                s = s.asMap().containsKey("seed") ? s.with("seed", Integer.toString(seed)) : s;
                Run run = new TrainingSession(new TrainingRequest(dataset, s, work.resolve("runs"), threads)).run();
                spaces.add(run.embeddings(Split.TEST));
                validation.add(run.history().stream().filter(e -> e.epoch() == run.manifest().bestEpoch()).findFirst()
                        .orElseThrow().validation().getOrDefault(Validator.SELECTION_MEASURE, Double.NaN));
                seconds.add(run.manifest().seconds());
                epochs.add(run.manifest().bestEpoch());
            }
        }
        row.put("seeds", spaces.size());
        List<Measures> measures = spaces.stream().map(e -> Measures.of(e, Split.TEST.key(), Similarity.COSINE)).toList();
        for (String variant : List.of(Measures.MAIN, "map_at_50_found", "map_at_50", "map_at_r")) {
            Map<String, Object> directions = new LinkedHashMap<>();
            for (String d : measures.get(0).values().get(variant).keySet()) {
                directions.put(d, mean(measures.stream().map(m -> m.values().get(variant).get(d)).toList()));
            }
            row.put(variant, directions);
        }
        row.put("map_all_avg_by_seed", measures.stream().map(Measures::average).map(AccuracyBenchmark::round).toList());
        row.put("map_all_avg_sd", deviation(measures.stream().map(Measures::average).toList()));
        double[] precision = averagePrecision(spaces);
        Interval interval = QueryBootstrap.mean(precision, 0);
        row.put("map_all_avg_ci95", List.of(round(interval.low()), round(interval.high())));
        if (!preset.equals("chance")) {
            List<Statistic> linear = new ArrayList<>();
            List<Statistic> mlp = new ArrayList<>();
            for (Embeddings e : spaces) {
                for (Statistic s : MixingAnalysis.of(e, 0).statistics()) {
                    (s.name().equals("c2st_linear") ? linear : s.name().equals("c2st_mlp") ? mlp
                            : new ArrayList<Statistic>()).add(s);
                }
            }
            row.put("fresh_probe_linear", mean(linear.stream().map(Statistic::value).toList()));
            row.put("fresh_probe_mlp", mean(mlp.stream().map(Statistic::value).toList()));
            row.put("validation_map_all_avg", mean(validation));
            row.put("best_epochs", epochs);
            row.put("seconds", mean(seconds));
        }
        compare(dataset, preset, precision, row);
        row.put("threads", threads);
        row.put("mingle", Versions.mingle());
        row.put("date", LocalDate.now().toString());
        rows.put(dataset.name() + "/" + preset, row);
        Files.createDirectories(table.toAbsolutePath().getParent());
        Files.writeString(table, JSON.writeValueAsString(rows) + "\n");
        Files.writeString(table.resolveSibling(table.getFileName().toString().replace(".json", ".md")),
                AccuracyTable.markdown(rows));
        System.out.println(dataset.name() + " " + preset + " " + row.get(Measures.MAIN) + " sd "
                + row.get("map_all_avg_sd") + " probe " + row.get("fresh_probe_mlp"));
    }

    /** The difference to the reference preset, paired by query, where that has been measured before on this data. */
    private void compare(Dataset dataset, String preset, double[] precision, Map<String, Object> row) throws IOException {
        Files.createDirectories(work);
        JSON.writeValue(work.resolve(dataset.name() + "-" + preset + ".json").toFile(), precision);
        Path reference = work.resolve(dataset.name() + "-" + REFERENCE + ".json");
        if (!preset.equals(REFERENCE) && Files.isRegularFile(reference)) {
            double[] best = JSON.readValue(reference.toFile(), double[].class);
            double[] difference = new double[best.length];
            Arrays.setAll(difference, i -> best[i] - precision[i]);
            Interval i = QueryBootstrap.mean(difference, 0);
            row.put("daml_plus_better_by", List.of(round(i.value()), round(i.low()), round(i.high())));
        }
    }

    /** All samples in one place: ties at their expected value over all orders, which is chance. */
    private static Embeddings onePoint(Dataset dataset) {
        int[] test = dataset.rows(Split.TEST);
        int[][] labels = Arrays.stream(test).mapToObj(dataset::labels).toArray(int[][]::new);
        return new Embeddings(dataset.modalities().stream().map(m -> m.name()).toList(),
                Arrays.stream(test).mapToObj(dataset::id).toList(), labels, dataset.classNames(),
                dataset.modalities().stream().map(m -> FloatMatrix.zeros(test.length, 2)).toList());
    }

    /** Of each query, the mean over directions and seeds. */
    private static double[] averagePrecision(List<Embeddings> spaces) {
        double[] mean = new double[spaces.get(0).size()];
        int modalities = spaces.get(0).modalities().size();
        double share = 1.0 / (spaces.size() * modalities * (modalities - 1));
        for (Embeddings e : spaces) {
            for (int q = 0; q < modalities; q++) {
                for (int g = 0; g < modalities; g++) {
                    if (q != g) {
                        double[] ap = RetrievalMeasures.of(e, q, g, Similarity.COSINE).averagePrecision();
                        Arrays.setAll(mean, i -> mean[i] + share * ap[i]);
                    }
                }
            }
        }
        return mean;
    }

    private static double mean(List<Double> values) {
        return round(values.stream().mapToDouble(v -> v).average().orElse(Double.NaN));
    }

    private static double deviation(List<Double> values) {
        double mean = values.stream().mapToDouble(v -> v).average().orElse(0);
        double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return values.size() < 2 ? 0 : round(Math.sqrt(squares / (values.size() - 1)));
    }

    private static double round(double v) {
        return Math.round(v * 1e4) / 1e4;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), LinkedHashMap.class);
    }
}
