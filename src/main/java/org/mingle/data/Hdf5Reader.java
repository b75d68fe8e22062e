package org.mingle.data;

import java.nio.file.Path;
import java.util.Map;

/** Reads HDF5 files with datasets named like the arrays of a {@code .npz} file. */
final class Hdf5Reader implements DatasetReader {
    @Override
    public String format() {
        return "HDF5 file (.h5)";
    }

    @Override
    public boolean accepts(Path path) {
        String extension = FileNames.extension(path);
        return extension.equals("h5") || extension.equals("hdf5");
    }

    @Override
    public boolean holdsDataset(Path path, Map<String, String> options) {
        try (ArraySource source = new Hdf5Source(path, false)) {
            return ArrayDataset.isDataset(source, options);
        }
    }

    @Override
    public Dataset read(Path path, Map<String, String> options) {
        try (ArraySource source = new Hdf5Source(path, false)) {
            return ArrayDataset.read(source, options, FileNames.title(path), format());
        }
    }
}
