package org.mingle.projection;

import org.mingle.compute.Crew;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;

/**
 * A layout that follows embeddings epoch by epoch while its caller waits: as {@link LiveProjection}, but the same
 * embeddings give the same layouts, bit for bit, however long each takes. For one thread.
 */
public final class SteadyProjection implements AutoCloseable {
    /**
     * So many times the iterations of a live layout are done after each epoch: nobody watches, and after an epoch that
     * changed much those alone would lag behind (KL 0.64 after 100, 0.50 after 500, 0.48 from nothing on made-up clusters
     * that form within eight epochs).
     */
    private static final int PATIENCE = 5;

    private final ProjectionSettings settings;
    private final Crew crew;
    private TsneEngine engine;
    private double[] perplexities;
    private int iteration;
    private Layout last;

    public SteadyProjection(ProjectionSettings settings) {
        this.settings = settings;
        crew = new Crew(settings.threads());
    }

    /**
     * Lays out the embeddings of an epoch: from nothing the first time and whenever the samples are others, otherwise from
     * the layout before, turned onto it.
     *
     * @throws org.mingle.data.MingleException when they hold values that are not finite, or are too few
     */
    public Layout next(Embeddings embeddings, int epoch) {
        FloatMatrix points = embeddings.stacked();
        Tsne.check(points);
        FloatMatrix ready = Tsne.prepared(points, settings.metric());
        int n = ready.rows();
        boolean goesOn = last != null && last.embeddings().ids().equals(embeddings.ids())
                && last.embeddings().modalities().equals(embeddings.modalities());
        if (!goesOn) {
            perplexities = Tsne.perplexities(n, settings);
            engine = new TsneEngine(Tsne.affinities(ready, perplexities, crew), Tsne.start(ready, settings.seed()), crew);
            for (iteration = 0; iteration < settings.iterations(); iteration++) {
                Tsne.step(engine, n, iteration, settings.iterations());
            }
        } else {
            engine.follow(Tsne.affinities(ready, perplexities, crew));
            engine.hold(settings.coherence());
            int steps = PATIENCE * settings.continueIterations();
            for (int i = 0; i < steps; i++) {
                Tsne.follow(engine, n, i);
            }
            iteration += steps;
        }
        float[] xy = engine.layout();
        if (goesOn) {
            Procrustes.align(xy, last.xy().data());
        }
        last = new Layout(embeddings, epoch, iteration, new FloatMatrix(n, 2, xy), Projections.TSNE, perplexities[0],
                engine.divergence(), settings.seed()).withDetails(settings.details());
        return last;
    }

    @Override
    public void close() {
        crew.close();
    }
}
