package org.mingle.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import org.mingle.data.Media.ImageFile;
import org.mingle.data.Media.Text;

/** Media as tables and manifests name them; {@link Media#NONE} and a flaw to report where they cannot be had. */
final class MediaFiles {
    private MediaFiles() {}

    /** Told what is wrong with a sample's media; decides whether the sample is left out. */
    @FunctionalInterface
    interface Flaw {
        void report(String where, String message);
    }

    /** A picture by its path relative to the folder. */
    static Media image(Flaw flaw, String where, Path folder, String cell) {
        if (cell.isEmpty()) {
            flaw.report(where, "No image file is named.");
            return Media.NONE;
        }
        Path file = resolve(folder, cell);
        if (file == null || !Files.isRegularFile(file)) {
            flaw.report(where, "The image file " + cell + " is not there.");
            return Media.NONE;
        }
        return new ImageFile(file);
    }

    /** The text itself or, where the cell is the path of a {@code .txt} file, that file's text. */
    static Media text(Flaw flaw, String where, Path folder, String cell) {
        if (!isTextFileName(cell)) {
            return text(flaw, where, cell);
        }
        return textFile(flaw, where, folder, cell);
    }

    static Media textFile(Flaw flaw, String where, Path folder, String cell) {
        Path file = resolve(folder, cell);
        if (file == null || !Files.isRegularFile(file)) {
            flaw.report(where, "The text file " + cell + " is not there.");
            return Media.NONE;
        }
        try {
            return text(flaw, where, JsonLines.withoutMark(Files.readString(file)));
        } catch (IOException e) {
            flaw.report(where, "The text file " + cell + " cannot be read: " + Failures.reason(e) + ".");
            return Media.NONE;
        }
    }

    static Media text(Flaw flaw, String where, String text) {
        if (text.isBlank()) {
            flaw.report(where, "The text is empty.");
            return Media.NONE;
        }
        return new Text(text.strip());
    }

    private static boolean isTextFileName(String cell) {
        return cell.toLowerCase(Locale.ROOT).endsWith(".txt") && cell.length() < 1024 && cell.indexOf('\n') < 0;
    }

    private static Path resolve(Path folder, String cell) {
        try {
            return folder.resolve(cell);
        } catch (InvalidPathException e) {
            return null;
        }
    }
}
