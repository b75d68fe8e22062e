package org.mingle.data;

import java.util.Objects;

/**
 * One of the ways in which a sample is given.
 *
 * @param name what the dataset calls it, e.g. {@code image}, {@code text}, {@code audio}; unique in the dataset
 * @param kind how a person can look at it
 */
public record Modality(String name, Kind kind) {
    public Modality {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(kind, "kind");
        if (name.isBlank()) {
            throw new IllegalArgumentException("A modality needs a name.");
        }
    }

    /** How a modality is shown. */
    public enum Kind {
        /** Pictures. */
        IMAGE,
        /** Text. */
        TEXT,
        /** Only numbers: there is nothing to look at but the feature vector. */
        VECTOR
    }
}
