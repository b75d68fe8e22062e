package org.mingle.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MingleException;
import org.mingle.retrieval.Similarity;

class PlacementTest {
    private static final int HALF = 100;
    private static final int D = 5;
    private static final ProjectionSettings SETTINGS = new ProjectionSettings("tsne", Similarity.EUCLIDEAN, 20, 400, 0, 2, 0);

    /** Two clusters, at 0 and at 10 along every axis. */
    private static FloatMatrix clusters() {
        SplittableRandom random = new SplittableRandom(3);
        float[] x = new float[2 * HALF * D];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian() + (i < HALF * D ? 0 : 10);
        }
        return new FloatMatrix(2 * HALF, D, x);
    }

    private static FloatMatrix filled(float value) {
        return new FloatMatrix(1, D, new float[] {value, value, value, value, value});
    }

    @Test
    void copiesLandNearWhereTheyAre() {
        FloatMatrix points = clusters();
        FloatMatrix xy = Tsne.layout(points, SETTINGS, i -> true).xy();
        double radius = 0;
        for (float v : xy.data()) {
            radius += (double) v * v / points.rows();
        }
        Placement placed = Placement.of(points, xy, points, SETTINGS);
        double apart = 0;
        for (int i = 0; i < points.rows(); i++) {
            apart += Math.hypot(placed.xy().get(i, 0) - xy.get(i, 0), placed.xy().get(i, 1) - xy.get(i, 1)) / points.rows();
        }
        assertTrue(apart < 0.1 * Math.sqrt(radius), apart + " of " + Math.sqrt(radius));
    }

    @Test
    void halfWayBetweenClustersIsLessCertain() {
        FloatMatrix points = clusters();
        FloatMatrix xy = Tsne.layout(points, SETTINGS, i -> true).xy();
        float within = Placement.of(points, xy, filled(0), SETTINGS).uncertainty()[0];
        float between = Placement.of(points, xy, filled(5), SETTINGS).uncertainty()[0];
        assertTrue(between > 2 * within, between + " and " + within);
    }

    @Test
    void threadsChangeNothing() {
        FloatMatrix points = clusters();
        FloatMatrix xy = Tsne.layout(points, SETTINGS, i -> true).xy();
        assertArrayEquals(Placement.of(points, xy, points, SETTINGS.withThreads(1)).xy().data(),
                Placement.of(points, xy, points, SETTINGS.withThreads(3)).xy().data());
    }

    @Test
    void otherDimensionsAreRefused() {
        FloatMatrix points = clusters();
        FloatMatrix xy = new FloatMatrix(points.rows(), 2, new float[2 * points.rows()]);
        assertThrows(MingleException.class, () -> Placement.of(points, xy, new FloatMatrix(1, 2, new float[2]), SETTINGS));
    }
}
