package org.mingle.runs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.mingle.data.AtomicFiles;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MingleException;
import org.mingle.data.Npy;
import org.mingle.data.NpyArray;
import org.mingle.data.Split;
import org.mingle.projection.Layout;

/**
 * Layouts of the map by split and epoch: {@code frames/test-00012.npy}, ((modalities * n) x 2), float32, all points of
 * one modality after the other. {@code frames/test.json} names modalities and ids, which are the same in every epoch, and
 * says how the layouts were made.
 */
public final class FrameStore {
    private static final String FOLDER = "frames";
    private static final ObjectMapper JSON = new ObjectMapper();
    private final Path folder;

    private FrameStore(Path run) {
        folder = run.resolve(FOLDER);
    }

    /** The frames of a run that may still be under way. */
    public static FrameStore of(Path run) {
        return new FrameStore(run);
    }

    /** Stores the layout of an epoch, in the place of an earlier one. */
    public void write(Split split, Layout layout) {
        Embeddings e = layout.embeddings();
        ObjectNode index = JSON.createObjectNode().put("split", split.key()).put("method", layout.method())
                .put("seed", layout.seed());
        if (!Double.isNaN(layout.perplexity())) {
            index.put("perplexity", layout.perplexity());
        }
        if (!layout.details().isEmpty()) {
            index.put("details", layout.details());
        }
        e.modalities().forEach(index.putArray("modalities")::add);
        e.ids().forEach(index.putArray("ids")::add);
        String text = index + "\n";
        Path names = folder.resolve(split.key() + ".json");
        try {
            if (!Files.isRegularFile(names) || !Files.readString(names).equals(text)) {
                AtomicFiles.write(names, text);
            }
        } catch (IOException x) {
            throw new MingleException("Cannot read " + names + ": check that you may open it.", x);
        }
        Npy.write(file(split, layout.epoch()), NpyArray.of(layout.xy()));
    }

    /** Epochs that have a layout of a split, ascending. */
    public List<Integer> epochs(Split split) {
        List<Integer> epochs = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, split.key() + "-*.npy")) {
                for (Path file : files) {
                    String number = file.getFileName().toString().replaceAll("\\D", "");
                    if (!number.isEmpty()) {
                        epochs.add(Integer.parseInt(number));
                    }
                }
            } catch (IOException e) {
                throw new MingleException("Cannot read " + folder + ": check that you may open it.", e);
            }
        }
        epochs.sort(null);
        return epochs;
    }

    /** @throws MingleException when the epoch has no layout, or it is damaged */
    public FloatMatrix read(Split split, int epoch) {
        return Npy.read(file(split, epoch)).toMatrix();
    }

    /**
     * All layouts of these embeddings' points, by ascending epoch; a damaged one is left out. Empty where the stored ones
     * are of other samples. The layouts carry these embeddings, whatever their epoch.
     *
     * @throws MingleException when the list of samples cannot be read
     */
    public List<Layout> layouts(Split split, Embeddings embeddings) {
        List<Layout> layouts = new ArrayList<>();
        JsonNode index = index(split);
        if (index != null && fits(index, embeddings)) {
            for (int epoch : epochs(split)) {
                layout(split, epoch, index, embeddings).ifPresent(layouts::add);
            }
        }
        return layouts;
    }

    /** The layout of one epoch, if it is there, whole, and of these embeddings' points. */
    public Optional<Layout> layout(Split split, int epoch, Embeddings embeddings) {
        JsonNode index = index(split);
        return index != null && fits(index, embeddings) && Files.isRegularFile(file(split, epoch))
                ? layout(split, epoch, index, embeddings) : Optional.empty();
    }

    private Optional<Layout> layout(Split split, int epoch, JsonNode index, Embeddings embeddings) {
        try {
            FloatMatrix xy = read(split, epoch);
            boolean whole = xy.cols() == 2 && xy.rows() == embeddings.size() * embeddings.modalities().size();
            for (float v : xy.data()) {
                whole &= Float.isFinite(v);
            }
            return whole ? Optional.of(new Layout(embeddings, epoch, 0, xy, index.path("method").asText("tsne"),
                    index.path("perplexity").asDouble(Double.NaN), Double.NaN, index.path("seed").asLong())
                    .withDetails(index.path("details").asText(""))) : Optional.empty();
        } catch (MingleException e) {
            return Optional.empty();
        }
    }

    private JsonNode index(Split split) {
        Path names = folder.resolve(split.key() + ".json");
        if (!Files.isRegularFile(names)) {
            return null;
        }
        try {
            return JSON.readTree(names.toFile());
        } catch (IOException e) {
            throw new MingleException("Cannot read " + names + ": the layouts stored beside it cannot be shown.", e);
        }
    }

    private static boolean fits(JsonNode index, Embeddings e) {
        return e.modalities().equals(strings(index.path("modalities"))) && e.ids().equals(strings(index.path("ids")));
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>(array.size());
        array.forEach(item -> strings.add(item.asText()));
        return strings;
    }

    private Path file(Split split, int epoch) {
        return folder.resolve(String.format(Locale.ROOT, "%s-%05d.npy", split.key(), epoch));
    }
}
