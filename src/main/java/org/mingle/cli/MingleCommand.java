package org.mingle.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.mingle.data.MingleException;
import org.mingle.runs.Versions;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;

/**
 * The program as the terminal sees it. Exit status 0, 1 (failed, with a one-sentence reason on stderr) or 2 (wrong
 * usage).
 */
@Command(name = "mingle", mixinStandardHelpOptions = true, versionProvider = MingleCommand.Version.class,
        description = {"Explores cross-modal retrieval with deep adversarial metric learning.",
            "Without a command it opens the window, or, where there is no display, trains in the terminal."},
        subcommands = {GuiCommand.class, InspectCommand.class, ImportCommand.class, TrainCommand.class,
            EvaluateCommand.class, MixingCommand.class, ProjectCommand.class, QueryCommand.class, SearchCommand.class,
            CompareCommand.class, ReportCommand.class, SampleCommand.class})
public final class MingleCommand implements Callable<Integer> {
    /** Set to true to see where an unforeseen error comes from. */
    private static final String DEBUG = "mingle.debug";
    /** Java's own drawing is used for pictures in memory alone; it must not ask for a display that may not answer. */
    private static final String HEADLESS = "java.awt.headless";
    /** Loggers that tell at every start what only their developers want to know; held, or they would be forgotten. */
    private static final List<Logger> CHATTY = List.of(Logger.getLogger("org.nd4j"),
            Logger.getLogger("org.deeplearning4j"), Logger.getLogger("org.tribuo"), Logger.getLogger("org.reflections"),
            Logger.getLogger("java.util.prefs"));
    /** Warns at every start that JavaFX comes from the class path, where it works as well. */
    private static final Logger JAVAFX = Logger.getLogger("javafx");

    @Mixin
    private GuiCommand gui;

    /** Runs a command line. @return the exit status */
    public static int run(String... args) {
        System.setProperty(HEADLESS, System.getProperty(HEADLESS, "true"));
        CHATTY.forEach(l -> l.setLevel(Level.WARNING));
        JAVAFX.setLevel(Level.SEVERE);
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new MingleCommand());
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((e, command, parsed) -> failed(e, command));
        return line;
    }

    private static int failed(Exception e, CommandLine command) {
        PrintWriter err = command.getErr();
        if (e instanceof MingleException) {
            err.println(e.getMessage());
        } else {
            err.println("This went wrong in a way that Mingle did not foresee (" + e + "): start it with -D" + DEBUG
                    + "=true to see where.");
        }
        if (Boolean.getBoolean(DEBUG)) {
            e.printStackTrace(err);
        }
        err.flush();
        return CommandLine.ExitCode.SOFTWARE;
    }

    @Override
    public Integer call() {
        return gui.call();
    }

    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {"Mingle " + Versions.mingle()};
        }
    }
}
