package org.mingle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingle.data.Embeddings;
import org.mingle.data.MingleException;
import org.mingle.data.Npy;
import org.mingle.data.NpyArray;
import org.mingle.retrieval.Samples;
import picocli.CommandLine;

class MixingCommandTest {
    @TempDir
    private Path folder;
    private final StringWriter out = new StringWriter();

    @Test
    void twoFilesGiveOneJsonObject() throws Exception {
        Embeddings e = Samples.gaussian(1, 60, 6, 3, 1);
        write(e, e.labels().length);
        assertEquals(0, run("--images", file("x"), "--texts", file("y"), "--labels", file("l"), "--seed", "4", "--json"));
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertEquals(60, json.get("n").asInt());
        assertEquals("c2st_linear", json.get("statistics").get(0).get("name").asText());
        assertEquals(4, json.get("statistics").get(0).get("settings").get("seed").asInt());
        assertTrue(json.get("statistics").get(7).get("p").isNull()); // kbet has none
        String first = out.toString();
        out.getBuffer().setLength(0);
        run("--images", file("x"), "--texts", file("y"), "--labels", file("l"), "--seed", "4", "--json");
        assertEquals(first, out.toString());
    }

    @Test
    void withoutJsonItPrintsTheVerdictAndATable() {
        write(Samples.gaussian(1, 60, 6, 3, 1), 60);
        assertEquals(0, run("--images", file("x"), "--texts", file("y")));
        assertTrue(out.toString().contains("needs classes"), out.toString());
        assertTrue(out.toString().contains("n = 60 a side"), out.toString());
    }

    @Test
    void wrongUseAndWrongFilesAreToldApart() {
        assertEquals(2, run("--images", file("x")));
        assertEquals(2, run());
        write(Samples.gaussian(1, 20, 6, 3, 1), 20);
        assertEquals(1, run("--images", file("x"), "--texts", file("y")));
        assertTrue(out.toString().startsWith("Mixing needs at least 30 points"), out.toString());
    }

    @Test
    void filesThatAreNoPairsAreMeasuredAsFarAsThatGoes() throws Exception {
        Embeddings e = Samples.gaussian(1, 80, 6, 3, 1);
        write(e, 60);
        Npy.write(folder.resolve("y.npy"), NpyArray.of(e.points().get(1).gather(java.util.stream.IntStream.range(0, 50).toArray())));
        assertEquals(0, run("--images", file("x"), "--texts", file("y"), "--json"));
        JsonNode json = new ObjectMapper().readTree(out.toString());
        assertEquals(50, json.get("n").asInt());
        assertEquals(16, json.get("statistics").size());
        for (JsonNode s : json.get("statistics")) {
            if (s.get("name").asText().equals("pair_rank")) {
                assertTrue(s.get("value").isNull());
                assertEquals("needs pairs", s.get("settings").get("reason").asText());
            }
        }
        assertEquals(0, json.get("classes").size());
        out.getBuffer().setLength(0);
        assertEquals(1, run("--images", file("x"), "--texts", file("y"), "--labels", file("l")));
        assertTrue(out.toString().contains("There are 60 labels"), out.toString());
    }

    @Test
    void valuesThatAreNoNumbersAreNamed() {
        Embeddings e = Samples.gaussian(1, 40, 6, 3, 1);
        e.points().get(1).data()[7] = Float.NaN;
        write(e, 40);
        assertEquals(1, run("--images", file("x"), "--texts", file("y")));
        assertTrue(out.toString().contains("row 2, column 2"), out.toString());
    }

    private void write(Embeddings e, int labels) {
        Npy.write(folder.resolve("x.npy"), NpyArray.of(e.points().get(0)));
        Npy.write(folder.resolve("y.npy"), NpyArray.of(e.points().get(1)));
        int[] l = new int[labels];
        for (int i = 0; i < labels; i++) {
            l[i] = e.labels()[i][0];
        }
        Npy.write(folder.resolve("l.npy"), NpyArray.of(l));
    }

    private String file(String name) {
        return folder.resolve(name + ".npy").toString();
    }

    private int run(String... arguments) {
        return new CommandLine(new MixingCommand()).setOut(new PrintWriter(out)).setErr(new PrintWriter(new StringWriter()))
                .setExecutionExceptionHandler((x, line, parsed) -> {
                    if (!(x instanceof MingleException)) {
                        throw x;
                    }
                    out.append(x.getMessage());
                    return 1;
                }).execute(arguments);
    }
}
