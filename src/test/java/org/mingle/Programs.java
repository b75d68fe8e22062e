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
        return builder(output, options, mainClass, args).start();
    }

    /** The same where the environment names a display that does not answer. */
    public static Process startWithDeadDisplay(Path output, String mainClass, String... args) throws IOException {
        ProcessBuilder builder = builder(output, List.of(), mainClass, args);
        builder.environment().put("DISPLAY", ":4711");
        return builder.start();
    }

    private static ProcessBuilder builder(Path output, List<String> options, String mainClass, String... args) {
        List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path")));
        line.addAll(options);
        line.add(mainClass);
        line.addAll(List.of(args));
        return new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
    }
}
