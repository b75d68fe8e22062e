package org.mingle.ui.training;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.concurrent.Service;
import javafx.concurrent.Task;
import org.mingle.compute.NativeRuntime;
import org.mingle.data.Dataset;
import org.mingle.model.EpochSummary;
import org.mingle.model.TrainingEvent;
import org.mingle.model.TrainingResult;
import org.mingle.model.TrainingSettings;
import org.mingle.runs.Progress;
import org.mingle.runs.TrainingRequest;
import org.mingle.ui.Ticker;

/**
 * Trains in the background. What the trainer tells is put into a one-slot mailbox on its own thread and read on
 * the FX thread, ten times a second, however many batches there were in between. All methods and properties: FX thread only.
 */
public final class TrainingService extends Service<Path> {
    /**
     * Nanoseconds between two readings: a screen that changes faster than this takes the processor from the trainer.
     */
    private static final long READING_INTERVAL = 100_000_000;
    private static final Progress NONE = new Progress(Progress.State.READY, 0, 0, 0, 0, 0, Double.NaN, "");

    /** What a person can do next depends on this. It changes at the press of a button, before the trainer has heard. */
    public enum Phase {
        IDLE,
        STARTING,
        RUNNING,
        PAUSED,
        STOPPING;

        /** Whether a run is under way. */
        public boolean active() {
            return this != IDLE;
        }
    }

    /**
     * The epoch under way.
     *
     * @param epoch with the fraction of it that is done, 0 before the first
     * @param losses mean over its batches so far, by term
     */
    public record Live(double epoch, Map<String, Double> losses) {}

    /**
     * How a run ended.
     *
     * @param reason why it diverged, otherwise empty
     * @param advice what to try then
     */
    public record Outcome(TrainingResult result, String reason, String advice) {}

    private final Function<TrainingRequest, TrainingJob> jobs;
    private final SpaceKeeper spaces;
    private final Path runsFolder;
    private final ReadOnlyObjectWrapper<Phase> phase = new ReadOnlyObjectWrapper<>(this, "phase", Phase.IDLE);
    private final ReadOnlyObjectWrapper<List<EpochSummary>> history =
            new ReadOnlyObjectWrapper<>(this, "history", List.of());
    private final ReadOnlyObjectWrapper<Live> live = new ReadOnlyObjectWrapper<>(this, "live", new Live(0, Map.of()));
    private final ReadOnlyObjectWrapper<Progress> progress = new ReadOnlyObjectWrapper<>(this, "progress", NONE);
    private final ReadOnlyObjectWrapper<Outcome> outcome = new ReadOnlyObjectWrapper<>(this, "outcome");
    private final Ticker pulse = new Ticker(READING_INTERVAL, now -> read());
    private Training training;

    /**
     * @param jobs makes a job for a request, {@link TrainingJob#of} but in tests; called in the background
     * @param runsFolder where run folders are made
     */
    public TrainingService(Function<TrainingRequest, TrainingJob> jobs, SpaceKeeper spaces, Path runsFolder) {
        this.jobs = jobs;
        this.spaces = spaces;
        this.runsFolder = runsFolder;
    }

    public ReadOnlyObjectProperty<Phase> phase() {
        return phase.getReadOnlyProperty();
    }

