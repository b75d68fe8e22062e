package org.mingle.runs;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.mingle.data.Dataset;
import org.mingle.data.Embeddings;
import org.mingle.data.MingleException;
import org.mingle.data.Split;
import org.mingle.model.TrainingEvent;
import org.mingle.model.TrainingListener;
import org.mingle.projection.Layout;
import org.mingle.projection.ProjectionSettings;
import org.mingle.projection.SteadyProjection;

/**
 * Stores a layout of the map every few epochs of a run without a window, so that the window can go through them later.
 * Training waits for each layout, so that the same run gives the same frames; the trained model is not touched.
 */
public final class FrameRecorder implements TrainingListener, AutoCloseable {
    private final Dataset dataset;
    private final int every;
    private final Supplier<Optional<Path>> folder;
    private final Split split;
    private final int[] rows;
    private final SteadyProjection projection;

    /**
     * A recorder of the test split, or of the first of validation and training split that has pairs where there is none.
     *
     * @param every epochs from one layout to the next, at least 1; epoch 0 and the first are always stored
     * @param folder of the run, once there is one
     * @param threads of the layout
     */
    public FrameRecorder(Dataset dataset, int every, Supplier<Optional<Path>> folder, int threads) {
        if (every < 1) {
            throw new MingleException("Layouts cannot be stored every " + every + " epochs: give 1 or more.");
        }
        this.dataset = dataset;
        this.every = every;
        this.folder = folder;
        split = List.of(Split.TEST, Split.VALIDATION).stream().filter(s -> dataset.rows(s).length > 0).findFirst()
                .orElse(Split.TRAIN);
        rows = ScopeSample.rows(dataset, split, ScopeSample.MOST_PAIRS);
        ProjectionSettings d = ProjectionSettings.defaults();
        projection = new SteadyProjection(new ProjectionSettings(d.method(), d.metric(), d.perplexity(), d.iterations(),
                d.continueIterations(), Math.max(1, threads), d.seed()));
    }

    @Override
    public void on(TrainingEvent event) {
        if (event instanceof TrainingEvent.EpochEnded e
                && (e.summary().epoch() <= 1 || e.summary().epoch() % every == 0)) {
            Embeddings embeddings = e.model().embed(dataset, rows);
            Layout layout = projection.next(embeddings, e.summary().epoch());
            folder.get().ifPresent(run -> FrameStore.of(run).write(split, layout));
        }
    }

    @Override
    public void close() {
        projection.close();
    }
}
