package org.mingle.samples;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.mingle.data.AtomicFiles;
import org.mingle.data.MingleException;
import org.mingle.data.MingleFolder;
import org.mingle.data.Split;

/** The bundled dataset: 1,000 pairs of a drawn picture and a short text in 10 classes, always the same bytes. */
public final class SampleData {
    /** Pairs of each class, in this order in every class, then all shuffled. */
    private static final Map<Split, Integer> PER_CLASS = Map.of(Split.TRAIN, 60, Split.VALIDATION, 10, Split.TEST, 30);
    private static final long SEED = 2026;
    /** May stand beside the dataset. */
    private static final String NOTE = "README.md";

    private SampleData() {}

    /**
     * Writes the dataset into a folder; an earlier sample there is overwritten.
     *
     * @return number of pairs
     * @throws MingleException when the folder holds other files, or a file cannot be written
     */
    public static int write(Path folder) {
        Map<String, byte[]> files = files();
        requireNothingElse(folder, files.keySet());
        files.forEach((name, content) -> AtomicFiles.write(folder.resolve(name), content));
        return (files.size() - 1) / 2;
    }

    private static void requireNothingElse(Path folder, Set<String> names) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> there = Files.walk(folder)) {
            there.filter(Files::isRegularFile).map(f -> folder.relativize(f).toString().replace('\\', '/'))
                    .filter(n -> !names.contains(n) && !n.equals(NOTE)).sorted().findFirst().ifPresent(n -> {
                        throw new MingleException(folder + " holds " + n
                                + ", which is no part of the sample: name a new or an empty folder.");
                    });
        } catch (IOException e) {
            throw new MingleException("Cannot read " + folder + ": choose a folder that you may write to.", e);
        }
    }

    /** All files of the dataset: path with forward slashes to content, in the order of the paths. */
    static Map<String, byte[]> files() {
        Dice dice = new Dice(SEED);
        List<Planned> plan = plan(dice.split());
        Map<String, byte[]> files = new TreeMap<>();
        ArrayNode samples = new ObjectMapper().createArrayNode();
        for (int i = 0; i < plan.size(); i++) {
            String id = String.format(Locale.ROOT, "s%04d", i + 1);
            Planned planned = plan.get(i);
            Dice own = dice.split();
            Scene scene = Scene.of(planned.motif(), own.split());
            int[] pixels = Painter.paint(scene, own.split());
            String image = "images/" + id + ".png";
            String text = "texts/" + id + ".txt";
            files.put(image, Png.opaque(Painter.SIDE, Painter.SIDE, pixels));
            files.put(text, (Storyteller.tell(scene, own.split()) + "\n").getBytes(StandardCharsets.UTF_8));
            ObjectNode sample = samples.addObject();
            sample.put("id", id).put("split", planned.split().key()).put("label", planned.motif().label());
            sample.putObject("media").put("image", image).put("text", text);
        }
        files.put(MingleFolder.MANIFEST, manifest(samples));
        return files;
    }

    private record Planned(Motif motif, Split split) {}

    private static List<Planned> plan(Dice dice) {
        List<Planned> plan = new ArrayList<>();
        for (Motif motif : Motif.values()) {
            for (Split split : Split.values()) {
                plan.addAll(java.util.Collections.nCopies(PER_CLASS.get(split), new Planned(motif, split)));
            }
        }
        for (int i = plan.size() - 1; i > 0; i--) {
            java.util.Collections.swap(plan, i, dice.below(i + 1));
        }
        return plan;
    }

    /** One line a sample, so that the file can be read and compared. */
    private static byte[] manifest(ArrayNode samples) {
        ObjectMapper json = new ObjectMapper().disable(SerializationFeature.INDENT_OUTPUT);
        StringBuilder out = new StringBuilder("{\"format\": \"mingle-dataset\", \"version\": 1, \"name\": \"Mingle sample\",\n");
        out.append(" \"classes\": ").append((Object) json.valueToTree(java.util.Arrays.stream(Motif.values()).map(Motif::label).toList()));
        out.append(",\n \"modalities\": [{\"name\": \"image\", \"kind\": \"image\"}, {\"name\": \"text\", \"kind\": \"text\"}],\n");
        out.append(" \"samples\": [\n");
        try {
            for (int i = 0; i < samples.size(); i++) {
                out.append("  ").append(json.writeValueAsString(samples.get(i))).append(i < samples.size() - 1 ? ",\n" : "\n");
            }
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
        return out.append(" ]}\n").toString().getBytes(StandardCharsets.UTF_8);
    }
}
