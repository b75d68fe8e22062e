package org.mingle.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
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

    /** Copies of points, and what lies half way between the centres of any two of six clusters. */
    @Test
    void halfWayBetweenClustersIsLessCertain() {
        int each = 50;
        int d = 10;
        SplittableRandom random = new SplittableRandom(3);
        float[] centres = new float[6 * d];
        for (int c = 0; c < centres.length; c++) {
            centres[c] = 5 * (float) random.nextGaussian();
        }
        float[] x = new float[6 * each * d];
        for (int i = 0; i < x.length; i++) {
            x[i] = centres[i / d % 6 * d + i % d] + (float) random.nextGaussian();
        }
        float[] middles = new float[15 * d];
        int m = 0;
        for (int a = 0; a < 6; a++) {
            for (int b = 0; b < a; b++, m++) {
                for (int c = 0; c < d; c++) {
                    middles[m * d + c] = (centres[a * d + c] + centres[b * d + c]) / 2;
                }
            }
        }
        FloatMatrix points = new FloatMatrix(6 * each, d, x);
        FloatMatrix xy = Tsne.layout(points, SETTINGS, i -> true).xy();
        float copies = median(Placement.of(points, xy, points, SETTINGS).uncertainty());
        float between = median(Placement.of(points, xy, new FloatMatrix(15, d, middles), SETTINGS).uncertainty());
        assertTrue(between > 2 * copies, between + " and " + copies);
    }

    private static float median(float[] values) {
        float[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    /** Places found by means of one half of the layout and of the other lie as far apart as the uncertainties say. */
    @Test
    void theUncertaintyIsThatOfTheChoiceOfNeighbours() {
        FloatMatrix points = clusters();
        FloatMatrix xy = Tsne.layout(points, SETTINGS, i -> true).xy();
        SplittableRandom random = new SplittableRandom(8);
        float[] x = new float[HALF * D];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian() + i / D % 2 * 10;
        }
        FloatMatrix fresh = new FloatMatrix(HALF, D, x);
        Placement[] halves = new Placement[2];
        for (int h = 0; h < 2; h++) {
            halves[h] = Placement.of(everyOther(points, h), everyOther(xy, h), fresh, SETTINGS);
        }
        int within = 0;
        int twice = 0;
        for (int i = 0; i < HALF; i++) {
            double apart = Math.hypot(halves[0].xy().get(i, 0) - halves[1].xy().get(i, 0),
                    halves[0].xy().get(i, 1) - halves[1].xy().get(i, 1));
            double said = Math.hypot(halves[0].uncertainty()[i], halves[1].uncertainty()[i]);
            within += apart < said ? 1 : 0;
            twice += apart < 2 * said ? 1 : 0;
        }
        assertTrue(within > 0.5 * HALF, within + " within");
        assertTrue(twice > 0.85 * HALF, twice + " within twice as much");
        assertTrue(within < HALF, "no point is ever outside: the uncertainty says nothing");
    }

    private static FloatMatrix everyOther(FloatMatrix m, int first) {
        float[] rows = new float[m.rows() / 2 * m.cols()];
        for (int i = 0; i < m.rows() / 2; i++) {
            System.arraycopy(m.data(), (2 * i + first) * m.cols(), rows, i * m.cols(), m.cols());
        }
        return new FloatMatrix(m.rows() / 2, m.cols(), rows);
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
