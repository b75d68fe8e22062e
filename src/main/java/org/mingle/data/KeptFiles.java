package org.mingle.data;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What a person keeps beside datasets: one JSON file for each, found again by the dataset's hash. */
final class KeptFiles {
    static final ObjectMapper JSON = new ObjectMapper();
    private final Path folder;
    private final String what;

    /**
     * @param folder of all files; made when the first is written
     * @param what is kept, for messages
     */
    KeptFiles(Path folder, String what) {
        this.folder = folder;
        this.what = what;
    }

    /** A folder of this name in the home folder of the person. */
    static Path ofUser(String name) {
        return Path.of(System.getProperty("user.home"), "Mingle", name);
    }

    /**
     * What is kept for a dataset; a missing node for nothing.
     *
     * @throws MingleException when the file is there and cannot be read
     */
    JsonNode read(String hash) {
        Path file = file(hash);
        if (!Files.isRegularFile(file)) {
            return MissingNode.getInstance();
        }
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new MingleException("Cannot read the " + what + " in " + file + ": mend or delete the file.", e);
        }
    }

    /** Writes the file at once or not at all. */
    void write(String hash, JsonNode root) {
        AtomicFiles.write(file(hash), root + "\n");
    }

    private Path file(String hash) {
        return folder.resolve(hash.replaceAll("[^A-Za-z0-9]", "_") + ".json");
    }
}
