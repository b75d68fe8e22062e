package org.mingle.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.mingle.compute.NativeRuntime;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MingleException;
import org.mingle.data.Npy;
import org.mingle.data.NpyArray;
import org.mingle.projection.LayoutQuality;
import org.mingle.projection.LinearView;
import org.mingle.projection.Placement;
import org.mingle.projection.Projections;
import org.mingle.projection.ProjectionSettings;
import org.mingle.projection.Tsne;
import org.mingle.retrieval.Similarity;
import org.mingle.runs.Run;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code project}: a layout on the plane. */
@Command(name = "project", mixinStandardHelpOptions = true, description = "Lays points out on the plane: by t-SNE, PCA, or along what"
        + " tells the modalities apart.")
final class ProjectCommand implements Callable<Integer> {
    private static final int MOST_GROUPS = 10_000;

    @Spec
    private CommandSpec spec;

    @ArgGroup(multiplicity = "1")
    private Source source;

    @Option(names = "--split", defaultValue = "test", description = "Of a run: test, val or train (default: ${DEFAULT-VALUE}).")
    private String split;

    @Option(names = "--method", defaultValue = "tsne", description = "tsne, pca, or separating: the direction that"
            + " best tells the modalities apart (Fisher's), and across it the one of largest variance (default: ${DEFAULT-VALUE}).")
    private String method;

    @Option(names = "--metric", description = "cosine or euclidean (default: cosine for a run, euclidean for a file).")
    private Similarity metric;

    @Option(names = "--iterations", defaultValue = "1000", description = "Steps of t-SNE (default: ${DEFAULT-VALUE}).")
    private int iterations;

    @Option(names = "--perplexity", split = ",", paramLabel = "P", defaultValue = "30", description = "Effective number of"
            + " neighbours (default: ${DEFAULT-VALUE}). Several, as 30,200, average the affinities of several scales.")
    private List<Double> perplexity;

    @Option(names = "--from", paramLabel = "Y.npy", description = "A layout of as many points that t-SNE goes on from, without"
            + " exaggeration, instead of beginning from nothing.")
    private Path from;

    @Option(names = "--coherence", defaultValue = "0", description = "With --from: how strongly points are held where they were,"
            + " 0 to 10, as in dynamic t-SNE (default: ${DEFAULT-VALUE}).")
    private double coherence;

    @Option(names = "--threads", defaultValue = "0", description = "Compute threads (default: as many as there are cores).")
    private int threads;

    @Option(names = "--seed", defaultValue = "0", description = "Seed of the start (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--out", paramLabel = "Y.npy", description = "File to write: one row of x and y for each point; of a run"
            + " first all points of the first modality, then of the second.")
    private Path out;

    @Option(names = "--groups", paramLabel = "G.npy", description = "Of --input, for separating: the group of each point, whole"
            + " numbers from 0. Of a run the modalities are the groups.")
    private Path groups;

    @Option(names = "--place", paramLabel = "NEW.npy", description = "Points that are placed into the finished layout without"
            + " moving it; needs --placed.")
    private Path place;

    @Option(names = "--placed", paramLabel = "P.npy", description = "File to write for --place: one row of x, y and"
            + " uncertainty (the radius within which it would lie nine times in ten if it were a point of the layout, in its"
            + " units) for each new point. The JSON object has all its places.")
    private Path placed;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    private static final class Source {
        @Option(names = "--run", paramLabel = "DIR", required = true, description = "A run folder.")
        private Path run;

        @Option(names = "--input", paramLabel = "X.npy", required = true, description = "Points, one row each.")
        private Path input;
    }

    @Override
    public Integer call() {
        if (coherence != 0 && from == null) {
            throw new MingleException("--coherence holds points where a layout had them: give that layout by --from.");
        }
        if ((place == null) != (placed == null)) {
            throw new MingleException("--place and --placed belong together: give both or neither.");
        }
        NativeRuntime.prepare(threads);
        FloatMatrix fresh = place == null ? null : Npy.read(place).toMatrix();
        Embeddings embeddings = source.run == null ? null : Run.open(source.run).embeddings(SplitOption.parse(split));
        FloatMatrix points = embeddings != null ? embeddings.stacked() : Npy.read(source.input).toMatrix();
        int[] group = embeddings != null ? LinearView.modalities(embeddings) : readGroups(points.rows());
        Similarity chosen = metric != null ? metric : source.run != null ? Similarity.COSINE : Similarity.EUCLIDEAN;
        if (chosen == Similarity.INNER_PRODUCT) {
            throw new MingleException("The inner product is no distance: choose --metric cosine or euclidean.");
        }
        ProjectionSettings settings = new ProjectionSettings(method.toLowerCase(Locale.ROOT), chosen, perplexity.get(0),
                perplexity.subList(1, perplexity.size()), iterations, 0, coherence, NativeRuntime.threads(), seed);
        FloatMatrix before = from == null ? null : Npy.read(from).toMatrix();
        Console console = Console.of(spec.commandLine().getErr());
        long start = System.nanoTime();
        Tsne.Result result = Projections.layout(points, group, before, settings, done -> {
            console.bar((double) done / iterations, () -> "iteration " + done + " of " + iterations);
            return true;
        });
        double seconds = (System.nanoTime() - start) / 1e9;
        console.clear();
        if (out != null) {
            Npy.write(out, NpyArray.of(result.xy()));
        }
        Placement placement = null;
        if (fresh != null) {
            placement = Projections.place(points, group, settings.method(), result.xy(), fresh, settings);
            writePlaced(placement);
        }
        PrintWriter writer = spec.commandLine().getOut();
        if (json) {
            JsonOut.print(writer, json(result, chosen, seconds, placement));
        } else {
            print(writer, result, seconds);
        }
        return 0;
    }

