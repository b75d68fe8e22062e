package org.mingle.ui;

import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javafx.application.Application;
import org.mingle.data.MingleException;

/** Opens the window. A class of its own, because a main class that is an {@link Application} needs a module path. */
public final class Launcher {
    /** What JavaFX needs of a Linux system: library to package, as Debian and Ubuntu name it. */
    private static final Map<String, String> LIBRARIES = new LinkedHashMap<>(Map.of(
            "libgtk-3.so.0", "libgtk-3-0",
            "libXtst.so.6", "libxtst6",
            "libGL.so.1", "libgl1",
            "libXxf86vm.so.1", "libxxf86vm1",
            "libpangoft2-1.0.so.0", "libpangoft2-1.0-0",
            "libfontconfig.so.1", "libfontconfig1",
            "libfreetype.so.6", "libfreetype6"));

    private Launcher() {}

    /** Whether there is a screen to open a window on. */
    public static boolean hasScreen() {
        return !Platform.isLinux() || isSet("DISPLAY") || isSet("WAYLAND_DISPLAY")
                || System.getProperty("glass.platform") != null;
    }

    private static boolean isSet(String variable) {
        String value = System.getenv(variable);
        return value != null && !value.isBlank();
    }

    /**
     * Opens the window and returns when it has been closed. Once in the life of a program.
     *
     * @param path a dataset or a run to open in it; null for none
     * @param sample the bundled sample dataset, offered in the window; null where there is none
     * @param runs where run folders are made
     * @throws MingleException when the system lacks libraries; the message names the packages that have them; or when its
     *     display does not answer
     */
    public static void open(Path path, Path sample, Path runs) {
        if (Platform.isLinux() && System.getProperty("glass.platform") == null) {
            require(LIBRARIES);
        }
        MingleApp.prepare(path, sample, runs);
        try {
            Application.launch(MingleApp.class);
        } catch (UnsupportedOperationException e) {
            throw new MingleException("The window cannot be opened (" + e.getMessage() + "): DISPLAY names "
                    + System.getenv("DISPLAY") + ". Start Mingle where a display answers, or without DISPLAY in the terminal.", e);
        }
    }

    /** @throws MingleException when one of the libraries cannot be loaded */
    static void require(Map<String, String> libraries) {
        Set<String> packages = new TreeSet<>();
        libraries.forEach((library, name) -> {
            try {
                NativeLibrary.getInstance(library);
            } catch (UnsatisfiedLinkError e) {
                packages.add(name);
            }
        });
        if (!packages.isEmpty()) {
            throw new MingleException("The window needs system libraries that are not there: install the packages "
                    + String.join(" ", packages)
                            + " (with apt-get install, or what your system calls them) and start again.");
        }
    }
}
