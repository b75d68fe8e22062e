package org.mingle.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.mingle.data.Embeddings;
import org.mingle.data.MingleException;
import org.mingle.data.Split;
import org.mingle.retrieval.Directions;
import org.mingle.retrieval.PairedComparison;
import org.mingle.retrieval.QuerySample;
import org.mingle.retrieval.RetrievalMeasures;
import org.mingle.retrieval.Similarity;
import org.mingle.runs.Measures;
import org.mingle.runs.Run;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code compare}: two runs on the same queries. */
@Command(name = "compare", mixinStandardHelpOptions = true,
        description = "Compares the average precision of two runs query by query, with an interval and a p-value.")
public final class CompareCommand implements Callable<Integer> {
    private static final String MEASURE = "map_all";

    @Spec
    private CommandSpec spec;

    @Option(names = "--runs", paramLabel = "DIR", arity = "2", required = true, description = "Two run folders, A and then B.")
    private List<Path> runs;

    @Option(names = "--split", defaultValue = "test", description = "test, val or train (default: ${DEFAULT-VALUE}).")
    private String split;

    @Option(names = "--seed", defaultValue = "0", description = "Seed of bootstrap and permutation (default: ${DEFAULT-VALUE}).")
    private long seed;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        Split wanted = SplitOption.parse(split);
        Embeddings a = Run.open(runs.get(0)).embeddings(wanted);
        Embeddings b = Run.open(runs.get(1)).embeddings(wanted);
        if (!a.modalities().equals(b.modalities())) {
            throw new MingleException("The runs are of different modalities (" + a.modalities() + " and " + b.modalities()
                    + "): compare runs on one dataset.");
        }
        Map<String, PairedComparison> directions = new LinkedHashMap<>();
        List<String> common = asked(a).filter(asked(b).collect(Collectors.toSet())::contains).toList();
        if (common.isEmpty()) {
            throw new MingleException("The runs have no " + wanted.key() + " sample in common: compare runs on one dataset.");
        }
        double[][] means = new double[2][common.size()];
        int count = a.modalities().size() * (a.modalities().size() - 1);
        for (int q = 0; q < a.modalities().size(); q++) {
            for (int g = 0; g < a.modalities().size(); g++) {
                if (q != g) {
                    double[] first = precisions(a, q, g, common);
                    double[] second = precisions(b, q, g, common);
                    directions.put(Directions.name(a.modalities(), q, g), PairedComparison.of(first, second, seed));
                    Arrays.setAll(means[0], i -> means[0][i] + first[i] / count);
                    Arrays.setAll(means[1], i -> means[1][i] + second[i] / count);
                }
            }
        }
        directions.put(Measures.AVERAGE, PairedComparison.of(means[0], means[1], seed));
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            JsonOut.print(out, json(common.size(), wanted, directions));
        } else {
            print(out, common.size(), wanted, directions);
        }
        return 0;
    }

    private static Stream<String> asked(Embeddings e) {
        return Arrays.stream(QuerySample.of(e.size())).mapToObj(e.ids()::get);
    }

    private static double[] precisions(Embeddings e, int query, int gallery, List<String> ids) {
        RetrievalMeasures m = RetrievalMeasures.of(e, query, gallery, Similarity.COSINE);
        Map<String, Double> byId = new java.util.HashMap<>();
        for (int i = 0; i < m.queries().length; i++) {
            byId.put(e.ids().get(m.queries()[i]), m.averagePrecision()[i]);
        }
        return ids.stream().mapToDouble(byId::get).toArray();
    }

    private Map<String, Object> json(int queries, Split wanted, Map<String, PairedComparison> directions) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("runs", new ArrayList<Object>(runs.stream().map(Path::toString).toList()));
        object.put("split", wanted.key());
        object.put("measure", MEASURE);
        object.put("queries", queries);
        Map<String, Object> all = new LinkedHashMap<>();
        directions.forEach((name, c) -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("a", c.first());
            one.put("b", c.second());
            one.put("difference", c.difference().value());
            one.put("low", c.difference().low());
            one.put("high", c.difference().high());
            one.put("p", c.p());
            one.put("better", c.better());
            one.put("worse", c.worse());
            all.put(name, one);
        });
        object.put("directions", all);
        return object;
    }

    private void print(PrintWriter out, int queries, Split wanted, Map<String, PairedComparison> directions) {
        out.printf(Locale.ROOT, "A %s%nB %s%n%s, cosine, %d queries of the %s split%n%n", runs.get(0), runs.get(1), MEASURE, queries, wanted.key());
        directions.forEach((name, c) -> out.printf(Locale.ROOT,
                "%s  A %.4f  B %.4f  B - A %+.4f (95 %% interval %+.4f to %+.4f, p %.4f); B better on %d queries, worse on %d%n", name,
                c.first(), c.second(), c.difference().value(), c.difference().low(), c.difference().high(), c.p(), c.better(), c.worse()));
        out.flush();
    }
}
