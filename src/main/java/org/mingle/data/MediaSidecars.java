package org.mingle.data;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mingle.data.DatasetReport.Severity;

/**
 * Finds what there is to look at beside a file of features. For a text modality: a {@code .jsonl} file whose records
 * have a key of the modality's name or {@code text}. For an image modality: a {@code .npz} file with an array of
 * pictures, n x height x width x 3 bytes. Either belongs to the samples if it has an id column of the same name as the
 * features' file ({@code id}, {@code text_id}, {@code image_id} ...) with the same ids, in any order, or if neither
 * file has ids and both have equally many rows.
 */
final class MediaSidecars {
    private MediaSidecars() {}

    /** Attaches what is found; what looks like it but does not fit is noted and left. */
    static void attach(DatasetDraft draft, Map<String, List<String>> idColumns, ArraySource source) {
        for (Modality modality : draft.modalitiesWithoutMedia()) {
            for (Path file : FileNames.files(source.folder())) {
                if (file.toAbsolutePath().equals(source.path().toAbsolutePath())) {
                    continue;
                }
                if (attach(draft, modality, file, idColumns)) {
                    break;
                }
            }
        }
    }

    /** Media in a file's own order, with the ids that the features' file knows them by, or null. */
    private record Found(List<Media> media, String idColumn, List<String> ids) {}

    private static boolean attach(
            DatasetDraft draft, Modality modality, Path file, Map<String, List<String>> idColumns) {
        Optional<Found> found = Optional.empty();
        try {
            found = find(modality, file, idColumns);
        } catch (MingleException e) { // the features can be used without
            draft.note(Severity.NOTICE, file.getFileName().toString(), "It was not used: " + e.getMessage());
        }
        return found.isPresent() && attach(draft, modality, found.get(), file, idColumns);
    }

    private static boolean attach(
            DatasetDraft draft, Modality modality, Found found, Path file, Map<String, List<String>> idColumns) {
        List<Media> media = found.ids() == null ? inOrder(draft, found, idColumns) : byId(found, idColumns);
        long there = media == null ? 0 : media.stream().filter(m -> m != Media.NONE).count();
        String name = file.getFileName().toString();
        if (there == 0) {
            draft.note(Severity.NOTICE, name, "It looks like the " + modality.name()
                    + "s of these samples, but its ids or its number of rows do not fit: it was not used.");
            return false;
        }
        draft.attach(modality.name(), media);
        if (there < media.size()) {
            draft.note(Severity.NOTICE, name, "It has no " + modality.name() + " for " + (media.size() - there)
                    + " of the samples.");
        }
        return true;
    }

    private static List<Media> inOrder(DatasetDraft draft, Found found, Map<String, List<String>> idColumns) {
        return idColumns.isEmpty() && found.media().size() == draft.size() ? found.media() : null;
    }

    private static List<Media> byId(Found found, Map<String, List<String>> idColumns) {
        Map<String, Media> byId = new HashMap<>();
        for (int i = 0; i < found.ids().size(); i++) {
            byId.put(found.ids().get(i), found.media().get(i));
        }
        return idColumns.get(found.idColumn()).stream().map(id -> byId.getOrDefault(id, Media.NONE)).toList();
    }

    private static Optional<Found> find(Modality modality, Path file, Map<String, List<String>> idColumns) {
        return switch (modality.kind()) {
            case TEXT -> FileNames.extension(file).equals("jsonl") ? texts(modality, file, idColumns)
                    : Optional.empty();
            case IMAGE -> FileNames.extension(file).equals("npz") ? pictures(file, idColumns) : Optional.empty();
            case VECTOR -> Optional.empty();
        };
    }

    // ---- texts

    private static Optional<Found> texts(Modality modality, Path file, Map<String, List<String>> idColumns) {
        Optional<JsonNode> first = JsonLines.first(file);
        Optional<String> key = first.flatMap(r -> List.of(modality.name(), "text").stream()
                .filter(k -> r.path(k).isTextual()).findFirst());
        if (key.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> idColumn = idColumns.keySet().stream().filter(c -> first.get().has(c)).findFirst();
        List<Media> media = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        JsonLines.read(file, (line, record) -> {
            String text = record.path(key.get()).asText("");
            media.add(text.isBlank() ? Media.NONE : new Media.Text(text));
            ids.add(idColumn.map(c -> record.path(c).asText("")).orElse(""));
        });
        return Optional.of(new Found(media, idColumn.orElse(null), idColumn.isPresent() ? ids : null));
    }

    // ---- pictures

    private static Optional<Found> pictures(Path file, Map<String, List<String>> idColumns) {
        try (NpyArchive archive = new NpyArchive(file)) {
            for (String name : archive.names()) {
                if (isPictures(archive, name)) {
                    Optional<String> idColumn = archive.names().stream().filter(idColumns::containsKey).findFirst();
                    List<String> ids = idColumn.map(c -> ArrayDataset.strings(archive.read(c))).orElse(null);
                    List<Media> media = pictures(archive.read(name));
                    if (ids != null && ids.size() != media.size()) {
                        return Optional.of(new Found(Collections.emptyList(), null, null));
                    }
                    return Optional.of(new Found(media, idColumn.orElse(null), ids));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean isPictures(NpyArchive archive, String name) {
        try {
            NpyHeader header = archive.header(name);
            return isPictures(header.shape(), header.type().equals("u1"));
        } catch (MingleException e) {
            return false; // an array of a type that only others read
        }
    }

    static boolean isPictures(int[] shape, boolean bytes) {
        return bytes && shape.length == 4 && shape[3] == 3 && shape[1] > 0 && shape[2] > 0;
    }

    /** Pictures that share the array's bytes. */
    static List<Media> pictures(NpyArray a) {
        int height = a.shape()[1];
        int width = a.shape()[2];
        byte[] rgb = (byte[]) a.values();
        List<Media> media = new ArrayList<>(a.shape()[0]);
        for (int i = 0; i < a.shape()[0]; i++) {
            media.add(new Media.ImagePixels(width, height, rgb, i * height * width * 3));
        }
        return media;
    }
}
