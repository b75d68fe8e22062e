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
    /** The direction that best tells the modalities apart, and across it that of largest variance. */
    public static final String SEPARATING = "separating";

    private Projections() {}

    /**
     * Lays out points from nothing.
     *
     * @param points n x d
     * @param group of each point, from 0, for {@link #SEPARATING}; may be null for the others
     * @param from a layout of as many points that t-SNE goes on from, n x 2; null to begin from nothing
     * @param watcher hears of t-SNE's iterations
     * @throws MingleException for an unknown method, and as {@link Tsne#layout}
     */
    public static Tsne.Result layout(FloatMatrix points, int[] group, FloatMatrix from, ProjectionSettings settings,
            Tsne.Watcher watcher) {
        return switch (settings.method()) {
            case TSNE -> Tsne.layout(points, from, settings, watcher);
            case PCA, SEPARATING -> {
                Tsne.check(points);
                FloatMatrix ready = Tsne.prepared(points, settings.metric());
                if (group == null && settings.method().equals(SEPARATING)) {
                    throw new MingleException("There is nothing to separate the points by: say which group each is of.");
                }
                float[] xy = LinearView.of(ready, group, settings.method()).plane(ready);
                try (Crew crew = new Crew(settings.threads())) {
                    yield new Tsne.Result(new FloatMatrix(points.rows(), 2, xy), Double.NaN, Double.NaN, 0,
                            LayoutQuality.of(ready, xy, Tsne.SAMPLE, crew), null);
                }
            }
            default -> throw new MingleException("There is no layout method " + settings.method() + ": choose tsne, pca or separating.");
        };
    }

    /** The same, for methods that need no groups. */
    public static Tsne.Result layout(FloatMatrix points, ProjectionSettings settings, Tsne.Watcher watcher) {
        return layout(points, null, null, settings, watcher);
    }

    /** Places new points into a layout of embeddings; into a linear one exactly, without uncertainty. */
    public static Placement place(Layout layout, FloatMatrix fresh, ProjectionSettings settings) {
        return place(layout.embeddings().stacked(), LinearView.modalities(layout.embeddings()), layout.method(), layout.xy(),
                fresh, settings);
    }

    /**
     * Places new points into a layout.
     *
     * @param points of the layout, n x d
     * @param group of each point, as for {@link #layout}
     * @param method of the layout
     * @param xy the layout, n x 2
     * @param fresh m x d, from the same space
     */
    public static Placement place(FloatMatrix points, int[] group, String method, FloatMatrix xy, FloatMatrix fresh,
            ProjectionSettings settings) {
        if (method.equals(TSNE)) {
            return Placement.of(points, xy, fresh, settings);
        }
        Placement.check(points, fresh);
        FloatMatrix ready = Tsne.prepared(points, settings.metric());
        LinearView view = LinearView.of(ready, group, method);
        float[] own = view.plane(ready);
        float[] placed = view.plane(Tsne.prepared(fresh, settings.metric()));
        for (int axis = 0; axis < 2; axis++) {
            double product = 0; // the layout may have been turned onto another
            for (int i = axis; i < own.length; i += 2) {
                product += (double) own[i] * xy.data()[i];
            }
            for (int i = axis; i < placed.length && product < 0; i += 2) {
                placed[i] = -placed[i];
            }
        }
        return Placement.exactly(new FloatMatrix(fresh.rows(), 2, placed));
    }
}
