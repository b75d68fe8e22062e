package org.mingle.projection;

import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;

/**
 * A picture of embeddings on the plane. Immutable.
 *
 * @param embeddings what is shown
 * @param epoch the epoch the embeddings come from
 * @param iteration iterations done on this layout since it began
 * @param xy {@code (modalities * n) x 2}: modality m's row r is at {@code m * n + r}
 * @param method {@code tsne} or {@code pca}
 * @param perplexity in force (lowered where there are too few points), NaN for PCA
 * @param kl Kullback-Leibler divergence in nats, NaN for PCA or before the first full evaluation
 * @param seed of the layout
 * @param quality what it keeps of the neighbourhoods, null as long as it is under way
 */
public record Layout(Embeddings embeddings, int epoch, int iteration, FloatMatrix xy, String method, double perplexity,
        double kl, long seed, LayoutQuality quality) {
    /** A layout that is not judged yet. */
    public Layout(Embeddings embeddings, int epoch, int iteration, FloatMatrix xy, String method, double perplexity,
            double kl, long seed) {
        this(embeddings, epoch, iteration, xy, method, perplexity, kl, seed, null);
    }
}
