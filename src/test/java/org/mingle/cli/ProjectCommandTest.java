package org.mingle.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingle.data.FloatMatrix;
import org.mingle.data.Npy;
import org.mingle.data.NpyArray;
import picocli.CommandLine;

/** {@code project} as a person types it, on two groups of made-up points. */
class ProjectCommandTest {
    private static final int N = 120;
    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void write() {
        SplittableRandom random = new SplittableRandom(1);
        float[] x = new float[N * 4];
        float[] group = new float[N];
        for (int i = 0; i < N; i++) {
            group[i] = i % 2;
            for (int c = 0; c < 4; c++) {
                x[4 * i + c] = (float) random.nextGaussian() + (c == 3 ? 8 * group[i] : 0);
            }
        }
        Npy.write(file("x"), NpyArray.of(new FloatMatrix(N, 4, x)));
        Npy.write(file("g"), NpyArray.of(new FloatMatrix(N, 1, group)));
        Npy.write(file("new"), NpyArray.of(new FloatMatrix(1, 4, new float[] {0, 0, 0, 4})));
    }

    private Path file(String name) {
        return folder.resolve(name + ".npy");
    }

    private int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        List<String> all = new ArrayList<>(List.of("project", "--input", file("x").toString(), "--threads", "1", "--json"));
        all.addAll(List.of(args));
        CommandLine line = MingleCommand.commandLine();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute(all.toArray(new String[0]));
    }

    private JsonNode json(String... args) throws IOException {
        assertEquals(0, run(args), err.toString());
        return new ObjectMapper().readTree(out.toString());
    }

    @Test
    void placedPointsAreInTheObjectAndInTheFile() throws IOException {
        JsonNode placed = json("--iterations", "200", "--place", file("new").toString(), "--placed", file("p").toString())
                .get("placed");
        assertEquals(1, placed.size());
        float[] row = Npy.read(file("p")).toMatrix().data();
        assertEquals(row[0], placed.get(0).get("x").floatValue());
        assertEquals(row[1], placed.get(0).get("y").floatValue());
        assertEquals(row[2], placed.get(0).get("uncertainty").floatValue());
        assertTrue(row[2] > 0);
        JsonNode place = placed.get(0).get("places").get(0);
        assertEquals(row[0], place.get("x").floatValue());
        assertTrue(place.get("radius").floatValue() > 0 && place.get("share").floatValue() <= 1);
    }

    @Test
    void whatSeparatesGroupsIsFound() throws IOException {
        JsonNode result = json("--method", "separating", "--groups", file("g").toString(), "--out", file("y").toString(),
                "--place", file("new").toString(), "--placed", file("p").toString());
        assertEquals("separating", result.get("method").asText());
        FloatMatrix y = Npy.read(file("y")).toMatrix();
        for (int i = 0; i < N; i++) {
            assertTrue(y.get(i, 0) * y.get(i % 2, 0) > 0, "point " + i);
        }
        assertEquals(0, Npy.read(file("p")).toMatrix().get(0, 2));
        assertEquals(1, run("--method", "separating"));
        assertTrue(err.toString().contains("give --groups"), err.toString());
    }

    @Test
    void layoutsGoOnAndMayHaveSeveralScales() throws IOException {
        JsonNode first = json("--iterations", "200", "--perplexity", "10,30", "--out", file("y").toString());
        assertEquals(10, first.get("perplexity").asDouble());
        assertEquals(30, first.at("/perplexities/1").asDouble());
        float[] before = Npy.read(file("y")).toMatrix().data();
        json("--iterations", "20", "--perplexity", "10", "--from", file("y").toString(), "--coherence", "1", "--out",
                file("y2").toString());
        float[] after = Npy.read(file("y2")).toMatrix().data();
        assertArrayEquals(before, after, 5);
        assertNotEquals(before[0], after[0]);
        assertEquals(1, run("--coherence", "1"));
        assertTrue(err.toString().contains("--from"), err.toString());
    }
}
