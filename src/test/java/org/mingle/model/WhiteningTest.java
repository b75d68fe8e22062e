package org.mingle.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What the modality classifier sees: every direction at the same scale. */
class WhiteningTest {
    private static final int D = 4;
    private static final int N = 4000;

    @Test
    void smallDirectionsAreSeenAsWellAsLargeOnes() {
        Whitening w = new Whitening(D, 1e-6);
        float[] z = points(1);
        for (int i = 0; i < 3; i++) {
            w.observe(z, N);
        }
        double[][] covariance = covariance(whitened(w, z));
        for (int a = 0; a < D; a++) {
            for (int b = 0; b < D; b++) {
                assertEquals(a == b ? 1 : 0, covariance[a][b], 0.05, a + ", " + b);
            }
        }
    }

    @Test
    void directionsBelowTheFloorStaySmall() {
        Whitening w = new Whitening(D, 1);
        float[] z = points(2);
        w.observe(z, N);
        double[][] covariance = covariance(whitened(w, z));
        double trace = 0;
        for (int a = 0; a < D; a++) {
            trace += covariance[a][a];
            assertTrue(covariance[a][a] < 1);
        }
        assertTrue(trace < D - 1, "trace " + trace);
    }

    @Test
    void withoutABatchPointsStayAsTheyAre() {
        float[] z = points(3);
        assertArrayEquals(z, whitened(new Whitening(D, 1), z), 1e-6f);
    }

    @Test
    void gradientsGoBackByTheTranspose() {
        Whitening w = new Whitening(D, 0.1);
        float[] z = points(4);
        w.observe(z, N);
        SplittableRandom random = new SplittableRandom(5);
        float[] g = new float[D];
        float[] moved = java.util.Arrays.copyOf(z, D);
        for (int c = 0; c < D; c++) {
            g[c] = (float) random.nextDouble(-1, 1);
        }
        float[] back = {1, 1, 1, 1};
        w.backward(g, 1, -2, back);
        float[] h = new float[D];
        w.forward(moved, 1, h);
        for (int c = 0; c < D; c++) {
            moved[c] += 0.5f;
            float[] up = new float[D];
            w.forward(moved, 1, up);
            double slope = 0;
            for (int i = 0; i < D; i++) {
                slope += g[i] * (up[i] - h[i]) / 0.5;
            }
            assertEquals(1 - 2 * slope, back[c], 1e-3 * (1 + Math.abs(slope)));
            moved[c] -= 0.5f;
        }
    }

    @Test
    void restoredStateGoesOnAsBefore() {
        Whitening w = new Whitening(D, 0.1);
        float[] z = points(6);
        w.observe(z, N);
        Whitening again = new Whitening(D, 0.1);
        again.restore(w.state());
        float[] more = points(7);
        w.observe(more, N);
        again.observe(more, N);
        assertArrayEquals(w.state(), again.state());
        assertArrayEquals(whitened(w, z), whitened(again, z));
    }

    private static float[] whitened(Whitening w, float[] z) {
        float[] h = new float[z.length];
        w.forward(z, N, h);
        return h;
    }

    /** Standard deviations 1, 0.3, 0.1, 0.03, mixed, away from the origin. */
    private static float[] points(long seed) {
        float[][] x = TestData.gaussian(new SplittableRandom(seed), N, D, 1);
        float[] z = new float[N * D];
        for (int r = 0; r < N; r++) {
            float a = x[r][0];
            float b = 0.3f * x[r][1];
            float c = 0.1f * x[r][2];
            float d = 0.03f * x[r][3];
            z[r * D] = a + b + 2;
            z[r * D + 1] = a - b + c - 1;
            z[r * D + 2] = c + d + a;
            z[r * D + 3] = d - c + b;
        }
        return z;
    }

    private static double[][] covariance(float[] z) {
        double[] mean = new double[D];
        for (int i = 0; i < z.length; i++) {
            mean[i % D] += (double) z[i] / N;
        }
        double[][] c = new double[D][D];
        for (int r = 0; r < N; r++) {
            for (int a = 0; a < D; a++) {
                for (int b = 0; b < D; b++) {
                    c[a][b] += (z[r * D + a] - mean[a]) * (z[r * D + b] - mean[b]) / N;
                }
            }
        }
        return c;
    }
}
