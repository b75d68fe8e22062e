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
 * @param method {@code tsne}, {@code pca} or {@code separating}
 * @param perplexity in force (lowered where there are too few points), NaN for others than t-SNE
 * @param kl Kullback-Leibler divergence in nats, NaN for others than t-SNE or before the first full evaluation
 * @param seed of the layout
 * @param details what else it was made by, in words ({@link ProjectionSettings#details()}); usually empty
 * @param quality what it keeps of the neighbourhoods, null as long as it is under way
 */
public record Layout(Embeddings embeddings, int epoch, int iteration, FloatMatrix xy, String method, double perplexity,
        double kl, long seed, String details, LayoutQuality quality) {
    /** A layout that is not judged yet. */
    public Layout(Embeddings embeddings, int epoch, int iteration, FloatMatrix xy, String method, double perplexity,
            double kl, long seed) {
        this(embeddings, epoch, iteration, xy, method, perplexity, kl, seed, "", null);
    }

    /** The same at other places. */
    public Layout withXy(FloatMatrix places) {
        return new Layout(embeddings, epoch, iteration, places, method, perplexity, kl, seed, details, quality);
    }

    /** The same of other embeddings of the samples. */
    public Layout withEmbeddings(Embeddings others) {
        return new Layout(others, epoch, iteration, xy, method, perplexity, kl, seed, details, quality);
    }

    /** The same with a word on what else it was made by. */
    public Layout withDetails(String words) {
        return new Layout(embeddings, epoch, iteration, xy, method, perplexity, kl, seed, words, quality);
    }

    /** The same, judged. */
    public Layout withQuality(LayoutQuality judged) {
        return new Layout(embeddings, epoch, iteration, xy, method, perplexity, kl, seed, details, judged);
    }

    /**
     * The same picture, blown up or shrunk and shifted to the size and place of another of as many points, to be compared
     * with it: how large a t-SNE layout is says nothing, and one under way is small at first.
     */
    public Layout sizedAs(Layout other) {
        double[] own = frame();
        double[] wanted = other.frame();
        double scale = own[2] > 0 && wanted[2] > 0 ? wanted[2] / own[2] : 1;
        float[] moved = xy.data().clone();
        for (int i = 0; i < moved.length; i++) {
            moved[i] = (float) ((moved[i] - own[i % 2]) * scale + wanted[i % 2]);
        }
        return withXy(new FloatMatrix(xy.rows(), 2, moved));
    }

    /** Root mean square distance from the centre. */
    public double radius() {
        return frame()[2];
    }

    /** Centre and radius. */
    private double[] frame() {
        int n = xy.rows();
        double[] f = new double[3];
        for (int i = 0; i < 2 * n; i++) {
            f[i % 2] += xy.data()[i] / (double) n;
        }
        for (int i = 0; i < 2 * n; i++) {
            double d = xy.data()[i] - f[i % 2];
            f[2] += d * d / n;
        }
        f[2] = Math.sqrt(f[2]);
        return f;
    }
}
