package org.mingle.ui.map;

import org.mingle.projection.Layout;
import org.mingle.projection.LinearView;
import org.mingle.projection.ProjectionSettings;
import org.mingle.projection.Projections;
import org.mingle.retrieval.Similarity;
import org.mingle.ui.AppModel;
import org.mingle.ui.AppModel.Space;
import org.mingle.ui.Latest;

/**
 * The pictures that cost nothing, of the space that is shown: computed in the background while one is chosen, anew for
 * each epoch, but for a third of the time at most. FX thread only.
 */
final class FlatView {
    /** Rests so many times as long as the last picture took. */
    private static final int REST = 2;
    /** Points of which the quality is judged. */
    private static final int SAMPLE = 200;

    private final AppModel model;
    private final Latest worker = new Latest("mingle-map-flat");
    private final Pace pace = new Pace(REST, this::update);
    private String method = Projections.TSNE;
    private Layout latest;
    private Space shown;

    FlatView(AppModel model) {
        this.model = model;
        model.space().subscribe(s -> update());
    }

    /** @param name of a method; of t-SNE there is nothing to do here */
    void choose(String name) {
        method = name;
        latest = null;
        shown = null;
        worker.cancel();
        pace.drop();
        update();
    }

    /** Whether the pictures of the map come from here. */
    boolean chosen() {
        return !method.equals(Projections.TSNE);
    }

    /** The newest picture by the chosen method, or null before the first. */
    Layout latest() {
        return latest;
    }

    private void update() {
        Space space = model.space().get();
        if (!chosen() || space == null || space == shown || !pace.begin()) {
            return;
        }
        shown = space;
        Layout before = latest;
        ProjectionSettings d = ProjectionSettings.defaults();
        ProjectionSettings settings = new ProjectionSettings(method, Similarity.COSINE, d.perplexity(), d.iterations(),
                d.continueIterations(), d.threads(), d.seed());
        worker.submit(() -> LinearView.layout(space.embeddings(), space.epoch(), settings, same(before, space) ? before : null,
                SAMPLE), layout -> {
                    latest = layout;
                    arrived();
                }, sentence -> arrived());
    }

    private static boolean same(Layout before, Space space) {
        return before != null && before.embeddings().ids().equals(space.embeddings().ids());
    }

    private void arrived() {
        pace.done();
        update();
    }
}
