package org.mingle.ui.shell;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import javafx.application.Platform;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.mingle.data.Dataset;
import org.mingle.model.CrossModalModel;
import org.mingle.model.EpochSummary;
import org.mingle.model.TrainingSettings;
import org.mingle.runs.Datasets;
import org.mingle.runs.Run;

/** Opens datasets and runs in the background; the newest wish wins. FX thread only. */
public final class Opener {
    private final ExecutorService worker = Executors.newCachedThreadPool(r -> {
        Thread t = new Thread(r, "mingle-open");
        t.setDaemon(true);
        return t;
    });
    private final ReadOnlyObjectWrapper<Path> opening = new ReadOnlyObjectWrapper<>(this, "opening");
    private final Reader reader;
    private long newest;

    /** Reads what is at a path; called in the background. */
    @FunctionalInterface
    public interface Reader {
        Opened read(Path path);
    }

    /**
     * What was opened.
     *
     * @param run the folder of the run, null for a dataset alone; then there are no settings and no history
     * @param model the best epoch's, null for a run that was broken off before its first epoch
     * @param interrupted whether the run was broken off and can be taken up again
     */
    public record Opened(Dataset dataset, Path run, TrainingSettings settings, CrossModalModel model, int epoch,
            List<EpochSummary> history, boolean interrupted) {
        public Opened(Dataset dataset) {
            this(dataset, null, null, null, 0, List.of(), false);
        }
    }

    Opener(Reader reader) {
        this.reader = reader;
    }

    /** A dataset, or a run (a folder with a {@code manifest.json}) together with its dataset. */
    public static Opened fromDisk(Path path) {
        if (Run.isRun(path)) {
            Run run = Run.open(path);
            List<EpochSummary> history = run.history();
            int best = history.stream().filter(EpochSummary::best).mapToInt(EpochSummary::epoch).max().orElse(0);
            return new Opened(run.dataset(), path, run.settings(), history.isEmpty() ? null : run.model(), best, history,
                    run.interrupted());
        }
        return new Opened(Datasets.open(path, Map.of()));
    }

    /** The path being opened, null for none. */
    ReadOnlyObjectProperty<Path> opening() {
        return opening.getReadOnlyProperty();
    }

    /** Opens a path; exactly one of the two is told on the FX thread, unless another wish comes first. */
    void open(Path path, Consumer<Opened> opened, Consumer<Throwable> failed) {
        long mine = ++newest;
        opening.set(path);
        worker.execute(() -> {
            try {
                Opened result = reader.read(path);
                deliver(mine, () -> opened.accept(result));
            } catch (RuntimeException | LinkageError | OutOfMemoryError e) {
                deliver(mine, () -> failed.accept(e));
            }
        });
    }

    private void deliver(long wish, Runnable news) {
        Platform.runLater(() -> {
            if (wish == newest) {
                opening.set(null);
                news.run();
            }
        });
    }

    void close() {
        newest++;
        worker.shutdownNow();
    }
}
