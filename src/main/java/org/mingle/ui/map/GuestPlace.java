package org.mingle.ui.map;

import java.util.List;
import java.util.function.Supplier;
import org.mingle.data.FloatMatrix;
import org.mingle.projection.Layout;
import org.mingle.projection.Placement;
import org.mingle.projection.ProjectionSettings;
import org.mingle.projection.Projections;
import org.mingle.retrieval.Ranking;
import org.mingle.ui.AppModel;
import org.mingle.ui.Latest;

/**
 * Where a query stands that is no point of the map: placed into the layout in the background, and anew while that
 * changes, but for a tenth of the time at most. FX thread only.
 */
final class GuestPlace {
    /** Rests so many times as long as the last placement took. */
    private static final int REST = 9;

    private final AppModel model;
    private final Supplier<Layout> layouts;
    private final Runnable changed;
    private final Latest worker = new Latest("mingle-map-guest");
    private final Pace pace = new Pace(REST, this::update);
    private Placed placed;

    /** A query's place in a layout; no placement where there can be none. */
    private record Placed(float[] point, Layout layout, Placement placement) {}

    /**
     * Places the queries of the window.
     *
     * @param layouts gives the layout that is shown, null for none
     * @param changed hears when a place is another
     */
    GuestPlace(AppModel model, Supplier<Layout> layouts, Runnable changed) {
        this.model = model;
        this.layouts = layouts;
        this.changed = changed;
        model.queryPoint().subscribe(p -> {
            pace.hurry();
            update();
        });
    }

    /** Places the query into the layout that is shown now, unless it is there already. */
    void update() {
        float[] point = model.queryPoint().get();
        Layout layout = layouts.get();
        boolean there = placed != null && placed.point == point && placed.layout == layout;
        if (point == null || layout == null || there || !pace.begin()) {
            return;
        }
        worker.submit(() -> Projections.place(layout, new FloatMatrix(1, point.length, point), ProjectionSettings.defaults()),
                placement -> arrived(new Placed(point, layout, placement)),
                sentence -> arrived(new Placed(point, layout, null)));
    }

    private void arrived(Placed now) {
        placed = now;
        pace.done();
        changed.run();
        update();
    }

    /**
     * The guest to draw: where it was placed last among these samples, or as long as it was not, at the median of its first
     * results, where one far off does not pull it.
     */
    MapScene.Guest guest(MapPoints points, Ranking ranking, List<MapScene.Hit> hits) {
        int modality = Math.max(0, points.modalityNames().indexOf(ranking.queryModality()));
        boolean known = placed != null && placed.placement != null && placed.point == model.queryPoint().get()
                && placed.layout.method().equals(points.layout().method())
                && placed.layout.embeddings().ids().equals(points.layout().embeddings().ids());
        if (known) {
            return new MapScene.Guest(placed.placement.spots().get(0), modality, true);
        }
        if (hits.isEmpty()) {
            return null;
        }
        double[] x = hits.stream().mapToDouble(h -> points.x(h.point())).sorted().toArray();
        double[] y = hits.stream().mapToDouble(h -> points.y(h.point())).sorted().toArray();
        int n = hits.size();
        return new MapScene.Guest(List.of(new Placement.Spot((float) (x[(n - 1) / 2] + x[n / 2]) / 2,
                (float) (y[(n - 1) / 2] + y[n / 2]) / 2, 0, 1)), modality, false);
    }
}
