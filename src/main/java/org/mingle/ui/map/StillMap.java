package org.mingle.ui.map;

import java.util.List;
import org.mingle.projection.Layout;

/**
 * The map as it stood at one moment, to be written by another thread while the map goes on moving.
 *
 * @param points a copy that nobody else moves
 * @param camera likewise
 * @param width of the view in pixels of the screen, likewise {@code height}
 * @param names whether the names of classes are written on it
 * @param caption what it shows and how it came about, in lines
 */
record StillMap(MapPoints points, MapScene scene, Camera camera, int width, int height, boolean names, String caption) {
    static StillMap of(MapView view, String caption) {
        return new StillMap(view.points().still(), view.scene(), view.camera().copy(), (int) Math.ceil(view.getWidth()),
                (int) Math.ceil(view.getHeight()), view.showLabels(), caption);
    }

    List<LegendItem> legend() {
        return LegendItem.of(points.layout().embeddings(), scene);
    }

    Layout layout() {
        return points.layout();
    }
}
