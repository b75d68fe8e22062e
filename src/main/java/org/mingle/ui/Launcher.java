package org.mingle.ui;

import java.nio.file.Path;
import javafx.application.Application;

/** Opens the window. A class of its own, because a main class that is an {@link Application} needs a module path. */
public final class Launcher {
    private Launcher() {}

    /**
     * Opens the window and returns when it has been closed. Once in the life of a program.
     *
     * @param path a dataset or a run to open in it; null for none
     * @param sample the bundled sample dataset, offered in the window; null where there is none
     */
    public static void open(Path path, Path sample) {
        MingleApp.prepare(path, sample);
        Application.launch(MingleApp.class);
    }
}
