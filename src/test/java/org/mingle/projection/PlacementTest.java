package org.mingle.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
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

    /** Of clusters with a quarter of the points between two of them. */
    @Test
    void theCirclesHoldNineInTen() {
        FloatMatrix points = PlacementCoverage.clusters(700, 10, 6, 2, 0.25, 5);
        List<PlacementCoverage.Case> cases = PlacementCoverage.measure(points, SETTINGS, 3);
        double held = PlacementCoverage.held(cases);
        assertTrue(held > 0.85 && held < 0.98, held + " of " + cases.size());
        List<PlacementCoverage.Case> several = cases.stream().filter(PlacementCoverage.Case::several).toList();
        assertTrue(several.size() > 20, several.size() + " with several places");
        assertTrue(PlacementCoverage.held(several) > 0.8, PlacementCoverage.held(several) + " of " + several.size());
    }

    /** Half way between a cluster and its mirror image the neighbours lie in both; a copy has its neighbours around it. */
    @Test
    void betweenClustersThereAreSeveralPlaces() {
        float[] x = clusters().data().clone();
        for (int i = 0; i < HALF * D; i++) {
            x[HALF * D + i] = 10 - x[i];
        }
        FloatMatrix points = new FloatMatrix(2 * HALF, D, x);
        FloatMatrix xy = Tsne.layout(points, SETTINGS, i -> true).xy();
        float[] middle = new float[D];
        Arrays.fill(middle, 5);
        Placement between = Placement.of(points, xy, new FloatMatrix(1, D, middle), SETTINGS);
        List<Placement.Spot> spots = between.spots().get(0);
        assertEquals(2, spots.size());
        assertEquals(1, spots.get(0).share() + spots.get(1).share(), 1e-5);
        assertTrue(spots.get(0).share() >= spots.get(1).share());
        assertEquals(spots.get(0).x(), between.xy().get(0, 0));
        double apart = Math.hypot(spots.get(0).x() - spots.get(1).x(), spots.get(0).y() - spots.get(1).y());
        assertEquals(apart + spots.get(1).radius(), between.uncertainty()[0], 1e-3, "the one circle holds both");
        Placement copy = Placement.of(points, xy, new FloatMatrix(1, D, points.row(3)), SETTINGS);
        assertEquals(1, copy.spots().get(0).size());
        assertEquals(copy.spots().get(0).get(0).radius(), copy.uncertainty()[0]);
        assertTrue(copy.uncertainty()[0] < 0.5 * between.uncertainty()[0]);
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
