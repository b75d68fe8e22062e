package org.mingle.runs;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mingle.data.AtomicFiles;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MingleException;
import org.mingle.data.Npy;
import org.mingle.data.NpyArray;
import org.mingle.data.Split;

/**
 * Embeddings of a split as files: {@code embeddings-test-image.npy} (n x m, float32) for each modality and
 * {@code embeddings-test.json} with the modalities' names and files, and ids and labels by row. The last is written
 * last, so that it stands for the whole.
 */
final class EmbeddingFiles {
    private static final ObjectMapper JSON = new ObjectMapper();

    private EmbeddingFiles() {}

    static void write(Path folder, Split split, Embeddings embeddings) {
        ObjectNode index = JSON.createObjectNode().put("split", split.key()).put("n", embeddings.size())
                .put("dimension", embeddings.dimension());
        Set<String> taken = new HashSet<>();
        for (int m = 0; m < embeddings.modalities().size(); m++) {
            String name = embeddings.modalities().get(m);
            String file = "embeddings-" + split.key() + "-" + fileName(name, m, taken) + ".npy";
            Npy.write(folder.resolve(file), NpyArray.of(embeddings.points().get(m)));
            index.withArray("modalities").addObject().put("name", name).put("file", file);
        }
        embeddings.classNames().forEach(index.putArray("classes")::add);
        embeddings.ids().forEach(index.putArray("ids")::add);
        index.set("labels", JSON.valueToTree(embeddings.labels()));
        AtomicFiles.write(index(folder, split), index + "\n");
    }

    /** The name of a modality as far as every file system takes it. */
    private static String fileName(String modality, int number, Set<String> taken) {
        String plain = modality.replaceAll("[^A-Za-z0-9_-]", "_");
        String unique = taken.contains(plain.toLowerCase(java.util.Locale.ROOT)) ? plain + number : plain;
        taken.add(unique.toLowerCase(java.util.Locale.ROOT));
        return unique;
    }

    static boolean exist(Path folder, Split split) {
        return Files.isRegularFile(index(folder, split));
    }

    static Embeddings read(Path folder, Split split) {
        Path file = index(folder, split);
        Index index;
        try {
            index = JSON.readerFor(Index.class).readValue(file.toFile());
        } catch (JacksonException e) {
            throw new MingleException(file + " is damaged (" + e.getOriginalMessage().lines().findFirst().orElse("")
                    + "): copy the run again.", e);
        } catch (IOException e) {
            throw new MingleException("Cannot read " + file + ": copy the run again.", e);
        }
        List<String> names = new ArrayList<>();
        List<FloatMatrix> points = new ArrayList<>();
        for (Part part : index.modalities()) {
            Path values = folder.resolve(part.file()).normalize();
            if (!folder.normalize().equals(values.getParent())) {
                throw new MingleException(file + " names the file " + part.file() + ", which is not beside it.");
            }
            FloatMatrix matrix = Npy.read(values).toMatrix();
            if (matrix.rows() != index.ids().size()) {
                throw new MingleException(values + " has " + matrix.rows() + " rows for the " + index.ids().size()
                        + " ids of " + file.getFileName() + ": copy the run again.");
            }
            names.add(part.name());
            points.add(matrix);
        }
        try {
            return new Embeddings(names, index.ids(), index.labels(), index.classes(), points);
        } catch (IllegalArgumentException e) {
            throw new MingleException(file + " does not fit its arrays (" + e.getMessage() + "): copy the run again.", e);
        }
    }

    private static Path index(Path folder, Split split) {
        return folder.resolve("embeddings-" + split.key() + ".json");
    }

    private record Part(String name, String file) {}

    private record Index(String split, int n, int dimension, List<Part> modalities, List<String> classes,
            List<String> ids, int[][] labels) {
        Index {
            if (modalities == null || classes == null || ids == null || labels == null
                    || Arrays.stream(labels).anyMatch(l -> l == null)) {
                throw new IllegalArgumentException("a part is missing");
            }
        }
    }
}
