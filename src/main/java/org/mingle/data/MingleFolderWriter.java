package org.mingle.data;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import javax.imageio.ImageIO;

/** Writes Mingle's own dataset folders, see {@link MingleFolder}. */
public final class MingleFolderWriter {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Dataset dataset;
    private final Map<Integer, String> encoders;

    private MingleFolderWriter(Dataset dataset, Map<Integer, String> encoders) {
        this.dataset = dataset;
        this.encoders = encoders;
    }

    /**
     * Writes a dataset with its features, media and encoders, so that it opens as it is now; nothing is left behind if
     * that fails.
     *
     * @param encoders what the modalities' encoders are stored as (JSON), by index of the modality
     * @param folder must not exist, or be empty
     * @throws MingleException when it cannot be written
     */
    public static void write(Dataset dataset, Map<Integer, String> encoders, Path folder) {
        AtomicFiles.writeFolder(folder, new MingleFolderWriter(dataset, encoders)::writeTo);
    }

    private void writeTo(Path folder) throws IOException {
        ObjectNode manifest = MAPPER.createObjectNode();
        manifest.put("format", MingleFolder.FORMAT).put("version", MingleFolder.VERSION).put("name", dataset.name());
        ArrayNode classes = manifest.putArray("classes");
        dataset.classNames().forEach(classes::add);
        writeModalities(folder, manifest.putArray("modalities"));
        String head = MAPPER.writeValueAsString(manifest);
        StringBuilder text = new StringBuilder(head.substring(0, head.length() - 1)).append(",\n\"samples\": [\n");
        for (int r = 0; r < dataset.size(); r++) { // one line a sample: easy to look at and to compare
            text.append(MAPPER.writeValueAsString(sample(folder, r))).append(r + 1 < dataset.size() ? ",\n" : "\n");
        }
        AtomicFiles.write(folder.resolve(MingleFolder.MANIFEST), text.append("]}\n").toString());
    }

    private void writeModalities(Path folder, ArrayNode list) {
        for (int m = 0; m < dataset.modalities().size(); m++) {
            Modality modality = dataset.modalities().get(m);
            ObjectNode node = list.addObject();
            node.put("name", modality.name()).put("kind", modality.kind().name().toLowerCase(Locale.ROOT));
            if (dataset.hasFeatures(m)) {
                FeatureTable table = dataset.features(m);
                String file = MingleFolder.featuresName(modality, m);
                Npy.write(folder.resolve(file), NpyArray.of(table instanceof FloatMatrix f ? f : all(table)));
                node.put("features", file);
            }
            if (!dataset.vocabulary(m).isEmpty()) {
                String file = MingleFolder.vocabularyName(modality, m);
                AtomicFiles.write(folder.resolve(file), String.join("\n", dataset.vocabulary(m)) + "\n");
                node.put("vocabulary", file);
            }
            if (encoders.containsKey(m)) {
                AtomicFiles.write(folder.resolve(MingleFolder.encoderName(modality, m)), encoders.get(m));
            }
        }
    }

    private static FloatMatrix all(FeatureTable table) {
        return table.gather(java.util.stream.IntStream.range(0, table.rows()).toArray());
    }

    private Map<String, Object> sample(Path folder, int row) throws IOException {
        Map<String, Object> sample = new LinkedHashMap<>();
        sample.put("id", dataset.id(row));
        sample.put("split", dataset.split(row).key());
        sample.put("label", java.util.Arrays.stream(dataset.labels(row)).mapToObj(dataset.classNames()::get).toList());
        Map<String, Object> media = new LinkedHashMap<>();
        for (int m = 0; m < dataset.modalities().size(); m++) {
            Object written = writeMedia(folder, m, row);
            if (written != null) {
                media.put(dataset.modalities().get(m).name(), written);
            }
        }
        if (!media.isEmpty()) {
            sample.put("media", media);
        }
        return sample;
    }

    private Object writeMedia(Path folder, int modality, int row) throws IOException {
        Media media = dataset.media(modality, row);
        if (media instanceof Media.Text t) {
            return Map.of("text", t.text());
        }
        if (media instanceof Media.ImageFile f) {
            String extension = FileNames.extension(f.path());
            return put(folder, modality, row, extension.isEmpty() ? "png" : extension, Files.readAllBytes(f.path()));
        }
        if (media instanceof Media.ImagePixels p) {
            return put(folder, modality, row, "png", png(p));
        }
        return null;
    }

    /** @return the path as the manifest gives it */
    private String put(Path folder, int modality, int row, String extension, byte[] content) throws IOException {
        String directory = MingleFolder.mediaFolder(dataset.modalities().get(modality), modality);
        int width = Integer.toString(dataset.size()).length();
        String relative = directory + "/" + String.format(Locale.ROOT, "%0" + width + "d", row + 1) + "." + extension;
        Path file = folder.resolve(relative);
        Files.createDirectories(file.getParent());
        Files.write(file, content); // seen by nobody until the whole folder is moved to its place
        return relative;
    }

    private static byte[] png(Media.ImagePixels p) throws IOException {
        BufferedImage image = new BufferedImage(p.width(), p.height(), BufferedImage.TYPE_INT_RGB);
        image.setRGB(0, 0, p.width(), p.height(), p.argb(), 0, p.width());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        return out.toByteArray();
    }
}
