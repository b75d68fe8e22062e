package org.mingle.runs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mingle.compute.PromptCollection;
import org.mingle.data.Dataset;
import org.mingle.data.MingleException;
import org.mingle.data.Npy;
import org.mingle.data.NpyArray;
import org.mingle.data.Split;
import org.mingle.model.Trainer;
import org.mingle.model.Trainers;
import org.mingle.model.TrainingControl;
import org.mingle.model.TrainingListener;
import org.mingle.model.TrainingResult;
import org.mingle.model.TrainingSettings;

/**
 * One training run from start to end: the trainer with its listeners (validation, journal, checkpoints), writing a run
 * folder. The window and the command line both train through this class and nothing else.
 */
public final class TrainingSession {
    private final Dataset dataset;
    private final TrainingSettings settings;
    private final TrainingRequest request;
    private final Path resumed;
    private volatile Path folder;
    private final TrainingControl control = new TrainingControl();
    private final ProgressMeter meter = new ProgressMeter(control);
    private final List<TrainingListener> listeners = new ArrayList<>();

    public TrainingSession(TrainingRequest request) {
        this.request = request;
        dataset = request.dataset();
        settings = request.settings();
        resumed = null;
        requireTrainable(dataset);
    }

    private TrainingSession(Run run) {
        request = null;
        dataset = run.dataset();
        settings = run.settings();
        resumed = run.folder();
    }

    /**
     * A session that takes up a run again after its last whole epoch, in the same folder, and ends in the same bytes
     * as one that was never broken off.
     *
     * @throws MingleException when the run came to its planned end, is under way, or its dataset is gone
     */
    public static TrainingSession resume(Run run) {
        if (run.manifest().complete()) {
            throw new MingleException("The run " + run.folder() + " has come to its planned end: there is nothing to"
                    + " resume.");
        }
        if (RunLock.isHeld(run.folder())) {
            throw new MingleException("The run " + run.folder() + " is being trained at this moment: wait for its end.");
        }
        return new TrainingSession(run);
    }

    private static void requireTrainable(Dataset dataset) {
        int pairs = dataset.rows(Split.TRAIN).length;
        if (pairs < 2) {
            throw new MingleException(dataset.name() + " has " + (pairs == 0 ? "no training pairs" : "one training pair")
                    + ": give its samples a split of which one part is called train, or none, so that Mingle cuts"
                    + " one.");
        }
    }

    public Dataset dataset() {
        return dataset;
    }

    /** Adds a listener, called on the trainer's thread. Before {@link #run()}. */
    public void addListener(TrainingListener listener) {
        listeners.add(listener);
    }

    /**
     * Trains on the calling thread and writes the run folder.
     *
     * @return the finished run
     * @throws MingleException when training cannot start or the run cannot be written
     */
    public Run run() {
        Manifest manifest;
        if (resumed == null) {
            manifest = RunFolder.create(request);
            folder = request.runsFolder().resolve(manifest.id());
        } else {
            manifest = Run.open(resumed).manifest();
            folder = resumed;
        }
        try (RunWriter writer = new RunWriter(folder, manifest, dataset); PromptCollection memory = PromptCollection.open()) {
            try {
                Trainer trainer = trainer(writer);
                trainer.addListener(writer);
                trainer.addListener(meter);
                listeners.forEach(trainer::addListener);
                TrainingResult result = trainer.train(control);
                writer.finish(result);
            } catch (RuntimeException | Error e) {
                meter.failed(e instanceof MingleException ? e.getMessage() : "Training failed.");
                writer.fail();
                throw e;
            }
        }
        return Run.open(folder);
    }

    private Trainer trainer(RunWriter writer) {
        RetrievalValidator validator = new RetrievalValidator(dataset, RunFolder.seed(settings),
                StatisticsSchedule.of(dataset, settings));
        Path checkpoint = folder.resolve(Run.CHECKPOINT);
        if (resumed == null || !Files.isRegularFile(checkpoint)) {
            return Trainers.create(dataset, settings, validator);
        }
        Map<String, NpyArray> state = Npy.readArchive(checkpoint);
        NpyArray epoch = state.get("epoch");
        writer.continues(epoch == null ? 0 : (int) epoch.toDoubles()[0]);
        return Trainers.resume(dataset, settings, validator, state);
    }

    public void pause() {
        control.pause();
    }

    public void resume() {
        control.resume();
    }

    /** Ends training after the batch under way; the run keeps its best state and is complete. */
    public void stop() {
        control.stop();
    }

    /** The run's folder, once there is one; any thread. */
    public Optional<Path> folder() {
        return Optional.ofNullable(folder);
    }

    /** Where it stands now; any thread, never blocks. */
    public Progress progress() {
        return meter.latest();
    }
}
