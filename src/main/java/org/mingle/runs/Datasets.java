package org.mingle.runs;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.mingle.data.Dataset;
import org.mingle.data.DatasetReaders;
import org.mingle.data.MingleFolderWriter;
import org.mingle.features.Encoders;

/** Opens a dataset ready for training: read, checked, raw media encoded. */
public final class Datasets {
    private Datasets() {}

    public static Dataset open(Path path, Map<String, String> options) {
        return open(path, options, Map.of());
    }

    /** @param encoders names of encoders, by modality, where the default is not wanted */
    public static Dataset open(Path path, Map<String, String> options, Map<String, String> encoders) {
        return Encoders.encode(DatasetReaders.read(path, options), encoders);
    }

    /**
     * Writes a dataset as a folder of Mingle's own kind, with features, media and encoders; it opens with the same
     * hash. Nothing is left behind if that fails.
     *
     * @param folder must not exist, or be empty
     */
    public static void save(Dataset dataset, Path folder) {
        Map<Integer, String> encoders = new HashMap<>();
        for (int m = 0; m < dataset.modalities().size(); m++) {
            int modality = m;
            dataset.encoder(m).ifPresent(e -> encoders.put(modality, Encoders.toJson(e)));
        }
        MingleFolderWriter.write(dataset, encoders, folder);
    }
}
