package org.mingle.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Queries that a person keeps, one file a dataset, found again by the dataset's hash: {@code HASH.json}, a list of
 * objects, each with the searched modality as {@code gallery} and either {@code samples} (a list of
 * {@code [id, modality]}), or {@code modality} and one of {@code text}, {@code image} (a path) and {@code features}.
 * Reads and writes files: not for the window's thread.
 */
public final class BookmarkFile {
    private final KeptFiles files;

    /**
     * One query, by the names of modalities. Exactly one of samples, text, image and features is there.
     *
     * @param gallery modality that is searched
     * @param modality that the query is seen in
     * @param samples one or several; empty for a query from outside
     * @param text null for none
     * @param image path of a picture file, null for none
     * @param features empty for none
     */
    public record Entry(String gallery, String modality, List<NamedSelections.Point> samples, String text, String image,
            List<Float> features) {
        public Entry {
            samples = List.copyOf(samples);
            features = List.copyOf(features);
        }
    }

    /** @param folder of all bookmarks; made when the first is stored */
    public BookmarkFile(Path folder) {
        files = new KeptFiles(folder, "bookmarks");
    }

    /** In the home folder of the person. */
    public static BookmarkFile ofUser() {
        return new BookmarkFile(KeptFiles.ofUser("bookmarks"));
    }

    /**
     * The queries kept for a dataset, in the order in which they were kept.
     *
     * @throws MingleException when the file is there and cannot be read
     */
    public List<Entry> read(String hash) {
        List<Entry> all = new ArrayList<>();
        for (JsonNode n : files.read(hash)) {
            List<NamedSelections.Point> samples = new ArrayList<>();
            n.path("samples").forEach(p -> samples.add(new NamedSelections.Point(p.path(0).asText(),
                    p.path(1).asText())));
            List<Float> features = new ArrayList<>();
            n.path("features").forEach(v -> features.add((float) v.asDouble()));
            all.add(new Entry(n.path("gallery").asText(), n.path("modality").asText(), samples,
                    n.path("text").asText(null), n.path("image").asText(null), features));
        }
        return all;
    }

    /** Stores all queries kept for a dataset, at once or not at all. */
    public void write(String hash, List<Entry> entries) {
        ArrayNode root = KeptFiles.JSON.createArrayNode();
        for (Entry e : entries) {
            ObjectNode n = root.addObject().put("gallery", e.gallery()).put("modality", e.modality());
            if (!e.samples().isEmpty()) {
                ArrayNode samples = n.putArray("samples");
                e.samples().forEach(p -> samples.addArray().add(p.id()).add(p.modality()));
            } else if (e.text() != null) {
                n.put("text", e.text());
            } else if (e.image() != null) {
                n.put("image", e.image());
            } else {
                e.features().forEach(n.putArray("features")::add);
            }
        }
        files.write(hash, root);
    }
}
