package org.mingle.ui.map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;
import org.mingle.projection.Layout;
import org.mingle.ui.SampleRef;
import org.mingle.ui.Scenes;

class MapPointsTest {
    private final Scenes scenes = new Scenes(40, 5);
    private final Embeddings embeddings = scenes.embeddings(0.5);
    private final MapPoints points = new MapPoints();

    MapPointsTest() {
        points.take(scenes.layout(embeddings, 0, 1));
    }

    @Test
    void pointsGlideToTheNewestLayoutAndArrive() {
        Layout next = scenes.layout(embeddings, 1, 2);
        float start = points.x(3);
        float goal = next.xy().get(3, 0);
        assertFalse(points.take(next));
        assertTrue(points.step(0.03, 10));
        float underWay = points.x(3);
        assertTrue(Math.abs(underWay - goal) < Math.abs(start - goal) && underWay != goal);
        for (int i = 0; i < 100; i++) {
            points.step(0.03, 10);
        }
        assertEquals(goal, points.x(3));
        assertFalse(points.step(0.03, 10));
    }

    @Test
    void playedEpochsAreStillOnTheirWayWhenTheNextComes() {
        Layout next = scenes.layout(embeddings, 1, 2);
        float start = points.x(3);
        points.take(next);
        points.play(true);
        for (int i = 0; i < 27; i++) {
            points.step(0.45 / 27, 10);
        }
        double left = Math.abs(next.xy().get(3, 0) - points.x(3)) / Math.abs(next.xy().get(3, 0) - start);
        assertTrue(left > 0.03 && left < 0.1, left + " of the way is left after a beat");
    }

    @Test
    void otherSamplesBeginAnew() {
        Scenes others = new Scenes(12, 3);
        assertTrue(points.take(others.layout(others.embeddings(0.5), 0, 1)));
        assertEquals(24, points.count());
    }

    @Test
    void aClassAloneAndAllAgain() {
        points.isolateClass(2);
        assertEquals(16, points.visibleCount());
        points.isolateClass(2);
        assertEquals(80, points.visibleCount());
        points.showModality(0, false);
        assertEquals(40, points.visibleCount());
    }

    @Test
    void theNameOfAClassLiesAmongMostOfItsPoints() {
        float[] xy = points.layout().xy().data().clone();
        for (int p = 0; p < points.count(); p++) {
            boolean away = points.label(p) == 1 && p < 20;
            xy[2 * p] = points.label(p) + 0.01f * p + (away ? 100 : 0);
        }
        points.place(xy);
        points.take(points.layout().withXy(new FloatMatrix(80, 2, xy)));
        double[] centre = points.classCentres()[1];
        assertEquals(1.5, centre[0], 4, "4 of 16 are far away");
        assertEquals(16, centre[2]);
        points.showClass(1, false);
        assertTrue(Double.isNaN(points.classCentres()[1][0]));
        assertFalse(Double.isNaN(points.classCentres()[0][0]));
    }

    @Test
    void samplesAndPointsAreEachOther() {
        for (int p = 0; p < points.count(); p++) {
            assertEquals(p, points.point(points.ref(p)));
        }
        assertEquals(-1, points.point(new SampleRef("nobody", 0)));
        assertEquals(-1, points.point(null));
    }

    @Test
    void walkingGoesInTheDirectionAndReachesNoHiddenPoint() {
        points.isolateClass(1);
        int at = points.firstVisible();
        for (int i = 0; i < 30; i++) {
            int next = points.walk(at, 1, 0);
            assertTrue(points.visible(next));
            assertTrue(next == at || points.x(next) > points.x(at));
            at = next;
        }
        assertEquals(at, points.walk(at, 1, 0));
    }

    private static Camera fitted() {
        Camera camera = new Camera();
        camera.resize(640, 480);
        camera.fit(-10, -10, 10, 10, true);
        return camera;
    }

    @Test
    void roomTakenBelowMovesNothingAtOnce() {
        Camera camera = fitted();
        double x = camera.screenX(3);
        double y = camera.screenY(4);
        camera.resizeBelow(440);
        assertEquals(440, camera.height());
        assertEquals(x, camera.screenX(3), 1e-9);
        assertEquals(y, camera.screenY(4), 1e-9);
        camera.fit(-10, -10, 10, 10, false);
        assertEquals(y, camera.screenY(4), 1e-9);
        assertTrue(camera.isMoving());
    }

    @Test
    void zoomingKeepsThePlaceUnderThePointer() {
        Camera camera = fitted();
        double wx = camera.worldX(100);
        double wy = camera.worldY(50);
        camera.zoom(3, 100, 50);
        for (int i = 0; i < 5; i++) {
            camera.step(0.02);
            assertEquals(100, camera.screenX(wx), 1e-6);
            assertEquals(50, camera.screenY(wy), 1e-6);
        }
    }
}
