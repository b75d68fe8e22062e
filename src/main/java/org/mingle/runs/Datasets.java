package org.mingle.runs;

import java.nio.file.Path;
import java.util.Map;
import org.mingle.data.Dataset;
import org.mingle.data.DatasetReaders;
import org.mingle.features.Encoders;

/** Opens a dataset ready for training: read, checked, raw media encoded. */
public final class Datasets {
    private Datasets() {}

    public static Dataset open(Path path, Map<String, String> options) {
        return Encoders.encode(DatasetReaders.read(path, options));
    }
}
