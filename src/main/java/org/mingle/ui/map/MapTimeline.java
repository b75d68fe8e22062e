package org.mingle.ui.map;

import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.mingle.data.Split;
import org.mingle.projection.Layout;
import org.mingle.projection.Projections;
import org.mingle.runs.FrameStore;
import org.mingle.ui.AppModel;
import org.mingle.ui.AppModel.Space;
import org.mingle.ui.Latest;

/**
 * The epochs of the map: those seen live and those stored in the opened run, which one is shown, and what it is compared
 * with. FX thread only; files are read elsewhere.
 */
final class MapTimeline {
    /** Layouts whose sizes differ by less are compared as they are. */
    private static final double SIMILAR = 1.5;

    private final AppModel model;
    private final EpochBar bar;
    /** Of each method: layouts by different ones are not compared. */
    private final Map<String, Epochs> all = new TreeMap<>();
    private Epochs epochs = of(Projections.TSNE);
    private final Latest reader = new Latest("mingle-frames");
    /** What {@link #from} made last, and of what. */
    private Layout sizedOf;
    private Layout sizedAs;
    private Layout sized;
    /** Of what stored layouts were last asked for. */
    private Path run;
    private Split split;
    private List<String> ids = List.of();

    MapTimeline(AppModel model, EpochBar bar) {
        this.model = model;
        this.bar = bar;
        bar.connect(epochs);
        model.trainings().subscribe(n -> beginAnew());
        model.dataset().subscribe(d -> beginAnew());
        model.space().subscribe(this::spaceChanged);
    }

    private Epochs of(String method) {
        return all.computeIfAbsent(method, m -> new Epochs());
    }

    /** Shows the epochs of the layouts made by a method from now on. */
    void choose(String method) {
        epochs = of(method);
        Space space = model.space().get();
        if (space != null) {
            epochs.expect(space.embeddings());
        }
        epochs.follow();
        bar.connect(epochs);
    }

    private void beginAnew() {
        all.values().forEach(Epochs::beginAnew);
        run = null;
        bar.forget();
        bar.refresh();
    }

    private void spaceChanged(Space space) {
        if (space == null) {
            return;
        }
        all.values().forEach(e -> e.expect(space.embeddings()));
        Path folder = model.run().get();
        Split scope = model.scope().get();
        boolean asked = folder == null || folder.equals(run) && scope == split && space.embeddings().ids().equals(ids);
        if (!asked) {
            run = folder;
            split = scope;
            ids = space.embeddings().ids();
            reader.submit(() -> FrameStore.of(folder).layouts(scope, space.embeddings()), layouts -> {
                if (folder.equals(run) && ids.equals(space.embeddings().ids())) {
                    of(Projections.TSNE).load(layouts);
                    bar.refresh();
                }
            }, sentence -> { });
        }
    }

    /** What is to be seen now that this is the newest layout: it, unless a past epoch is looked at. */
    Layout newest(Layout layout) {
        if (layout != null) {
            epochs.record(layout);
        }
        return epochs.current();
    }

    /** Layouts of all epochs, ascending. */
    List<Layout> layouts() {
        return epochs.between(0, Integer.MAX_VALUE);
    }

    void refresh() {
        bar.refresh();
    }

    /**
     * The layout of the epoch where trails and comparison begin, of about the size of the one that is shown; null where
     * there is none.
     */
    Layout from() {
        Layout first = epochs.layout(bar.from());
        Layout shown = epochs.current();
        if (first == null || shown == null || like(first, shown)) {
            return first;
        }
        if (first != sizedOf || shown != sizedAs) {
            sizedOf = first;
            sizedAs = shown;
            sized = first.sizedAs(shown);
        }
        return sized;
    }

    /** Whether two layouts are of about the same size. */
    static boolean like(Layout a, Layout b) {
        double ratio = a.radius() / b.radius();
        return ratio > 1 / SIMILAR && ratio < SIMILAR;
    }

    /** The ways that points took to the layout that is shown. */
    Trails trails(Layout shown, MapPoints points, MapSelection selection) {
        Layout from = from();
        if (!bar.trails() || from == null || shown == null) {
            return Trails.NONE;
        }
        int[] chosen = selection.points().stream().toArray();
        List<Layout> passed = epochs.between(from.epoch(), shown.epoch());
        if (from.epoch() > shown.epoch()) {
            Collections.reverse(passed);
        }
        passed.replaceAll(l -> like(l, shown) ? l : l.sizedAs(shown));
        return Trails.of(passed, chosen.length > 0 ? chosen
                : IntStream.range(0, points.count()).toArray());
    }
}
