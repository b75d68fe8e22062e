package org.mingle;

import org.mingle.cli.MingleCommand;

/** Where the program starts: no sub-command opens the window, a sub-command runs in the terminal. */
public final class Mingle {
    private Mingle() {}

    public static void main(String[] args) {
        System.exit(MingleCommand.run(args));
    }
}