    /** One entry an epoch, epoch 0 first, of the run under way or the last one. */
    public ReadOnlyObjectProperty<List<EpochSummary>> history() {
        return history.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Live> live() {
        return live.getReadOnlyProperty();
    }

    public ReadOnlyObjectProperty<Progress> progress() {
        return progress.getReadOnlyProperty();
    }

    /** The folder of the run under way or the last one, as long as its dataset is open. */
    public Optional<Path> folder() {
        return training == null ? Optional.empty() : training.folder();
    }

    /** The end of the last run; null before and while one is under way. */
    public ReadOnlyObjectProperty<Outcome> outcome() {
        return outcome.getReadOnlyProperty();
    }

    /** Starts a run; only when none is under way. */
    public void train(Dataset dataset, TrainingSettings settings) {
        begin(dataset, () -> jobs.apply(new TrainingRequest(dataset, settings, runsFolder, NativeRuntime.threads())),
                List.of());
    }

    /** Takes up a run that was broken off; only when none is under way. */
    public void resume(Dataset dataset, Path run, List<EpochSummary> before) {
        begin(dataset, () -> TrainingJob.resume(run), before);
    }

    private void begin(Dataset dataset, Supplier<TrainingJob> job, List<EpochSummary> before) {
        if (phase.get().active()) {
            throw new IllegalStateException("A run is under way.");
        }
        training = new Training(dataset, job, spaces.beginRun(before.isEmpty()), before);
        history.set(before);
        live.set(new Live(0, Map.of()));
        outcome.set(null);
        progress.set(NONE);
        phase.set(Phase.STARTING);
        pulse.start();
        reset();
        start();
    }

    /** Shows the history of a run that was trained earlier; only when none is under way. */
    public void show(List<EpochSummary> epochs) {
        training = null;
        history.set(List.copyOf(epochs));
        live.set(new Live(0, Map.of()));
        outcome.set(null);
        progress.set(NONE);
    }

    public void pause() {
        if (phase.get() == Phase.RUNNING || phase.get() == Phase.STARTING) {
            training.pause();
            phase.set(Phase.PAUSED);
        }
    }

    public void resume() {
        if (phase.get() == Phase.PAUSED) {
            training.resume();
            phase.set(Phase.RUNNING);
        }
    }

    /** Ends the run after the batch under way; what was learned so far is kept. */
    public void stop() {
        if (phase.get().active()) {
            training.stop();
            phase.set(Phase.STOPPING);
        }
    }

    @Override
    protected Task<Path> createTask() {
        Training mine = training;
        return new Task<>() {
            @Override
            protected Path call() {
                return mine.run();
            }
        };
    }

    @Override
    protected void succeeded() {
        ended();
    }

    @Override
    protected void failed() {
        ended();
    }

    @Override
    protected void cancelled() {
        training.stop();
        ended();
    }

    private void ended() {
        pulse.stop();
        read();
        phase.set(Phase.IDLE);
        TrainingResult result = training.result;
        if (result != null) {
            spaces.keep(training.dataset, result.model(), result.bestEpoch());
            outcome.set(new Outcome(result, training.reason, training.advice));
        }
    }

    private void read() {
        Snapshot newest = training.mailbox.getAndSet(null);
        if (newest != null) {
            history.set(newest.history());
            live.set(newest.live());
            if (phase.get() == Phase.STARTING) {
                phase.set(Phase.RUNNING);
            }
        }
        Progress now = training.progress();
        if (!now.equals(progress.get())) {
            progress.set(now);
        }
    }

    private record Snapshot(List<EpochSummary> history, Live live) {}

    /** One run: the job, once it exists, and what the trainer's thread has gathered. */
    private final class Training {
        final Dataset dataset;
        final Supplier<TrainingJob> maker;
        final long spaceRequest;
        final AtomicReference<Snapshot> mailbox = new AtomicReference<>();
        final Map<String, Double> sums = new LinkedHashMap<>();
        List<EpochSummary> epochs;
        volatile TrainingResult result;
        volatile String reason = "";
        volatile String advice = "";
        private TrainingJob job;
        private boolean paused;
        private boolean stopped;

        Training(Dataset dataset, Supplier<TrainingJob> maker, long spaceRequest, List<EpochSummary> before) {
            this.dataset = dataset;
            this.maker = maker;
            this.spaceRequest = spaceRequest;
            epochs = List.copyOf(before);
        }

        Path run() {
            NativeRuntime.prepare(0);
            TrainingJob made = maker.get();
            made.addListener(this::on);
            synchronized (this) {
                job = made;
                if (paused) {
                    job.pause();
                }
                if (stopped) {
                    job.stop();
                }
            }
            return made.run();
        }

        synchronized void pause() {
            paused = true;
            if (job != null) {
                job.pause();
            }
        }

        synchronized void resume() {
            paused = false;
            if (job != null) {
                job.resume();
            }
        }

        synchronized void stop() {
            stopped = true;
            if (job != null) {
                job.stop();
            }
        }

        synchronized Optional<Path> folder() {
            return job == null ? Optional.empty() : job.folder();
        }

        synchronized Progress progress() {
            return job == null ? NONE : job.progress();
        }

        private void on(TrainingEvent event) {
            if (event instanceof TrainingEvent.BatchEnded b) {
                b.losses().forEach((term, loss) -> sums.merge(term, loss, Double::sum));
                Map<String, Double> means = new LinkedHashMap<>();
                sums.forEach((term, sum) -> means.put(term, sum / b.batch()));
                mailbox.set(new Snapshot(epochs, new Live(b.epoch() - 1 + (double) b.batch() / b.batches(), means)));
            } else if (event instanceof TrainingEvent.EpochEnded e) {
                sums.clear();
                List<EpochSummary> longer = new ArrayList<>(epochs);
                longer.removeIf(s -> s.epoch() >= e.summary().epoch()); // trained again after a run was broken off
                longer.add(e.summary());
                epochs = List.copyOf(longer);
                mailbox.set(new Snapshot(epochs, new Live(e.summary().epoch(), Map.of())));
                spaces.epochEnded(spaceRequest, dataset, e.model(), e.summary().epoch());
            } else if (event instanceof TrainingEvent.Diverged d) {
                reason = d.reason();
                advice = d.advice();
            } else if (event instanceof TrainingEvent.Finished f) {
                result = f.result();
            }
        }
    }
}
