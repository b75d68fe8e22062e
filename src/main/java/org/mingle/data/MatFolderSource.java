package org.mingle.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A folder of MATLAB files with one variable each; an array is known by its file's name. */
final class MatFolderSource implements ArraySource {
    private final Path folder;
    private final Map<String, Path> files = new LinkedHashMap<>();

    MatFolderSource(Path folder, List<Path> matFiles) {
        this.folder = folder;
        for (Path f : matFiles) {
            files.put(FileNames.base(f), f);
        }
    }

    @Override
    public Path path() {
        return folder;
    }

    @Override
    public Path folder() {
        return folder;
    }

    @Override
    public List<String> names() {
        return new ArrayList<>(files.keySet());
    }

    @Override
    public NpyArray read(String name) {
        Path file = files.get(name);
        try (ArraySource source = MatReader.open(file)) {
            List<String> variables = source.names();
            if (variables.size() != 1 && !variables.contains(name)) {
                throw new MingleException(file + " must hold one variable, or one named " + name + "; it holds "
                        + (variables.isEmpty() ? "none" : String.join(", ", variables)) + ".");
            }
            return source.read(variables.contains(name) ? name : variables.get(0));
        }
    }

    @Override
    public String where(String name) {
        return files.get(name).getFileName().toString();
    }

    @Override
    public void close() {
        // files are opened one by one
    }
}
