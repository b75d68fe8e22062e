package org.mingle.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The registry of file formats. A file is read by the first reader that accepts it. A folder is read as a whole where a
 * reader accepts it, and otherwise by way of the one file in it that holds a dataset.
 */
public final class DatasetReaders {
    private static final List<DatasetReader> READERS = List.of(new MingleFolderReader(), new MatFolderReader(),
            new TableReader(), new NpzReader(), new MatReader(), new Hdf5Reader());

    private DatasetReaders() {}

    /** A file or folder with the reader for it. */
    private record Candidate(Path path, DatasetReader reader) {}

    /**
     * Reads a dataset in whatever known format the path has; raw media are not encoded yet.
     *
     * @param options settings of the format, see the package description
     * @throws MingleException when there is no such path, no known format, or something wrong in it
     */
    public static Dataset read(Path path, Map<String, String> options) {
        Candidate c = find(path, options);
        if (c.path().equals(path)) {
            return c.reader().read(path, options);
        }
        Map<String, String> named = new HashMap<>(options); // a folder's name says more than that of the file in it
        named.putIfAbsent("name", FileNames.title(path));
        return c.reader().read(c.path(), named);
    }

    private static Candidate find(Path path, Map<String, String> options) {
        if (!Files.exists(path)) {
            throw new MingleException("There is no file or folder " + path + ": check the path.");
        }
        for (DatasetReader reader : READERS) {
            if (reader.accepts(path)) {
                return new Candidate(path, reader);
            }
        }
        if (Files.isDirectory(path)) {
            return findInside(path, options);
        }
        throw new MingleException(path + " is of no format that Mingle reads: it reads " + formats() + ".");
    }

    private static Candidate findInside(Path folder, Map<String, String> options) {
        List<Candidate> accepted = new ArrayList<>();
        for (Path file : FileNames.files(folder)) {
            READERS.stream().filter(r -> r.accepts(file)).findFirst()
                    .ifPresent(r -> accepted.add(new Candidate(file, r)));
        }
        if (accepted.size() == 1) {
            return accepted.get(0); // whatever is wrong with it, its reader says it best
        }
        List<Candidate> datasets = accepted.stream().filter(c -> c.reader().holdsDataset(c.path(), options)).toList();
        if (datasets.size() == 1) {
            return datasets.get(0);
        }
        if (datasets.size() > 1) {
            throw new MingleException("The folder " + folder + " holds several datasets (" + names(datasets)
                    + "): name the file you mean.");
        }
        throw new MingleException("The folder " + folder + " is no dataset: looked for " + formats() + "; "
                + (accepted.isEmpty() ? "found none of them." : "none of " + names(accepted)
                + " holds two modalities and labels."));
    }

    private static String names(List<Candidate> candidates) {
        return String.join(", ", candidates.stream().map(c -> c.path().getFileName().toString()).toList());
    }

    private static String formats() {
        return String.join(", ", READERS.stream().map(DatasetReader::format).toList());
    }
}
