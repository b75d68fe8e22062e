package org.mingle.cli;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import org.mingle.Mingle;

/** Where things are on this machine. */
final class Places {
    private static final String SAMPLE = "sample-data";
    /** Set by the starter of an installed program. */
    private static final String INSTALLED = "jpackage.app-path";

    private Places() {}

    /** The bundled sample dataset: here, beside the program or above it; null where there is none. */
    static Path sample() {
        List<Path> homes = new ArrayList<>(List.of(Path.of("")));
        Path code = code();
        for (int up = 0; up < 3 && code != null; up++) {
            code = code.getParent();
            if (code != null) {
                homes.add(code);
            }
        }
        return homes.stream().map(h -> h.resolve(SAMPLE)).filter(s -> Files.isRegularFile(s.resolve("mingle.json")))
                .findFirst().orElse(null);
    }

    private static Path code() {
        CodeSource source = Mingle.class.getProtectionDomain().getCodeSource();
        try {
            return source == null ? null : Path.of(source.getLocation().toURI());
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }

    /** Where run folders go unless a person says otherwise: here, or, for an installed program, in the home folder. */
    static Path runs() {
        return System.getProperty(INSTALLED) == null ? Path.of("runs")
                : Path.of(System.getProperty("user.home"), "Mingle", "runs");
    }
}
