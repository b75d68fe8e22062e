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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mingle.data.Fixtures;
import org.mingle.data.MingleException;
import picocli.CommandLine;

class DatasetCommandsTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private Exception failure;

    @TempDir
    Path folder;

    private String raw;

    @BeforeEach
    void table() {
        raw = Fixtures.discs(folder.resolve("raw"), 40).toString();
    }

    private int run(Object command, String... args) {
        out.getBuffer().setLength(0);
        return new CommandLine(command).setOut(new PrintWriter(out)).setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((e, line, result) -> {
                    failure = e;
                    return 1;
                }).execute(args);
    }

    @Test
    void inspectPrintsATable() {
        assertEquals(0, run(new InspectCommand(), "--data", raw));
        String text = out.toString();
        for (String part : new String[] {"40 samples in 2 classes", "616 values  made by image-hsv-hog-1, with media",
            "train", "warm", "threads=", "No test split is given"}) {
            assertTrue(text.contains(part), text);
        }
    }

    @Test
    void inspectPrintsOneJsonObject() throws IOException {
        assertEquals(0, run(new InspectCommand(), "--data", raw, "--json"));
        JsonNode o = new ObjectMapper().readTree(out.toString());
        assertEquals(40, o.get("samples").asInt());
        assertEquals(8, o.at("/splits/test").asInt());
        assertEquals("text-tfidf-1", o.at("/modalities/1/encoder").asText());
        assertEquals(40, o.at("/modalities/0/media").asInt());
        assertEquals("cold", o.at("/classes/0/name").asText());
        assertEquals(20, o.at("/classes/0/count").asInt());
        assertEquals("notice", o.at("/problems/0/severity").asText());
        assertTrue(o.get("runtime").has("threads"));
        assertEquals(64, o.get("hash").asText().length());
        assertEquals(1, out.toString().lines().count());
    }

    @Test
    void optionsReachTheReader() throws IOException {
        assertEquals(0, run(new InspectCommand(), "--data", raw, "--set", "test=0.5", "--set", "name=discs", "--json"));
        JsonNode o = new ObjectMapper().readTree(out.toString());
        assertEquals(20, o.at("/splits/test").asInt());
        assertEquals("discs", o.get("name").asText());
    }

    @Test
    void failuresAreOneSentence() {
        assertEquals(1, run(new InspectCommand(), "--data", folder.resolve("none").toString()));
        assertEquals(MingleException.class, failure.getClass());
        assertFalse(failure.getMessage().contains("\n"));
        assertEquals("", out.toString());
        assertEquals(2, run(new InspectCommand()));
        assertEquals(2, run(new ImportCommand(), "--from", raw));
    }

    @Test
    void importWritesAFolderThatOpensTheSame() throws IOException {
        Path target = folder.resolve("imported");
        assertEquals(0, run(new ImportCommand(), "--from", raw, "--out", target.toString(), "--json"));
        String hash = new ObjectMapper().readTree(out.toString()).get("hash").asText();
        assertEquals(0, run(new InspectCommand(), "--data", target.toString(), "--json"));
        assertEquals(hash, new ObjectMapper().readTree(out.toString()).get("hash").asText());
        assertEquals(1, run(new ImportCommand(), "--from", raw, "--out", target.toString()));
        assertTrue(failure.getMessage().contains("exists already"), failure.getMessage());
    }

    @Test
    void aFailedImportLeavesNothing() throws IOException {
        Files.writeString(folder.resolve("raw/pairs.csv"), "image,text,label\nnone.png,x,y\n");
        Path target = folder.resolve("imported");
        assertEquals(1, run(new ImportCommand(), "--from", raw, "--out", target.toString()));
        assertFalse(Files.exists(target));
    }
}
