package org.mingle.data;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Reads Mingle's own dataset folders, see {@link MingleFolder}. */
final class MingleFolderReader implements DatasetReader {
    @Override
    public String format() {
        return "Mingle dataset (folder with mingle.json)";
    }

    /** Bytes from which on a file of features is mapped and not read. */
    private final long mappedFrom;
    /** Bytes from which on its rows are read one by one, as the system could not keep much of a mapped one. */
    private final long storedFrom;

    MingleFolderReader() {
        this(Runtime.getRuntime().maxMemory() / 8, Runtime.getRuntime().maxMemory());
    }

    MingleFolderReader(long mappedFrom, long storedFrom) {
        this.mappedFrom = mappedFrom;
        this.storedFrom = storedFrom;
    }

    @Override
    public boolean accepts(Path path) {
        return Files.isDirectory(path) ? Files.isRegularFile(path.resolve(MingleFolder.MANIFEST))
                : path.getFileName().toString().equals(MingleFolder.MANIFEST);
    }

    @Override
    public Dataset read(Path path, Map<String, String> options) {
        Path folder = Files.isDirectory(path) ? path : path.toAbsolutePath().getParent();
        JsonNode manifest = manifest(folder.resolve(MingleFolder.MANIFEST));
        DatasetOptions o = new DatasetOptions(options);
        List<JsonNode> samples = new ArrayList<>();
        manifest.path("samples").forEach(samples::add);
        if (samples.isEmpty()) {
            throw bad("it lists no samples");
        }
        String name = manifest.path("name").asText(FileNames.title(folder));
        DatasetDraft draft = new DatasetDraft(name, folder, samples.size(), MingleFolderReader::where);
        for (JsonNode m : manifest.path("modalities")) {
            addModality(draft, folder, m, samples);
        }
        if (draft.modalities().size() < 2) {
            throw bad("it must list two modalities");
        }
        if (manifest.has("classes")) {
            draft.classNames(texts(manifest.get("classes")));
        }
        draft.labels(samples.stream().map(s -> texts(s.path("label"))).toList());
        draft.splits(splits(samples));
        draft.ids(ids(draft, samples));
        return draft.finish(o, format());
    }

    private static String where(int row) {
        return MingleFolder.MANIFEST + ", sample " + (row + 1);
    }

    private static MingleException bad(String what) {
        return new MingleException(MingleFolder.MANIFEST + " cannot be used: " + what + ".");
    }

    private static JsonNode manifest(Path file) {
        JsonNode manifest;
        try {
            manifest = JsonLines.MAPPER.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            throw new MingleException(file + " is not valid JSON: " + e.getOriginalMessage() + " (line "
                    + (e.getLocation() == null ? 1 : e.getLocation().getLineNr()) + ").", e);
        } catch (IOException e) {
            throw Failures.cannotRead(file, e);
        }
        if (!manifest.path("format").asText().equals(MingleFolder.FORMAT)) {
            throw new MingleException(file + " is no Mingle dataset: its \"format\" must be \"" + MingleFolder.FORMAT
                    + "\".");
        }
        int version = manifest.path("version").asInt(0);
        if (version < 1 || version > MingleFolder.VERSION) {
            throw new MingleException(file + " has the version " + manifest.path("version").asText("none")
                    + ", and this Mingle reads version " + MingleFolder.VERSION + ": use a newer Mingle.");
        }
        return manifest;
    }

    private void addModality(DatasetDraft draft, Path folder, JsonNode node, List<JsonNode> samples) {
        String name = node.path("name").asText("");
        if (name.isBlank()) {
            throw bad("a modality has no name");
        }
        Modality modality = new Modality(name, kind(node.path("kind").asText(""), name));
        boolean hasMedia = samples.stream().anyMatch(s -> s.path("media").has(name));
        boolean hasFeatures = node.hasNonNull("features");
        if (!hasMedia && !hasFeatures) {
            throw bad("the modality " + name + " has neither features nor media");
        }
        if (hasFeatures) {
            String file = node.get("features").asText();
            Path path = inside(folder, file, "modality " + name);
            draft.features(modality, features(path, samples.size()), r -> file + ", row " + (r + 1));
            if (node.hasNonNull("vocabulary")) {
                Path names = inside(folder, node.get("vocabulary").asText(), "modality " + name);
                draft.vocabulary(name, Vocabularies.file(names, draft.columns(modality)));
            }
        }
        if (hasMedia) {
            List<Media> media = media(draft, folder, modality, samples, !hasFeatures);
            if (hasFeatures) {
                draft.attach(name, media);
            } else {
                draft.media(modality, media);
            }
        }
    }

