package org.mingle.ui.training;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import javafx.application.Platform;
import org.mingle.data.Dataset;
import org.mingle.data.Embeddings;
import org.mingle.data.MingleException;
import org.mingle.data.Split;
import org.mingle.model.CrossModalModel;
import org.mingle.model.Trainer;
import org.mingle.model.Trainers;
import org.mingle.model.TrainingControl;
import org.mingle.model.TrainingSettings;
import org.mingle.runs.Run;
import org.mingle.runs.ScopeSample;
import org.mingle.ui.AppModel;
import org.mingle.ui.AppModel.Space;

/**
 * Keeps {@link AppModel#space()} up to date: embeds the scope with the untrained model once a dataset is open, with the
 * model in training after its epochs, with the kept model when the scope changes. Of a scope that is too large for the map
 * a sample comes first, and then the whole as {@link AppModel#gallery()}. Work is done on the trainer's thread or on one
 * of its own; the newest request wins, and what belongs to an older one never reaches the window.
 */
public final class SpaceKeeper implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(SpaceKeeper.class.getName());
    /** Embedding for the map takes at most this share of training time, the first and the last epoch apart. */
    private static final double SHARE = 0.10;
    /** Likewise for the gallery of a scope that the map shows a sample of. */
    private static final double GALLERY_SHARE = 0.05;

    private final AppModel model;
    private final Function<Dataset, CrossModalModel> untrained;
    private final Consumer<Throwable> failed;
    private final ExecutorService worker = Executors.newSingleThreadExecutor(r -> {
        Thread t = new Thread(r, "mingle-embeddings");
        t.setDaemon(true);
        return t;
    });
    private final AtomicReference<Offer> mailbox = new AtomicReference<>();
    private final AtomicReference<Offer> galleryMailbox = new AtomicReference<>();
    private volatile long request;
    private volatile Split scope;
    private Kept kept;
    /** The scope of the space that was shown last. */
    private Split shown;
    private long nextEmbedding;
    private long nextGallery;

    /** A model to show, at its epoch, and the folder of the ended run that it comes from, null for none. */
    private record Kept(Dataset dataset, CrossModalModel model, int epoch, Path run) {}

    /** A result, the request that it answers, and the split that it is of. */
    private record Offer(long request, Split split, Space space) {}

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
                        kept = new Kept(dataset, m, 0, null);
                        model.embedder().set(m);
                    }
                });
                embed(mine, new Kept(dataset, m, 0, null));
            });
        }
    }

    private void scopeChanged(Split is) {
        scope = is;
        nextEmbedding = 0;
        nextGallery = 0;
        if (kept != null) {
            show();
        }
    }

    /** Shows a model until another takes its place. FX thread. */
    public void keep(Dataset dataset, CrossModalModel trained, int epoch) {
        keep(dataset, trained, epoch, null);
    }

    /**
     * Shows the model of an ended run, by the embeddings that it has stored where it has them.
     *
     * @param run its folder, null to embed anew
     */
    public void keep(Dataset dataset, CrossModalModel trained, int epoch, Path run) {
        kept = new Kept(dataset, trained, epoch, run);
        model.embedder().set(trained);
        show();
    }

    private void show() {
        Kept now = kept;
        long mine = ++request;
        background(mine, () -> embed(mine, now));
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
        nextGallery = 0;
        return ++request;
    }

    /** After an epoch, on the trainer's thread, while the model may be used. */
    void epochEnded(long run, Dataset dataset, CrossModalModel trained, int epoch) {
        Split split = scope;
        long start = System.nanoTime();
        if (run == request && start >= nextEmbedding) {
            offer(mailbox, run, split, sample(dataset, split, trained, epoch));
            nextEmbedding = afterRest(start, SHARE);
        }
        start = System.nanoTime();
        int[] rows = dataset.rows(split);
        // What the untrained model makes of the whole has been there before training, more or less.
        if (run == request && epoch > 0 && rows.length > ScopeSample.MOST_PAIRS && start >= nextGallery) {
            offer(galleryMailbox, run, split, new Space(trained.embed(dataset, rows), epoch, rows.length));
            nextGallery = afterRest(start, GALLERY_SHARE);
        }
    }

    /** When what has taken from a start until now may be done again, to take a share of the time. */
    private static long afterRest(long start, double share) {
        long end = System.nanoTime();
        return end + (long) ((end - start) * (1 / share - 1));
    }

    private static Space sample(Dataset dataset, Split split, CrossModalModel m, int epoch) {
        int[] rows = ScopeSample.rows(dataset, split, ScopeSample.MOST_PAIRS);
        return rows.length == 0 ? null : new Space(m.embed(dataset, rows), epoch, dataset.rows(split).length);
    }

    /** Offers what the map shows of the scope, and the whole if that is more. */
    private void embed(long mine, Kept now) {
        Split split = scope;
        Dataset dataset = now.dataset();
        int[] all = dataset.rows(split);
        Embeddings stored = all.length > ScopeSample.MOST_PAIRS ? stored(now, split) : null;
        if (stored == null) {
            offer(mailbox, mine, split, sample(dataset, split, now.model(), now.epoch()));
        } else {
            int[] rows = ScopeSample.rows(dataset, split, ScopeSample.MOST_PAIRS);
            int[] places = IntStream.of(rows).map(r -> Arrays.binarySearch(all, r)).toArray();
            offer(mailbox, mine, split, new Space(stored.select(places), now.epoch(), all.length));
        }
        if (all.length > ScopeSample.MOST_PAIRS && mine == request) {
            offer(galleryMailbox, mine, split, new Space(stored != null ? stored : now.model().embed(dataset, all),
                    now.epoch(), all.length));
        }
    }

    /** The embeddings of a scope that the run has stored; null where it has none, or of other samples. */
    private static Embeddings stored(Kept now, Split split) {
        if (now.run() == null) {
            return null;
        }
        try {
            Embeddings e = Run.open(now.run()).embeddings(split);
            int[] rows = now.dataset().rows(split);
            boolean same = e.size() == rows.length && e.classNames().equals(now.dataset().classNames())
                    && IntStream.range(0, rows.length).allMatch(i -> e.ids().get(i).equals(now.dataset().id(rows[i])));
            return same ? e : null;
        } catch (MingleException e) {
            LOG.log(Level.INFO, "The stored embeddings are not used", e);
            return null;
        }
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

    /** At most one delivery of each kind waits for the FX thread; a newer space replaces the one in it. */
    private void offer(AtomicReference<Offer> box, long mine, Split split, Space space) {
        Offer offer = new Offer(mine, split, space);
        if (box.getAndUpdate(waiting -> waiting != null && waiting.request() > mine ? waiting : offer) == null) {
            Platform.runLater(() -> {
                Offer newest = box.getAndSet(null);
                if (newest.request() == request) {
                    if (box == galleryMailbox) {
                        model.gallery().set(newest.space());
                    } else {
                        show(newest);
                    }
                }
            });
        }
    }

    private void show(Offer newest) {
        if (newest.split() != shown) {
            model.gallery().set(null); // of another split
        }
        shown = newest.split();
        model.space().set(newest.space());
        model.obstacle().set("");
    }

    @Override
    public void close() {
        request++;
        worker.shutdownNow();
    }
}
