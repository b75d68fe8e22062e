package org.mingle.features;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.mingle.data.FeatureEncoder;
import org.mingle.data.Media;
import org.mingle.data.MingleException;
import org.mingle.data.Modality;

/** A way to encode one kind of media. Found through {@link Encoders}. */
interface EncoderType {
    /** Name of its encoders, with a version that changes whenever the same media would give other features. */
    String name();

    Modality.Kind kind();

    /**
     * Makes an encoder from the training samples' media.
     *
     * @throws MingleException when they are too few or too poor to learn from
     */
    FeatureEncoder fit(List<Media> training);

    /** Whether a sample that cannot be encoded is left out; otherwise it keeps a zero vector. */
    boolean skipsFailures();

    /** Puts down what {@link #restore} needs. */
    void store(FeatureEncoder encoder, ObjectNode into);

    /** @throws MingleException when something is missing or makes no sense */
    FeatureEncoder restore(JsonNode from, String where);
}