    /** A large file stays where it is, and only what training looks at is read. */
    private FeatureTable features(Path path, int samples) {
        int[] shape;
        FeatureTable table = null;
        long size = size(path);
        if (size >= Math.min(mappedFrom, storedFrom) && MappedMatrix.isMappable(path)) {
            table = size >= storedFrom ? StoredMatrix.open(path) : MappedMatrix.open(path);
            shape = new int[] {table.rows(), table.cols()};
        } else {
            NpyArray array = Npy.read(path);
            shape = array.shape();
            table = shape.length == 2 ? array.toMatrix() : null;
        }
        if (table == null || shape[0] != samples || shape[1] == 0) {
            throw new MingleException(path + " has the shape " + java.util.Arrays.toString(shape) + " for " + samples
                    + " samples: it needs one row a sample and one column a value.");
        }
        return table;
    }

    private static long size(Path path) {
        try {
            return Files.size(path);
        } catch (IOException e) {
            throw Failures.cannotRead(path, e);
        }
    }

    private static Modality.Kind kind(String word, String name) {
        try {
            return Modality.Kind.valueOf(word.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw bad("the kind \"" + word + "\" of the modality " + name + " must be image, text or vector");
        }
    }

    /** @param needed whether a sample without its media is left out, because there are no features either */
    private static List<Media> media(
            DatasetDraft draft, Path folder, Modality modality, List<JsonNode> samples, boolean needed) {
        List<Media> media = new ArrayList<>();
        for (int r = 0; r < samples.size(); r++) {
            JsonNode node = samples.get(r).path("media").path(modality.name());
            String where = where(r) + ", " + modality.name();
            int sample = r;
            MediaFiles.Flaw flaw = needed ? (position, message) -> draft.skip(sample, position, message)
                    : (position, message) -> draft.note(DatasetReport.Severity.WARNING, position, message);
            if (needed || !node.isMissingNode()) {
                media.add(one(flaw, where, folder, modality, node));
            } else {
                media.add(Media.NONE);
            }
        }
        return media;
    }

    private static Media one(MediaFiles.Flaw flaw, String where, Path folder, Modality modality, JsonNode node) {
        if (modality.kind() == Modality.Kind.VECTOR) {
            throw bad("the modality " + modality.name() + " is of kind vector and cannot have media");
        }
        String path = node.isTextual() ? node.asText() : "";
        if (!path.isEmpty()) {
            inside(folder, path, where);
        }
        if (modality.kind() == Modality.Kind.IMAGE) {
            return MediaFiles.image(flaw, where, folder, path);
        }
        return path.isEmpty() ? MediaFiles.text(flaw, where, node.path("text").asText(""))
                : MediaFiles.textFile(flaw, where, folder, path);
    }

    private static Path inside(Path folder, String relative, String where) {
        Path root = folder.toAbsolutePath().normalize();
        Path path;
        try {
            path = root.resolve(relative).normalize();
        } catch (java.nio.file.InvalidPathException e) {
            throw new MingleException(where + " names a path that cannot be: " + relative + ".", e);
        }
        if (!path.startsWith(root)) {
            throw new MingleException(where + " names the path " + relative
                    + ", which leads out of the dataset's folder.");
        }
        return path;
    }

    private static Split[] splits(List<JsonNode> samples) {
        Split[] splits = new Split[samples.size()];
        if (samples.stream().anyMatch(s -> s.hasNonNull("split"))) {
            for (int r = 0; r < splits.length; r++) {
                splits[r] = SplitWords.parse(samples.get(r).path("split").asText(""), where(r));
            }
        }
        return splits;
    }

    private static List<String> ids(DatasetDraft draft, List<JsonNode> samples) {
        List<String> numbered = DatasetDraft.numbered(Map.of("sample", samples.size()));
        if (samples.stream().noneMatch(s -> s.hasNonNull("id"))) {
            return numbered;
        }
        List<String> ids = new ArrayList<>();
        for (int r = 0; r < samples.size(); r++) {
            String id = samples.get(r).path("id").asText("").strip();
            if (id.isEmpty()) {
                draft.skip(r, where(r), "It has no id.");
            }
            ids.add(id.isEmpty() ? numbered.get(r) : id);
        }
        return ids;
    }

    private static List<String> texts(JsonNode node) {
        List<String> texts = new ArrayList<>();
        if (node.isArray()) {
            node.forEach(n -> texts.add(n.asText().strip()));
        } else if (!node.isMissingNode() && !node.isNull()) {
            texts.add(node.asText().strip());
        }
        texts.removeIf(String::isEmpty);
        return texts;
    }
}
