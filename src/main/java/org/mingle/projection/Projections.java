package org.mingle.projection;

import org.mingle.compute.Crew;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MingleException;

/** Layouts by method's name. */
public final class Projections {
    /** t-distributed stochastic neighbour embedding. */
    public static final String TSNE = "tsne";
    /** Principal component analysis. */
    public static final String PCA = "pca";

    private Projections() {}

    /**
     * Lays out points from nothing.
     *
     * @param points n x d
     * @param watcher hears of t-SNE's iterations
     * @throws MingleException for an unknown method, and as {@link Tsne#layout}
     */
    public static Tsne.Result layout(FloatMatrix points, ProjectionSettings settings, Tsne.Watcher watcher) {
        return switch (settings.method()) {
            case TSNE -> Tsne.layout(points, settings, watcher);
            case PCA -> {
                Tsne.check(points);
                FloatMatrix ready = Tsne.prepared(points, settings.metric());
                float[] xy = Pca.plane(ready);
                try (Crew crew = new Crew(settings.threads())) {
                    yield new Tsne.Result(new FloatMatrix(points.rows(), 2, xy), Double.NaN, Double.NaN, 0,
                            LayoutQuality.of(ready, xy, Tsne.SAMPLE, crew), null);
                }
            }
            default -> throw new MingleException("There is no layout method " + settings.method() + ": choose tsne or pca.");
        };
    }
}
