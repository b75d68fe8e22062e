package org.mingle.ui.training;

import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.application.Platform;
import org.mingle.data.Dataset;
import org.mingle.data.MingleException;
import org.mingle.data.Split;
import org.mingle.model.CrossModalModel;
import org.mingle.model.Trainer;
import org.mingle.model.Trainers;
import org.mingle.model.TrainingControl;
import org.mingle.model.TrainingSettings;
import org.mingle.runs.ScopeSample;
import org.mingle.ui.AppModel;
import org.mingle.ui.AppModel.Space;

/**
 * Keeps {@link AppModel#space()} up to date: embeds the scope with the untrained model once a dataset is open, with the
 * model in training after its epochs, with the kept model when the scope changes. Work is done on the trainer's thread
 * or on one of its own; the newest request wins, and what belongs to an older one never reaches the window.
 */
public final class SpaceKeeper implements AutoCloseable {
    /** Embedding for the map takes at most this share of training time, the first and the last epoch apart. */
    private static final double SHARE = 0.10;

    private final AppModel model;
    private final Function<Dataset, CrossModalModel> untrained;
    private final Consumer<Throwable> failed;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(r -> {
        Thread t = new Thread(r, "mingle-embeddings");
        t.setDaemon(true);
        return t;
    });
    private final AtomicReference<Offer> mailbox = new AtomicReference<>();
    private volatile long request;
    private volatile Split scope;
    private Kept kept;
    private long nextEmbedding;

    /** A model to show, at its epoch. */
    private record Kept(Dataset dataset, CrossModalModel model, int epoch) {}

    /** A result and the request that it answers. */
    private record Offer(long request, Space space) {}

    /**
     * @param untrained makes an untrained model for a dataset
     * @param failed hears on the FX thread of what went wrong in the background
     */
    public SpaceKeeper(AppModel model, Function<Dataset, CrossModalModel> untrained, Consumer<Throwable> failed) {
        this.model = model;
        this.untrained = untrained;
        this.failed = failed;
        scope = model.scope().get();
        model.scope().addListener((o, was, is) -> scopeChanged(is));
        model.dataset().addListener((o, was, is) -> datasetChanged(is));
    }

    /** The model as it is before its first step: a trainer that is stopped before it starts keeps epoch 0. */
    public static CrossModalModel untrained(Dataset dataset) {
        TrainingSettings settings = TrainingSettings.preset(TrainingSettings.presets().get(0));
        Trainer trainer = Trainers.create(dataset, settings, (m, epoch) -> Map.of());
        TrainingControl control = new TrainingControl();
        control.stop();
        return trainer.train(control).model();
    }

    private void datasetChanged(Dataset dataset) {
        kept = null;
        model.embedder().set(null);
        long mine = ++request;
        model.space().set(null);
        model.obstacle().set("");
        if (dataset != null) {
            background(mine, () -> {
                CrossModalModel m = untrained.apply(dataset);
                Platform.runLater(() -> {
                    if (mine == request) {
                        kept = new Kept(dataset, m, 0);
                        model.embedder().set(m);
                    }
                });
                offer(mine, embed(dataset, m, 0));
            });
        }
    }

    private void scopeChanged(Split is) {
        scope = is;
        nextEmbedding = 0;
        if (kept != null) {
            show();
        }
    }

    /** Shows a model until another takes its place. FX thread. */
    public void keep(Dataset dataset, CrossModalModel trained, int epoch) {
        kept = new Kept(dataset, trained, epoch);
        model.embedder().set(trained);
        show();
    }

    private void show() {
        Kept now = kept;
        long mine = ++request;
        background(mine, () -> offer(mine, embed(now.dataset(), now.model(), now.epoch())));
    }

    /**
     * Lets a training run speak; the model kept so far is dropped. FX thread.
     *
     * @param fresh whether the run begins at its beginning, and not where it was broken off
     * @return the run's request number
     */
    long beginRun(boolean fresh) {
        if (fresh) {
            model.trainings().set(model.trainings().get() + 1);
        }
        kept = null;
        model.embedder().set(null);
        nextEmbedding = 0;
        return ++request;
    }

    /** After an epoch, on the trainer's thread, while the model may be used. */
    void epochEnded(long run, Dataset dataset, CrossModalModel trained, int epoch) {
        long start = System.nanoTime();
        if (run == request && start >= nextEmbedding) {
            offer(run, embed(dataset, trained, epoch));
            long end = System.nanoTime();
            nextEmbedding = end + (long) ((end - start) * (1 / SHARE - 1));
        }
    }

    private Space embed(Dataset dataset, CrossModalModel m, int epoch) {
        Split split = scope;
        int[] rows = ScopeSample.rows(dataset, split, ScopeSample.MOST_PAIRS);
        return rows.length == 0 ? null : new Space(m.embed(dataset, rows), epoch, dataset.rows(split).length);
    }

    private void background(long mine, Runnable work) {
        worker.execute(() -> {
            if (mine != request) {
                return;
            }
            try {
                work.run();
            } catch (RuntimeException | LinkageError e) {
                Platform.runLater(() -> {
                    if (mine == request) {
                        model.obstacle().set(e instanceof MingleException ? e.getMessage()
                                : "The samples cannot be placed.");
                        failed.accept(e);
                    }
                });
            }
        });
    }

    /** At most one delivery waits for the FX thread; a newer space replaces the one in it. */
    private void offer(long mine, Space space) {
        Offer offer = new Offer(mine, space);
        if (mailbox.getAndUpdate(waiting -> waiting != null && waiting.request() > mine ? waiting : offer) == null) {
            Platform.runLater(() -> {
                Offer newest = mailbox.getAndSet(null);
                if (newest.request() == request) {
                    model.space().set(newest.space());
                    model.obstacle().set("");
                }
            });
        }
    }

    @Override
    public void close() {
        request++;
        worker.shutdownNow();
    }
}
