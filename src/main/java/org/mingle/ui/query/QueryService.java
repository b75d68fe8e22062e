package org.mingle.ui.query;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import org.mingle.data.Dataset;
import org.mingle.data.Embeddings;
import org.mingle.data.FeatureEncoder;
import org.mingle.data.FloatMatrix;
import org.mingle.data.Media;
import org.mingle.data.MingleException;
import org.mingle.model.CrossModalModel;
import org.mingle.retrieval.HubCorrection;
import org.mingle.retrieval.Ranking;
import org.mingle.retrieval.Retriever;
import org.mingle.retrieval.Similarity;

/**
 * Ranks off the FX thread. The latest request wins: one that is overtaken before it begins is never computed, and one
 * that is overtaken while it runs is never delivered.
 */
final class QueryService {
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
     * @param correction of hubs
     */
    record Ground(Embeddings embeddings, Dataset dataset, CrossModalModel model, HubCorrection correction) {}

    /**
     * The ranking asked for, and the one of the other column.
     *
     * @param point where the query lies in the space; null for a sample
     */
    record Answer(Ranking main, Ranking beside, float[] point) {}

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
                Answer both = new Answer(main, engine.rank(ground, other), engine.point(ground, query));
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

        /** Where a query lies in the space; null for a sample, which is there. */
        default float[] point(Ground ground, Query query) {
            return null;
        }
    }

    /** The real engine: one retriever for as long as embeddings and correction stay the same. Used by one thread. */
    static final class RetrieverEngine implements Engine {
        private static final int ALL = Integer.MAX_VALUE;
        private Retriever retriever;
        private HubCorrection correction;
        /** What was embedded last, and where it lies: the same query is ranked in two columns. */
        private Ground embeddedIn;
        private Query.Subject embedded;
        private float[] embedding;

        @Override
        public Ranking rank(Ground ground, Query query) {
            prepare(ground);
            Query.Subject subject = query.subject();
            if (subject instanceof Query.Subject.Sample s) {
                return retriever.query(s.ref().id(), s.ref().modality(), query.gallery(), ALL);
            }
            if (subject instanceof Query.Subject.Several s) {
                return retriever.query(samples(s), query.gallery(), ALL);
            }
            float[] point = point(ground, query);
            return retriever.query(query.title(), ground.embeddings().modalities().get(subject.modality()), point,
                    query.gallery(), ALL);
        }

        private static List<Retriever.Sample> samples(Query.Subject.Several several) {
            return several.refs().stream().map(r -> new Retriever.Sample(r.id(), r.modality())).toList();
        }

        @Override
        public float[] point(Ground ground, Query query) {
            if (query.subject() instanceof Query.Subject.Sample) {
                return null;
            }
            prepare(ground);
            if (query.subject() instanceof Query.Subject.Several s) {
                return retriever.mean(samples(s));
            }
            boolean same = embedded == query.subject() && embeddedIn.model() == ground.model()
                    && embeddedIn.dataset() == ground.dataset() && embeddedIn.embeddings() == ground.embeddings();
            if (!same) {
                embedding = embed(ground, query);
                embeddedIn = ground;
                embedded = query.subject();
            }
            return embedding;
        }

        @Override
        public void prepare(Ground ground) {
            if (retriever == null || retriever.gallery() != ground.embeddings() || correction != ground.correction()) {
                retriever = new Retriever(ground.embeddings(), Similarity.COSINE, ground.correction());
                correction = ground.correction();
            }
        }

        private float[] embed(Ground ground, Query query) {
            Query.Subject subject = query.subject();
            if (ground.model() == null) {
                throw new MingleException("The model is being trained: ask by what is not in the dataset when training"
                        + " is over.");
            }
            int m = subject.modality();
            String modality = ground.dataset().modalities().get(m).name();
            float[] features;
            if (subject instanceof Query.Subject.Outside o) {
                FeatureEncoder encoder = ground.dataset().encoder(m).orElseThrow(() -> new MingleException(
                        ground.dataset().name() + " holds " + modality + " features only, so nothing new can be encoded:"
                        + " ask by an id, or paste a feature vector of "
                        + ground.dataset().features(m).cols() + " numbers."));
                features = encode(encoder, o, ground, query);
            } else {
                var values = ((Query.Subject.Features) subject).values();
                features = new float[values.size()];
                boolean zero = true;
                for (int i = 0; i < features.length; i++) {
                    features[i] = values.get(i);
                    zero &= features[i] == 0;
                }
                if (zero) {
                    throw new MingleException("The feature vector is all zeros: it describes nothing; give another.");
                }
            }
            return ground.model().embed(m, new FloatMatrix(1, features.length, features), new int[] {0}).row(0);
        }

        /** Where a single word cannot be encoded, an id with a slip in it may have been meant. */
        private float[] encode(FeatureEncoder encoder, Query.Subject.Outside o, Ground ground, Query query) {
            try {
                return encoder.encode(o.media());
            } catch (MingleException e) {
                if (o.media() instanceof Media.Text t && Asked.looksLikeAnId(t.text(), ground.dataset())) {
                    retriever.query(t.text(), o.modality(), query.gallery(), 1);
                }
                throw e;
            }
        }
    }
}
