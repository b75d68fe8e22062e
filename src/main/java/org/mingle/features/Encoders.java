package org.mingle.features;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mingle.data.Dataset;
import org.mingle.data.FeatureEncoder;
import org.mingle.data.MingleException;
import org.mingle.data.MingleFolder;
import org.mingle.data.Modality;

/** The registry of encoders. The first of a kind is its default. */
public final class Encoders {
    private static final List<EncoderType> TYPES = List.of(new HsvHogImageEncoder.Type(), new TfIdfTextEncoder.Type());
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String NAME_KEY = "encoder";

    private Encoders() {}

    /** Names of the encoders for a kind of modality, the default first. */
    public static List<String> names(Modality.Kind kind) {
        return TYPES.stream().filter(t -> t.kind() == kind).map(EncoderType::name).toList();
    }

    /**
     * Gives every modality without features those of the default encoder of its kind; others stay as they are. Encoders
     * are fitted on the training samples. A sample whose picture cannot be read is left out and reported, one whose
     * text has no known word gets a zero vector and a warning. Encoders kept in the dataset's folder are restored.
     *
     * @throws MingleException when a modality cannot be encoded, or more than half of the samples
     */
    public static Dataset encode(Dataset dataset) {
        return encode(dataset, Map.of());
    }

    /**
     * As {@link #encode(Dataset)}, with the encoders of the user's choice.
     *
     * @param chosen encoder's name by modality's name
     */
    public static Dataset encode(Dataset dataset, Map<String, String> chosen) {
        for (String modality : chosen.keySet()) {
            if (dataset.modalityIndex(modality) < 0) {
                throw new MingleException("There is no modality " + modality + " to encode; there are "
                        + String.join(", ", dataset.modalities().stream().map(Modality::name).toList()) + ".");
            }
        }
        Dataset encoded = new DatasetEncoding(dataset, m -> type(m, chosen.get(m.name()))).encoded();
        return restore(encoded);
    }

    private static EncoderType type(Modality modality, String name) {
        return TYPES.stream().filter(t -> t.kind() == modality.kind() && (name == null || t.name().equals(name)))
                .findFirst().orElseThrow(() -> new MingleException(
                        "There is no encoder " + (name == null ? "" : name + " ") + "for the modality "
                        + modality.name()
                        + ": its kind " + modality.kind().name().toLowerCase(java.util.Locale.ROOT) + " has "
                        + (names(modality.kind()).isEmpty() ? "none" : String.join(", ", names(modality.kind())))
                        + "."));
    }

    private static Dataset restore(Dataset dataset) {
        Dataset.Builder b = null;
        for (int m = 0; m < dataset.modalities().size(); m++) {
            Optional<Path> file = MingleFolder.encoder(dataset, m);
            if (dataset.encoder(m).isEmpty() && file.isPresent()) {
                FeatureEncoder encoder = read(file.get());
                if (encoder.dimension() != dataset.features(m).cols()) {
                    throw new MingleException(file.get() + " makes " + encoder.dimension()
                            + " values and the features have "
                            + dataset.features(m).cols() + ": import the dataset again.");
                }
                b = b == null ? dataset.toBuilder() : b;
                b.encoded(m, dataset.features(m), encoder);
            }
        }
        return b == null ? dataset : b.build();
    }

    /** An encoder as JSON text, from which {@link #fromJson} makes one that encodes exactly alike. */
    public static String toJson(FeatureEncoder encoder) {
        EncoderType type = TYPES.stream().filter(t -> t.name().equals(encoder.name())).findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No encoder " + encoder.name()));
        ObjectNode node = MAPPER.createObjectNode();
        node.put(NAME_KEY, encoder.name());
        type.store(encoder, node);
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(node) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * @param where file name for messages
     * @throws MingleException when the text is no encoder, or one that this version does not have
     */
    public static FeatureEncoder fromJson(String json, String where) {
        JsonNode node;
        try {
            node = MAPPER.readTree(json);
        } catch (JsonProcessingException e) {
            throw new MingleException(where + " is not valid JSON: " + e.getOriginalMessage() + ".", e);
        }
        String name = node.path(NAME_KEY).asText("");
        EncoderType type = TYPES.stream().filter(t -> t.name().equals(name)).findFirst()
                .orElseThrow(() -> new MingleException(where + " asks for the encoder \"" + name
                        + "\", which this Mingle does not have: use a newer one."));
        return type.restore(node, where);
    }

    private static FeatureEncoder read(Path file) {
        try {
            return fromJson(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new MingleException("Cannot read " + file + ": " + e.getMessage() + ".", e);
        }
    }
}