    private void writePlaced(Placement placement) {
        int m = placement.xy().rows();
        float[] rows = new float[3 * m];
        for (int i = 0; i < m; i++) {
            rows[3 * i] = placement.xy().get(i, 0);
            rows[3 * i + 1] = placement.xy().get(i, 1);
            rows[3 * i + 2] = placement.uncertainty()[i];
        }
        Npy.write(placed, NpyArray.of(new FloatMatrix(m, 3, rows)));
    }

    private int[] readGroups(int points) {
        if (groups == null) {
            if (method.equalsIgnoreCase(Projections.SEPARATING)) {
                throw new MingleException("--method separating needs groups to tell apart: give --groups G.npy, or --run.");
            }
            return null;
        }
        FloatMatrix read = Npy.read(groups).toMatrix();
        if (read.data().length != points) {
            throw new MingleException(groups + " holds " + read.data().length + " groups for " + points
                    + " points: give one for each.");
        }
        int[] group = new int[points];
        for (int i = 0; i < points; i++) {
            group[i] = (int) read.data()[i];
            if (group[i] != read.data()[i] || group[i] < 0 || group[i] > MOST_GROUPS) {
                throw new MingleException("Number " + (i + 1) + " in " + groups + " is " + read.data()[i]
                        + ": groups are whole numbers from 0 to " + MOST_GROUPS + ".");
            }
        }
        return group;
    }

    private Map<String, Object> json(Tsne.Result result, Similarity chosen, double seconds, Placement placement) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("n", result.xy().rows());
        object.put("method", method);
        object.put("metric", chosen.name().toLowerCase(Locale.ROOT));
        object.put("perplexity", result.perplexity());
        if (perplexity.size() > 1) {
            object.put("perplexities", perplexity);
        }
        object.put("iterations", result.iterations());
        object.put("threads", NativeRuntime.threads());
        object.put("seed", seed);
        object.put("seconds", seconds);
        object.put("kl", result.kl());
        object.put("neighbours", result.recall() == null ? "exact" : "approximate");
        if (result.recall() != null) {
            Map<String, Object> recall = new LinkedHashMap<>();
            recall.put("k", result.recall().k());
            recall.put("sampled", result.recall().sampled());
            recall.put("recall", result.recall().recall());
            object.put("neighbour_recall", recall);
        }
        LayoutQuality quality = result.quality();
        if (quality != null) {
            Map<String, Object> kept = new LinkedHashMap<>();
            kept.put("k", quality.k());
            kept.put("sampled", quality.sampled());
            kept.put("trustworthiness", quality.trustworthiness());
            kept.put("continuity", quality.continuity());
            kept.put("knn_preservation", quality.preservation());
            object.put("quality", kept);
        }
        if (placement != null) {
            object.put("placed", IntStream.range(0, placement.xy().rows()).mapToObj(i -> Map.of("x", placement.xy().get(i, 0),
                    "y", placement.xy().get(i, 1), "uncertainty", placement.uncertainty()[i], "places",
                    placement.spots().get(i))).toList());
        }
        return object;
    }

    private void print(PrintWriter writer, Tsne.Result result, double seconds) {
        writer.printf(Locale.ROOT, "%,d points laid out by %s in %.1f s", result.xy().rows(), method, seconds);
        if (!Double.isNaN(result.kl())) {
            writer.printf(Locale.ROOT, ": %d iterations, perplexity %.4g%s, KL divergence %.4f nats", result.iterations(),
                    result.perplexity(), result.perplexity() < perplexity.get(0) ? " (lowered: there are few points)" : "", result.kl());
        }
        writer.println(".");
        if (result.recall() != null) {
            writer.println("Neighbours: " + result.recall().words() + ".");
        }
        if (result.quality() != null) {
            writer.println("Quality: " + result.quality().words() + ".");
        }
        if (out != null) {
            writer.println("Written to " + out + ".");
        }
        writer.flush();
    }
}
