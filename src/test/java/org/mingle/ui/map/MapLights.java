package org.mingle.ui.map;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.Node;
import org.mingle.ui.SampleRef;

/** What a map has lit up. */
public final class MapLights {
    private MapLights() {
    }

    /** The query, then its results in their order. FX thread. */
    public static List<SampleRef> of(Node map) {
        MapView view = (MapView) map;
        MapScene scene = view.scene();
        return Stream.concat(Stream.of(scene.query()), scene.hits().stream().map(MapScene.Hit::point))
                .map(p -> p < 0 ? null : view.points().ref(p)).toList();
    }
}
