package org.mingle.ui.query;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.mingle.data.Dataset;
import org.mingle.data.Embeddings;
import org.mingle.data.FeatureEncoder;
import org.mingle.data.FloatMatrix;
import org.mingle.data.Media;
import org.mingle.data.MingleException;
import org.mingle.data.Split;
import org.mingle.features.VocabularyEncoder;
import org.mingle.retrieval.ApproximateRetriever;
import org.mingle.retrieval.CellIndex;
import org.mingle.retrieval.HubCorrection;
import org.mingle.retrieval.Ranking;
import org.mingle.retrieval.Retriever;
import org.mingle.retrieval.SharedRetriever;
import org.mingle.ui.query.QueryService.Ground;

/** Ranks by the window's retriever, or approximately by indices of its own. Used by one thread. */
final class RetrieverEngine implements QueryService.Engine {
    private static final int ALL = Integer.MAX_VALUE;
    /** Results of an approximate search: all that is looked through by hand. */
    private static final int FIRST = 1000;
    /** Share of the true first ten that an approximate search is to find, as in the terminal. */
    private static final double WANTED = 0.95;

    private final SharedRetriever shared;
    /** By direction; of one gallery. */
    private final Map<Query.Direction, ApproximateRetriever> indices = new HashMap<>();
    private Embeddings indexed;
    /** What was embedded last, and where it lies: the same query is ranked in two columns. */
    private Ground embeddedIn;
    private Query.Subject embedded;
    private float[] embedding;
    /** Of one dataset. */
    private Dataset vocabularyOf;
    private VocabularyEncoder vocabulary;

    RetrieverEngine(SharedRetriever shared) {
        this.shared = shared;
    }

    @Override
    public Ranking rank(Ground ground, Query query) {
        Retriever retriever = exact(ground);
        Query.Subject subject = query.subject();
        int m = subject.modality();
        if (subject instanceof Query.Subject.Sample s) {
            refuseOtherSplit(ground, s.ref().id());
            return ground.approximate() ? index(ground, query).query(s.ref().id(), FIRST)
                    : retriever.query(s.ref().id(), m, query.gallery(), ALL);
        }
        if (subject instanceof Query.Subject.Several s) {
            s.refs().forEach(r -> refuseOtherSplit(ground, r.id()));
            if (!ground.approximate()) {
                return retriever.query(samples(s), query.gallery(), ALL);
            }
        }
        float[] point = point(ground, query);
        return ground.approximate() ? index(ground, query).query(query.title(), point, FIRST)
                : retriever.query(query.title(), ground.embeddings().modalities().get(m), point, query.gallery(), ALL);
    }

    @Override
    public CellIndex.Recall recall(Ground ground, Query query) {
        return ground.approximate() ? index(ground, query).recall() : null;
    }

    @Override
    public void prepare(Ground ground) {
        exact(ground).prepare();
        if (indexed != ground.embeddings()) {
            forgetIndices();
        }
    }

    @Override
    public float[] point(Ground ground, Query query) {
        if (query.subject() instanceof Query.Subject.Sample s) {
            boolean drawn = ground.drawn() == ground.embeddings() || ground.drawn().ids().contains(s.ref().id());
            return drawn ? null : exact(ground).point(new Retriever.Sample(s.ref().id(), s.ref().modality()));
        }
        if (query.subject() instanceof Query.Subject.Several s) {
            return exact(ground).mean(samples(s));
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

    private Retriever exact(Ground ground) {
        return shared.over(ground.embeddings(), ground.approximate() ? HubCorrection.NONE : ground.correction());
    }

    private ApproximateRetriever index(Ground ground, Query query) {
        if (indexed != ground.embeddings()) {
            forgetIndices();
            indexed = ground.embeddings();
        }
        return indices.computeIfAbsent(query.direction(), d -> new ApproximateRetriever(ground.embeddings(), d.from(),
                d.to(), WANTED));
    }

    private void forgetIndices() {
        indices.values().forEach(ApproximateRetriever::close);
        indices.clear();
        indexed = null;
    }

    private static List<Retriever.Sample> samples(Query.Subject.Several several) {
        return several.refs().stream().map(r -> new Retriever.Sample(r.id(), r.modality())).toList();
    }

    /** A sample that is there but not ranked is no wrong id. */
    private static void refuseOtherSplit(Ground ground, String id) {
        int row = ground.dataset().row(id);
        if (row >= 0 && !ground.embeddings().ids().isEmpty()) {
            Split own = ground.dataset().split(row);
            int first = ground.dataset().row(ground.embeddings().ids().get(0));
            Split ranked = first < 0 ? own : ground.dataset().split(first);
            if (own != ranked) {
                throw new MingleException(id + " is in the " + Summary.word(own) + " split, and the gallery is the "
                        + Summary.word(ranked) + " split: choose " + Summary.word(own)
                        + " at the top of the window to rank it.");
            }
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
            FeatureEncoder encoder = encoder(ground.dataset(), m);
            if (encoder == null) {
                throw new MingleException(ground.dataset().name() + " holds " + modality + " features only, so nothing"
                        + " new can be encoded: ask by an id, or give a feature vector of "
                        + ground.dataset().features(m).cols() + " numbers.");
            }
            features = encode(encoder, o, ground, query);
        } else {
            var values = ((Query.Subject.Features) subject).values();
            features = new float[values.size()];
            for (int i = 0; i < features.length; i++) {
                features[i] = values.get(i);
            }
        }
        return ground.model().embed(m, new FloatMatrix(1, features.length, features), new int[] {0}).row(0);
    }

    /** What the dataset's features were made with, or its vocabulary; null for neither. */
    private FeatureEncoder encoder(Dataset dataset, int modality) {
        return dataset.encoder(modality).orElseGet(() -> vocabulary(dataset, modality));
    }

    private VocabularyEncoder vocabulary(Dataset dataset, int modality) {
        if (vocabularyOf != dataset) {
            vocabulary = VocabularyEncoder.of(dataset, modality).orElse(null);
            vocabularyOf = dataset;
        }
        return vocabulary;
    }

    @Override
    public String made(Ground ground, Query query) {
        if (query.subject() instanceof Query.Subject.Outside o && o.media() instanceof Media.Text t
                && encoder(ground.dataset(), o.modality()) instanceof VocabularyEncoder v) {
            VocabularyEncoder.Made made = v.make(t.text());
            String values = made.values().entrySet().stream().limit(8).map(e -> String.format(Locale.ROOT, "%s %.3g",
                    e.getKey(), e.getValue())).collect(Collectors.joining(", "));
            return String.format(Locale.ROOT, "%,d of %,d columns: %s%s; %s.%s", made.values().size(), v.dimension(),
                    values, made.values().size() > 8 ? " …" : "", v.recipe(), made.unknown().isEmpty() ? ""
                    : " Not in the vocabulary: " + String.join(", ", made.unknown()) + ".");
        }
        return null;
    }

    /** Where a single word cannot be encoded, an id with a slip in it may have been meant. */
    private float[] encode(FeatureEncoder encoder, Query.Subject.Outside o, Ground ground, Query query) {
        try {
            return encoder.encode(o.media());
        } catch (MingleException e) {
            if (o.media() instanceof Media.Text t && Asked.looksLikeAnId(t.text(), ground.dataset())) {
                exact(ground).query(t.text(), o.modality(), query.gallery(), 1);
            }
            throw e;
        }
    }
}
