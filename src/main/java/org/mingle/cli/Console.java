package org.mingle.cli;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.Platform;
import java.io.PrintWriter;
import java.util.function.Supplier;

/** Progress on stderr: one line that is drawn again and again on a terminal, a line now and then elsewhere, or none. */
final class Console {
    private static final int WIDTH = 30;
    private static final long REDRAW = 100_000_000L;

    private final PrintWriter err;
    private final boolean terminal;
    private long drawn;
    private int length;

    private Console(PrintWriter err, boolean terminal) {
        this.err = err;
        this.terminal = terminal;
    }

    static Console of(PrintWriter err) {
        return new Console(err, isTerminal());
    }

    /** Whether a person looks at stderr. */
    boolean terminal() {
        return terminal;
    }

    private static boolean isTerminal() {
        if (Platform.isWindows()) {
            return System.console() != null;
        }
        try {
            return Native.load("c", CLibrary.class).isatty(2) == 1;
        } catch (LinkageError e) {
            return System.console() != null;
        }
    }

    private interface CLibrary extends Library {
        int isatty(int descriptor);
    }

    /** A whole line. */
    void line(String text) {
        clear();
        err.println(text);
        err.flush();
    }

    /**
     * The progress bar, on a terminal only.
     *
     * @param done share, 0 to 1
     * @param text asked for where it is drawn
     */
    void bar(double done, Supplier<String> text) {
        long now = System.nanoTime();
        if (!terminal || now - drawn < REDRAW && done < 1) {
            return;
        }
        drawn = now;
        int full = (int) Math.round(done * WIDTH);
        String line = "[" + "#".repeat(full) + "-".repeat(WIDTH - full) + "] " + text.get();
        err.print("\r" + line + " ".repeat(Math.max(0, length - line.length())));
        err.flush();
        length = line.length();
    }

    /** Takes the progress bar away. */
    void clear() {
        if (length > 0) {
            err.print("\r" + " ".repeat(length) + "\r");
            err.flush();
            length = 0;
        }
    }
}
