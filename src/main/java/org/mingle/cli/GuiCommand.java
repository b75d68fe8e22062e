package org.mingle.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.mingle.compute.NativeRuntime;
import org.mingle.data.MingleException;
import org.mingle.model.Trainers;
import org.mingle.ui.Launcher;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Opens the window; without a display does the same main job in the terminal. */
@Command(name = "gui", mixinStandardHelpOptions = true, description = "Opens the window (the default). Without a"
        + " display it trains in the terminal and writes a report.")
final class GuiCommand implements Callable<Integer> {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec mixee;

    @Spec
    private CommandSpec spec;

    @ArgGroup
    private What what;

    private static final class What {
        @Option(names = "--data", paramLabel = "PATH", description = "Dataset to open (default: the bundled sample).")
        private Path data;

        @Option(names = "--run", paramLabel = "DIR", description = "Run folder to open, together with its dataset.")
        private Path run;
    }

    @Override
    public Integer call() {
        Path sample = Places.sample();
        Path data = what == null ? sample : what.data != null ? what.data : what.run;
        NativeRuntime.prepare(0);
        Trainers.warmUp();
        if (Launcher.hasScreen()) {
            Launcher.open(data, sample, Places.runs());
            return 0;
        }
        if (data == null) {
            throw new MingleException("There is no display for a window and no bundled sample to train on here: name a"
                    + " dataset with --data.");
        }
        if (what != null && what.run != null) {
            throw new MingleException("There is no display for a window: look at the run " + what.run
                    + " with report --run " + what.run + ".");
        }
        CommandSpec terminal = mixee != null ? mixee : spec;
        new TerminalJob(terminal.commandLine().getOut(), Console.of(terminal.commandLine().getErr())).run(data);
        return 0;
    }
}
