package org.mingle.ui.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import org.mingle.ui.Scenes;

class MapHitPropertyTest {
    private final MapPoints points = new MapPoints();

    MapHitPropertyTest() {
        Scenes scenes = new Scenes(40, 5);
        points.take(scenes.layout(scenes.embeddings(0.5), 0, 1));
    }

    @Property(tries = 200)
    void aHitIsTheNearestVisiblePointAtAnyZoomAndFilter(@ForAll @IntRange(max = 31) int classes, @ForAll boolean images,
            @ForAll @DoubleRange(min = 0.25, max = 60) double zoom, @ForAll long seed) {
        for (int c = 0; c < 5; c++) {
            points.showClass(c, (classes >> c & 1) == 1);
        }
        points.showModality(0, images);
        Camera camera = new Camera();
        camera.resize(640, 480);
        double[] b = points.bounds();
        camera.fit(b[0], b[1], b[2], b[3], true);
        Random random = new Random(seed);
        camera.zoom(zoom, random.nextInt(640), random.nextInt(480));
        camera.arrive();
        for (int i = 0; i < 20; i++) {
            double sx = random.nextDouble() * 700 - 30;
            double sy = random.nextDouble() * 540 - 30;
            int hit = points.nearest(camera.worldX(sx), camera.worldY(sy), 12 / camera.scale());
            assertEquals(slowly(camera.worldX(sx), camera.worldY(sy), 12 / camera.scale()), hit);
            if (hit >= 0) {
                double dx = camera.screenX(points.x(hit)) - sx;
                double dy = camera.screenY(points.y(hit)) - sy;
                assertTrue(Math.hypot(dx, dy) <= 12.001);
            }
        }
    }

    private int slowly(double wx, double wy, double within) {
        int best = -1;
        double least = within * within;
        for (int p = 0; p < points.count(); p++) {
            double dx = points.x(p) - wx;
            double dy = points.y(p) - wy;
            double d = dx * dx + dy * dy;
            if (points.visible(p) && (d < least || d == least && best < 0)) {
                best = p;
                least = d;
            }
        }
        return best;
    }
}
