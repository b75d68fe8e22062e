package org.mingle.data;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Selections of samples that a person gave names, one file a dataset, found again by the dataset's hash wherever the
 * dataset lies: {@code HASH.json}, an object of name to a list of {@code [id, modality]}. The dataset itself, which may
 * be read-only or shared, is not touched. Reads and writes files: not for the window's thread.
 */
public final class NamedSelections {
    private final KeptFiles files;

    /** One point: a sample in one modality, by the name of the modality. */
    public record Point(String id, String modality) {}

    /** @param folder of all selections; made when the first is stored */
    public NamedSelections(Path folder) {
        files = new KeptFiles(folder, "named selections");
    }

    /** In the home folder of the person. */
    public static NamedSelections ofUser() {
        return new NamedSelections(KeptFiles.ofUser("selections"));
    }

    /**
     * Selections of a dataset by name, in the order in which they were stored.
     *
     * @throws MingleException when the file is there and cannot be read
     */
    public Map<String, List<Point>> read(String hash) {
        Map<String, List<Point>> all = new LinkedHashMap<>();
        files.read(hash).fields().forEachRemaining(e -> {
            List<Point> points = new ArrayList<>();
            e.getValue().forEach(p -> points.add(new Point(p.path(0).asText(), p.path(1).asText())));
            all.put(e.getKey(), List.copyOf(points));
        });
        return all;
    }

    /** Stores a selection, in the place of an earlier one of that name; an empty one deletes it. */
    public void write(String hash, String name, List<Point> points) {
        Map<String, List<Point>> all = read(hash);
        if (points.isEmpty()) {
            all.remove(name);
        } else {
            all.put(name, points);
        }
        ObjectNode root = KeptFiles.JSON.createObjectNode();
        all.forEach((key, list) -> {
            ArrayNode array = root.putArray(key);
            list.forEach(p -> array.addArray().add(p.id()).add(p.modality()));
        });
        files.write(hash, root);
    }
}
