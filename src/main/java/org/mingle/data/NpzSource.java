package org.mingle.data;

import java.nio.file.Path;
import java.util.List;

/** The arrays of a {@code .npz} file. */
final class NpzSource implements ArraySource {
    private final Path path;
    private final NpyArchive archive;

    NpzSource(Path path) {
        this.path = path;
        archive = new NpyArchive(path);
    }

    @Override
    public Path path() {
        return path;
    }

    @Override
    public List<String> names() {
        return archive.names();
    }

    @Override
    public NpyArray read(String name) {
        return archive.read(name);
    }

    @Override
    public String where(String name) {
        return path.getFileName() + ", array " + name;
    }

    @Override
    public void close() {
        archive.close();
    }
}
