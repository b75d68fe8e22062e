package org.mingle.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The names in Mingle's own dataset folder. {@code mingle.json} is one object:
 * <pre>
 * {"format": "mingle-dataset", "version": 1, "name": "shapes",
 *  "classes": ["circle", "square"],
 *  "modalities": [{"name": "image", "kind": "image", "features": "features-image.npy"},
 *                 {"name": "text", "kind": "text", "features": "features-text.npy",
 *                  "vocabulary": "vocabulary-text.txt"}],
 *  "samples": [{"id": "s1", "split": "train", "label": ["circle"],
 *               "media": {"image": "images/s1.png", "text": {"text": "A red circle."}}}]}
 * </pre>
 * {@code kind} is {@code image}, {@code text} or {@code vector}. {@code features} (n x d float32, row r is sample r)
 * may be left out where every sample has media; what they were made with stands in {@code encoder-NAME.json} beside it,
 * if they were made of the media, so that new pictures and texts can be encoded alike. {@code vocabulary} (UTF-8, one
 * name a line and a column) may say what the columns of features stand for, so that words can be asked for. {@code
 * classes} fixes their order and may be left out; so may {@code id} and {@code split}, of all samples. {@code label} is a class or a list of
 * classes. In {@code media} a string is a path relative to the folder and must stay in it, and an object {@code
 * {"text": ...}} is a text itself.
 */
public final class MingleFolder {
    /** Name of the manifest. */
    public static final String MANIFEST = "mingle.json";

    static final String FORMAT = "mingle-dataset";
    static final int VERSION = 1;

    private MingleFolder() {}

    /** Where a modality's features lie. */
    static String featuresName(Modality modality, int index) {
        return "features-" + safe(modality, index) + ".npy";
    }

    /** Where the encoder that made a modality's features is kept. */
    static String encoderName(Modality modality, int index) {
        return "encoder-" + safe(modality, index) + ".json";
    }

    /** Where the names of a modality's feature columns lie. */
    static String vocabularyName(Modality modality, int index) {
        return "vocabulary-" + safe(modality, index) + ".txt";
    }

    /** Folder of a modality's media. */
    static String mediaFolder(Modality modality, int index) {
        return "media-" + safe(modality, index);
    }

    /** Where the encoder of a modality is kept in the folder that the dataset was read from; empty if it has none. */
    public static Optional<Path> encoder(Dataset dataset, int modality) {
        Path source = dataset.source();
        if (source == null || !Files.isRegularFile(source.resolve(MANIFEST))) {
            return Optional.empty();
        }
        return Optional.of(source.resolve(encoderName(dataset.modalities().get(modality), modality)))
                .filter(Files::isRegularFile);
    }

    private static String safe(Modality modality, int index) {
        return modality.name().matches("[A-Za-z0-9_-]{1,40}") ? modality.name() : "modality" + (index + 1);
    }
}
