package org.mingle.data;

import java.nio.file.Path;
import java.util.Map;

/** Reads one file format. Found through {@link DatasetReaders}. */
public interface DatasetReader {
    /** A short name of the format for messages, e.g. {@code NumPy archive (.npz)}. */
    String format();

    /** Whether this reader is the one for the path, judged by names and not by content. */
    boolean accepts(Path path);

    /**
     * A quick look at whether a file that is accepted holds a dataset at all; asked only where a folder holds several.
     *
     * @throws MingleException when the file is damaged
     */
    default boolean holdsDataset(Path path, Map<String, String> options) {
        return true;
    }

    /**
     * Reads a dataset. Validation rows are cut from the training rows (10 %, stratified) where the file names none.
     *
     * @param options format-specific settings as given by {@code --set KEY=VALUE}, e.g. {@code image=feats_img}
     * @throws MingleException when the path cannot be read as this format
     */
    Dataset read(Path path, Map<String, String> options);
}
