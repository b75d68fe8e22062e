package org.mingle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.mingle.Mingle;
import org.mingle.Programs;
import org.mingle.data.Fixtures;
import picocli.CommandLine;

/** The commands as a person types them, on one small run. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CommandLineTest {
    @TempDir
    static Path folder;
    private Path data;
    private String run;
    private JsonNode trained;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    void train() throws IOException {
        data = Fixtures.discs(folder.resolve("raw"), 400);
        trained = json("train", "--data", data.toString(), "--out", folder.resolve("runs").toString(), "--epochs", "3",
                "--set", "hidden=16", "--seed", "5", "--threads", "1");
        run = trained.get("run").asText();
    }

    private int run(String... args) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        CommandLine line = MingleCommand.commandLine();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute(args);
    }

    private JsonNode json(String... args) throws IOException {
        List<String> all = new java.util.ArrayList<>(List.of(args));
        all.add("--json");
        assertEquals(0, run(all.toArray(new String[0])), err.toString());
        ObjectMapper mapper = new ObjectMapper()
                .enable(com.fasterxml.jackson.databind.DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        return mapper.readTree(out.toString());
    }

    /** Status 1 and one sentence with these words, nothing on stdout. */
    private void refused(String words, String... args) {
        assertEquals(1, run(args), out.toString());
        String message = err.toString().strip();
        assertTrue(message.contains(words), message);
        assertEquals(1, message.lines().count(), message);
        assertTrue(message.matches(".*[.?]"), message);
        assertFalse(message.contains("Exception"), message);
        assertEquals("", out.toString());
    }

    @Test
    void trainPrintsWhatTheContractNames() {
        assertEquals("daml", trained.get("preset").asText());
        assertEquals(5, trained.get("seed").asInt());
        assertEquals(3, trained.get("epochs").asInt());
        assertTrue(trained.get("seconds").asDouble() > 0);
        assertTrue(Files.isRegularFile(Path.of(run, "manifest.json")));
        for (String variant : List.of("map_all", "map_at_50_found", "map_at_50", "map_at_r")) {
            for (String direction : List.of("i2t", "t2i", "avg")) {
                double v = trained.at("/measures/test/" + variant + "/" + direction).asDouble(-1);
                assertTrue(v >= 0 && v <= 1, variant + " " + direction + " " + v);
            }
        }
        assertTrue(trained.at("/measures/test/map_all/avg").asDouble() > 0.6, "Red and blue discs are easy");
    }

    @Test
    void evaluateRepeatsWhatTrainFound() throws IOException {
        assertEquals(trained.get("measures"), json("evaluate", "--run", run).get("measures"));
        JsonNode val = json("evaluate", "--run", run, "--split", "val", "--similarity", "euclidean");
        assertEquals("euclidean", val.at("/measures/val/similarity").asText());
        assertEquals(0, run("evaluate", "--run", run));
        assertTrue(out.toString().contains("95 % interval"), out.toString());
    }

    @Test
    void queriesBySampleTextAndImage() throws IOException {
        String id = new ObjectMapper().readTree(Path.of(run, "embeddings-test.json").toFile()).at("/ids/0").asText();
        JsonNode r = json("query", "--run", run, "--id", id, "--direction", "t2i", "--top", "7");
        assertEquals(7, r.get("hits").size());
        assertEquals("text", r.get("query_modality").asText());
        for (String file : List.of("hits.csv", "hits.json", "hits.html")) {
            json("query", "--run", run, "--id", id, "--top", "3", "--out", folder.resolve(file).toString());
            assertTrue(Files.readString(folder.resolve(file)).contains(r.get("query").asText())
                    || file.endsWith("csv") && Files.readAllLines(folder.resolve(file)).size() >= 4, file);
        }
        JsonNode near = json("query", "--run", run, "--id", id, "--direction", "t2i", "--top", "3", "--approximate");
        assertTrue(near.get("approximate").get("recall_at_10").asDouble() >= 0.95);
        assertTrue(near.get("average_precision").isNull());
        assertTrue(near.get("hits").size() > 0 && near.get("hits").size() <= 3);
        assertFalse(r.has("approximate"));
        JsonNode text = json("query", "--run", run, "--text", "a berry, blue");
        assertFalse(text.get("in_dataset").asBoolean());
        assertEquals("image", text.get("gallery_modality").asText());
        JsonNode image = json("query", "--run", run, "--image", folder.resolve("raw/img/4.png").toString());
        assertEquals("text", image.get("gallery_modality").asText());
        String first = image.at("/hits/0/id").asText();
        assertEquals(0, Integer.parseInt(first.substring(1)) % 2, "A red disc finds a text about red ones, not " + first);
    }

    @Test
    void mixingAndCompare() throws IOException {
        JsonNode m = json("mixing", "--run", run);
        assertEquals(80, m.get("n").asInt());
        assertFalse(m.get("verdict").asText().isEmpty());
        assertEquals("c2st_linear", m.at("/statistics/0/name").asText());
        JsonNode c = json("compare", "--runs", run, run);
        assertEquals(0, c.at("/directions/i2t/difference").asDouble());
        assertEquals(80, c.get("queries").asInt());
    }

    @Test
    void theReportIsOneFileThatNeedsNothingElse() throws IOException {
        JsonNode o = json("report", "--run", run);
        Path file = Path.of(o.get("report").asText());
        assertEquals(Path.of(run, "report.html"), file);
        String html = Files.readString(file);
        double map = trained.at("/measures/test/map_all/avg").asDouble();
        assertTrue(html.contains(String.format(java.util.Locale.ROOT, "%.4f", map)), "The measures are those of train");
        for (String part : List.of("Training", "Map of the shared space", "Precision, recall, confusion",
                "Are the modalities indistinguishable?", "Examples", " --threads ", " --set epochs=3")) {
            assertTrue(html.contains(part), part);
        }
        assertFalse(java.util.regex.Pattern.compile("(src|href)=\"(?!data:image/png;base64,)").matcher(html).find(),
                "Everything is inlined");
        assertFalse(html.contains("http"), "Nothing points elsewhere");
        // the pictures of the file: charts, maps, curves, confusion in both directions, and those of the examples
        assertTrue(html.split("data:image/png;base64,").length > 9, "There are pictures");
        java.util.regex.Matcher picture = java.util.regex.Pattern.compile("base64,([^\"]+)").matcher(html);
        while (picture.find()) {
            assertTrue(javax.imageio.ImageIO.read(new java.io.ByteArrayInputStream(
                    java.util.Base64.getDecoder().decode(picture.group(1)))) != null);
        }
        Path second = folder.resolve("again.html");
        assertEquals(0, run("report", "--run", run, "--out", second.toString()), err.toString());
        assertEquals(html, Files.readString(second), "The same run gives the same report");
        refused("no run folder", "report", "--run", folder.resolve("nowhere").toString());
    }

    @Test
    void severalSeedsGiveMeanAndDeviation() throws IOException {
        JsonNode o = json("train", "--data", data.toString(), "--out", folder.resolve("more").toString(), "--epochs", "2",
                "--set", "hidden=16", "--seeds", "2", "--threads", "1");
        assertEquals(2, o.at("/seeds/runs").size());
        double a = o.at("/seeds/map_all_avg/0").asDouble();
        double b = o.at("/seeds/map_all_avg/1").asDouble();
        assertEquals((a + b) / 2, o.at("/seeds/mean").asDouble(), 1e-12);
        assertEquals(Math.abs(a - b) / Math.sqrt(2), o.at("/seeds/sd").asDouble(), 1e-12);
    }

    @Test
    void aPresetWithNothingRandomTakesASeedAndSaysSo() throws IOException {
        assertEquals(0, run("train", "--data", data.toString(), "--out", folder.resolve("cca").toString(), "--preset", "cca",
                "--seed", "3"), err.toString());
        assertTrue(err.toString().contains("Nothing in cca is random: --seed 3 changes nothing."), err.toString());
        refused("leave out --seeds 2", "train", "--data", data.toString(), "--preset", "cca", "--seeds", "2");
    }

    @Test
    void aDisplayThatDoesNotAnswerIsNoMatterForTheTerminal() throws Exception {
        Path raw = Fixtures.discs(folder.resolve("discs"), 20);
        Path output = folder.resolve("dead-display.txt");
        Process p = Programs.startWithDeadDisplay(output, Mingle.class.getName(), "inspect", "--data", raw.toString());
        assertTrue(p.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, p.exitValue(), Files.readString(output));
    }

    @Test
    void aWindowOnADisplayThatDoesNotAnswerIsRefusedClearly() throws Exception {
        Path output = folder.resolve("dead-window.txt");
        Process p = Programs.startWithDeadDisplay(output, Mingle.class.getName(), "gui");
        assertTrue(p.waitFor(60, TimeUnit.SECONDS));
        assertEquals(1, p.exitValue(), Files.readString(output));
        assertTrue(Files.readString(output).startsWith("The window "), Files.readString(output));
    }

    @Test
    void whatCannotBeDoneSaysWhyInOneSentence() throws IOException {
        String[] trainOn = {"train", "--out", folder.resolve("none").toString(), "--data"};
        refused("no file or folder", with(trainOn, folder.resolve("missing.npz").toString()));
        refused("preset nonsense", with(trainOn, data.toString(), "--preset", "nonsense"));
        refused("no setting nothing", with(trainOn, data.toString(), "--set", "nothing=1"));
        refused("from 1 to", with(trainOn, data.toString(), "--epochs", "0"));
        refused("learning_rate", with(trainOn, data.toString(), "--set", "learning_rate=fast"));
        refused("--threads -1", with(trainOn, data.toString(), "--threads", "-1"));
        assertFalse(Files.exists(folder.resolve("none")), "Nothing is written for what cannot be done");
        refused("no run folder", "evaluate", "--run", folder.resolve("nowhere").toString());
        refused("is no run", "evaluate", "--run", folder.toString());
        refused("There is no split later", "evaluate", "--run", run, "--split", "later");
        refused("s12345", "query", "--run", run, "--id", "s12345");
        refused("has come to its planned end", "train", "--resume", run);
        Path broken = Files.write(folder.resolve("broken.png"), new byte[] {1, 2, 3});
        refused("unknown ending", "query", "--run", run, "--text", "a berry", "--out", folder.resolve("x.pdf").toString());
        refused("broken.png", "query", "--run", run, "--image", broken.toString());
    }

    private static String[] with(String[] first, String... more) {
        List<String> all = new java.util.ArrayList<>(List.of(first));
        all.addAll(List.of(more));
        return all.toArray(new String[0]);
    }

    @Test
    void wrongUsageIsStatusTwoAndHelpIsStatusZero() {
        assertEquals(2, run("train"));
        assertEquals(2, run("evaluate", "--run"));
        assertEquals(2, run("fly"));
        assertEquals(2, run("evaluate", "--run", run, "--similarity", "taste"));
        assertEquals(0, run("--version"));
        for (String command : MingleCommand.commandLine().getSubcommands().keySet()) {
            assertEquals(0, run(command, "--help"), command);
            assertTrue(out.toString().startsWith("Usage: mingle " + command), out.toString());
        }
    }
}
