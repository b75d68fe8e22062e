package org.mingle.data;

import java.nio.file.Path;
import java.util.Map;

/** The registry of file formats. */
public final class DatasetReaders {
    private DatasetReaders() {}

    /** Reads a dataset in whatever known format the path has; raw media are not encoded yet. */
    public static Dataset read(Path path, Map<String, String> options) {
        throw new UnsupportedOperationException();
    }
}
