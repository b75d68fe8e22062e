package org.mingle.ui.query;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.mingle.data.Embeddings;
import org.mingle.data.MingleException;
import org.mingle.retrieval.Ranking;
import org.mingle.retrieval.Retriever;
import org.mingle.retrieval.Similarity;

/**
 * Ranks off the FX thread. The latest request wins: one that is overtaken before it begins is never computed, and one
 * that is overtaken while it runs is never delivered.
 */
final class QueryService {
    /** Results that are listed. Ranks and average precision are always over the whole gallery. */
    static final int TOP = 2_000;

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

    /** Asks; exactly one of the two receivers is called on the FX thread, or none when a newer request came. */
    void ask(Embeddings embeddings, Query query, Consumer<Ranking> answer, Consumer<String> failure) {
        long number = newest.incrementAndGet();
        worker.execute(() -> {
            if (number != newest.get()) {
                return;
            }
            try {
                Ranking ranking = engine.rank(embeddings, query, TOP);
                deliver(number, () -> answer.accept(ranking));
            } catch (MingleException e) {
                deliver(number, () -> failure.accept(e.getMessage()));
            } catch (RuntimeException e) {
                deliver(number, () -> failure.accept("The ranking failed: " + e));
            }
        });
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
        Ranking rank(Embeddings embeddings, Query query, int top);
    }

    /** The real engine: one retriever for as long as the embeddings stay the same. Used by one thread. */
    static final class RetrieverEngine implements Engine {
        private Retriever retriever;

        @Override
        public Ranking rank(Embeddings embeddings, Query query, int top) {
            if (retriever == null || retriever.gallery() != embeddings) {
                retriever = new Retriever(embeddings, Similarity.COSINE);
            }
            return retriever.query(query.sample().id(), query.sample().modality(), query.gallery(), top);
        }
    }
}
