package org.mingle;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts other programs of this build, as a person would. */
public final class Programs {
    private Programs() {}

    /** A JVM with this one's class path. Both streams go to {@code output}. */
    public static Process start(Path output, List<String> options, String mainClass, String... args) throws IOException {
        List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path")));
        line.addAll(options);
        line.add(mainClass);
        line.addAll(List.of(args));
        return new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile()).start();
    }
}
