package org.mingle.features;

import org.mingle.data.Dataset;

/** The registry of encoders. */
public final class Encoders {
    private Encoders() {}

    /** Gives every modality without features those of the default encoder of its kind; others stay as they are. */
    public static Dataset encode(Dataset dataset) {
        throw new UnsupportedOperationException();
    }
}
