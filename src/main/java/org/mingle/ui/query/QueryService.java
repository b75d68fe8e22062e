package org.mingle.ui.query;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.mingle.data.Dataset;
import org.mingle.data.Embeddings;
import org.mingle.data.MingleException;
import org.mingle.model.CrossModalModel;
import org.mingle.retrieval.CellIndex;
import org.mingle.retrieval.HubCorrection;
import org.mingle.retrieval.Ranking;

/**
 * Ranks off the FX thread. The latest request wins: one that is overtaken before it begins is never computed, and one
 * that is overtaken while it runs is never delivered.
 */
final class QueryService {
    /**
     * Pairs from which on an approximate search is offered: below, the exact one is done within a few milliseconds and
     * nothing is won.
     */
    static final int LARGE = 50_000;

    private final Engine engine;
    private final Executor worker;
    private final Executor screen;
    private final AtomicLong newest = new AtomicLong();

    /**
     * A service.
     *
     * @param engine does the ranking
     * @param worker runs one task after the other, not on the FX thread
     * @param screen runs tasks on the FX thread
     */
    QueryService(Engine engine, Executor worker, Executor screen) {
        this.engine = engine;
        this.worker = worker;
        this.screen = screen;
    }

    /** A worker of its own, which does not keep the program alive. */
    static Executor worker() {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "queries");
            thread.setDaemon(true);
            return thread;
        });
    }

    /**
     * What the ranking is over and how it is made.
     *
     * @param embeddings the gallery
     * @param dataset to encode what is not in it
     * @param model likewise; null where there is none at the moment
     * @param correction of hubs; an approximate search has none
     * @param drawn the samples that are points of the map
     * @param approximate whether only the most promising parts of the gallery are searched
     */
    record Ground(Embeddings embeddings, Dataset dataset, CrossModalModel model, HubCorrection correction,
            Embeddings drawn, boolean approximate) {}

    /**
     * The ranking asked for, and the one of the other column.
     *
     * @param point where the query lies in the space; null for a sample that is drawn
     * @param recall of the first, and likewise of the other; null where the search was exact
     * @param made what features were made of words, in a sentence; null where there is nothing to say
     */
    record Answer(Ranking main, Ranking beside, float[] point, CellIndex.Recall recall, CellIndex.Recall besideRecall,
            String made) {}

    /** Asks; exactly one of the two receivers is called on the FX thread, or none when a newer request came. */
    void ask(Ground ground, Query query, Consumer<Answer> answer, Consumer<String> failure) {
        long number = newest.incrementAndGet();
        worker.execute(() -> {
            if (number != newest.get()) {
                return;
            }
            try {
                Ranking main = engine.rank(ground, query);
                Query other = new Query(query.subject(), query.besides(ground.embeddings().modalities().size()));
                Answer both = new Answer(main, engine.rank(ground, other), engine.point(ground, query),
                        engine.recall(ground, query), engine.recall(ground, other),
                        engine.made(ground, query));
                deliver(number, () -> answer.accept(both));
            } catch (MingleException e) {
                deliver(number, () -> failure.accept(e.getMessage()));
            } catch (RuntimeException e) {
                deliver(number, () -> failure.accept("The ranking failed: " + e));
            }
        });
    }

    /** Makes ready for queries over embeddings, so that the first click does not wait for it. */
    void prepare(Ground ground) {
        worker.execute(() -> engine.prepare(ground));
    }

    /** Whatever is under way is not wanted any more. */
    void cancel() {
        newest.incrementAndGet();
    }

    private void deliver(long number, Runnable task) {
        screen.execute(() -> {
            if (number == newest.get()) {
                task.run();
            }
        });
    }

    /** Ranks one modality of the embeddings for a query. */
    interface Engine {
        Ranking rank(Ground ground, Query query);

        default void prepare(Ground ground) {}

        /** What an approximate search found on a sample of queries; null where the search is exact. */
        default CellIndex.Recall recall(Ground ground, Query query) {
            return null;
        }

        /** What features were made of a query's words, in a sentence; null where there is nothing to say. */
        default String made(Ground ground, Query query) {
            return null;
        }

        /** Where a query lies in the space; null for a sample that is drawn. */
        default float[] point(Ground ground, Query query) {
            return null;
        }
    }
}
