package org.mingle.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Real datasets that are not part of the project: beside it, or where the system property mingle.shared says. */
public final class SharedData {
    private SharedData() {}

    /** A folder of real data; skips the test where it is absent. */
    public static Path folder(String name) {
        String given = System.getProperty("mingle.shared");
        Path folder = Stream.of(given, "../shared/data", "../../shared/data").filter(p -> p != null)
                .map(p -> Path.of(p, name)).filter(Files::isDirectory).findFirst().orElse(null);
        Assumptions.assumeTrue(folder != null, "no real data " + name + " beside the project (set -Dmingle.shared)");
        return folder;
    }
}
