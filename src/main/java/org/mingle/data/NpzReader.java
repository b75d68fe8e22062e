package org.mingle.data;

import java.nio.file.Path;
import java.util.Map;

/** Reads {@code .npz} files with arrays {@code image text label}, optional {@code split id class_names}. */
final class NpzReader implements DatasetReader {
    @Override
    public String format() {
        return "NumPy archive (.npz)";
    }

    @Override
    public boolean accepts(Path path) {
        return FileNames.extension(path).equals("npz");
    }

    @Override
    public boolean holdsDataset(Path path, Map<String, String> options) {
        try (ArraySource source = new NpzSource(path)) {
            return ArrayDataset.isDataset(source, options);
        }
    }

    @Override
    public Dataset read(Path path, Map<String, String> options) {
        try (ArraySource source = new NpzSource(path)) {
            return ArrayDataset.read(source, options, FileNames.title(path), format());
        }
    }
}
