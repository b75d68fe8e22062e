package org.mingle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mingle.data.FloatMatrix;
import org.mingle.data.Npy;
import org.mingle.data.NpyArray;
import org.mingle.retrieval.Similarity;
import picocli.CommandLine;

/** {@code search} as a person types it. */
class SearchCommandTest {
    private static final int QUERIES = 5;
    private static final int ITEMS = 400;
    private static final int D = 7;
    @TempDir
    private Path folder;
    private final StringWriter err = new StringWriter();
    private FloatMatrix queries;
    private FloatMatrix items;

    @BeforeEach
    void write() {
        SplittableRandom random = new SplittableRandom(1);
        queries = gaussian(random, QUERIES);
        items = gaussian(random, ITEMS);
        Npy.write(file("q.npy"), NpyArray.of(queries));
        Npy.write(file("g.npy"), NpyArray.of(items));
    }

    @ParameterizedTest
    @EnumSource(Similarity.class)
    void theFileNamesTheNearestOfEveryQuery(Similarity similarity) throws IOException {
        assertEquals(0, run("--similarity", similarity.name(), "--top", "3"));
        List<String> lines = Files.readAllLines(file("hits.csv"));
        assertEquals("query,rank,item,score", lines.get(0));
        assertEquals(1 + 3 * QUERIES, lines.size());
        for (int q = 0; q < QUERIES; q++) {
            int query = q;
            int[] best = IntStream.range(0, ITEMS).boxed()
                    .sorted(Comparator.comparingDouble(i -> -score(similarity, query, i))).limit(3).mapToInt(i -> i).toArray();
            for (int rank = 1; rank <= 3; rank++) {
                String[] cells = lines.get(3 * q + rank).split(",");
                assertEquals(q + "," + rank + "," + best[rank - 1], String.join(",", cells[0], cells[1], cells[2]));
                assertEquals(score(similarity, q, best[rank - 1]), Double.parseDouble(cells[3]), 1e-4);
            }
        }
    }

    @Test
    void queriesThatCannotBeRankedAreNamed() {
        float[] values = queries.data().clone();
        values[2 * D] = Float.NaN;
        Npy.write(file("q.npy"), NpyArray.of(new FloatMatrix(QUERIES, D, values)));
        assertEquals(1, run());
        assertTrue(err.toString().contains("row 2 (from 0)"), err.toString());
        java.util.Arrays.fill(values, 2 * D, 3 * D, 0);
        Npy.write(file("q.npy"), NpyArray.of(new FloatMatrix(QUERIES, D, values)));
        assertEquals(1, run());
        assertTrue(err.toString().contains("has no direction"), err.toString());
        Npy.write(file("q.npy"), NpyArray.of(new FloatMatrix(1, D + 1, new float[] {1, 1, 1, 1, 1, 1, 1, 1})));
        assertEquals(1, run());
        assertTrue(err.toString().contains("8 dimensions, the gallery 7"), err.toString());
        assertFalse(Files.exists(file("hits.csv")));
    }

    private double score(Similarity similarity, int query, int item) {
        double dot = 0;
        double squared = 0;
        double a = 0;
        double b = 0;
        for (int c = 0; c < D; c++) {
            double x = queries.get(query, c);
            double y = items.get(item, c);
            dot += x * y;
            squared += (x - y) * (x - y);
            a += x * x;
            b += y * y;
        }
        return switch (similarity) {
            case COSINE -> dot / Math.sqrt(a * b);
            case INNER_PRODUCT -> dot;
            case EUCLIDEAN -> -Math.sqrt(squared);
        };
    }

    private int run(String... more) {
        CommandLine line = MingleCommand.commandLine();
        line.setOut(new PrintWriter(new StringWriter()));
        line.setErr(new PrintWriter(err));
        List<String> all = new java.util.ArrayList<>(List.of("search", "--queries", file("q.npy").toString(), "--gallery",
                file("g.npy").toString(), "--out", file("hits.csv").toString()));
        all.addAll(List.of(more));
        return line.execute(all.toArray(String[]::new));
    }

    private Path file(String name) {
        return folder.resolve(name);
    }

    private static FloatMatrix gaussian(SplittableRandom random, int rows) {
        float[] x = new float[rows * D];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return new FloatMatrix(rows, D, x);
    }
}
