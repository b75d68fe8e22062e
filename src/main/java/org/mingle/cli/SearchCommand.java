package org.mingle.cli;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.mingle.compute.NativeRuntime;
import org.mingle.data.AtomicFiles;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MappedMatrix;
import org.mingle.data.MingleException;
import org.mingle.data.Npy;
import org.mingle.retrieval.ExactIndex;
import org.mingle.retrieval.Similarity;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code search}: the nearest gallery vectors of many queries, from files of embeddings. */
@Command(name = "search", mixinStandardHelpOptions = true, description = "Finds the nearest vectors of a gallery file for every"
        + " query of another, exactly. The gallery is read where it lies, so that it may be larger than Java's memory.")
final class SearchCommand implements Callable<Integer> {
    private static final String HEAD = "query,rank,item,score\n";

    @Spec
    private CommandSpec spec;

    @Option(names = "--queries", paramLabel = "Q.npy", required = true, description = "Query vectors, one row each.")
    private Path queries;

    @Option(names = "--gallery", paramLabel = "G.npy", required = true, description = "Gallery vectors, one row each: float32 in"
            + " C order.")
    private Path gallery;

    @Option(names = "--similarity", defaultValue = "COSINE", description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
    private Similarity similarity;

    @Option(names = "--top", paramLabel = "K", defaultValue = "10", description = "Results of each query (default: ${DEFAULT-VALUE}).")
    private int top;

    @Option(names = "--threads", defaultValue = "0", description = "Compute threads (default: as many as there are cores).")
    private int threads;

    @Option(names = "--out", paramLabel = "FILE.csv", required = true, description = "File to write: query, rank (from 1), item"
            + " and score, queries and items named by their rows from 0.")
    private Path out;

    @Option(names = "--json", description = "Print one JSON object.")
    private boolean json;

    @Override
    public Integer call() {
        if (top < 1) {
            throw new MingleException("--top " + top + " asks for no result: give at least 1.");
        }
        NativeRuntime.prepare(threads);
        FloatMatrix asked = Npy.read(queries).toMatrix();
        refuseUnusable(asked);
        MappedMatrix items = MappedMatrix.open(gallery);
        ExactIndex.Top found;
        long start;
        try (ExactIndex index = ExactIndex.of(items, similarity)) {
            start = System.nanoTime();
            found = index.search(asked, top);
        }
        double seconds = (System.nanoTime() - start) / 1e9;
        AtomicFiles.write(out, csv(found));
        PrintWriter print = spec.commandLine().getOut();
        if (json) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("queries", asked.rows());
            object.put("gallery", items.rows());
            object.put("dimension", items.cols());
            object.put("similarity", similarity.name().toLowerCase(Locale.ROOT));
            object.put("top", Math.min(top, items.rows()));
            object.put("seconds", seconds);
            object.put("out", out.toString());
            JsonOut.print(print, object);
        } else {
            print.printf(Locale.ROOT, "%,d queries against %,d vectors of %d dimensions in %.2f s (%s, exact, first %d): %s%n",
                    asked.rows(), items.rows(), items.cols(), seconds, similarity.name().toLowerCase(Locale.ROOT),
                    Math.min(top, items.rows()), out);
        }
        return 0;
    }

    private void refuseUnusable(FloatMatrix asked) {
        for (int r = 0; r < asked.rows(); r++) {
            double squares = 0;
            for (float v : asked.row(r)) {
                squares += (double) v * v;
            }
            if (!Double.isFinite(squares)) {
                throw new MingleException(queries + ", row " + r + " (from 0) holds a value that is not a number: take it out.");
            }
            if (squares == 0 && similarity == Similarity.COSINE) {
                throw new MingleException(queries + ", row " + r + " (from 0) is zero, which has no direction: take it out, or"
                        + " use --similarity EUCLIDEAN.");
            }
        }
    }

    private static String csv(ExactIndex.Top found) {
        StringBuilder text = new StringBuilder(HEAD);
        for (int q = 0; q < found.items().length; q++) {
            for (int i = 0; i < found.items()[q].length; i++) {
                text.append(q).append(',').append(i + 1).append(',').append(found.items()[q][i]).append(',')
                        .append(found.scores()[q][i]).append('\n');
            }
        }
        return text.toString();
    }
}
