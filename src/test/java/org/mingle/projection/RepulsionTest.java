package org.mingle.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;

class RepulsionTest {
    private static float[] uniform(SplittableRandom random, int n, double span) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) (span * (random.nextDouble() - 0.5));
        }
        return x;
    }

    @Property(tries = 40)
    void theGridAgreesWithAllPairs(@ForAll @LongRange(max = 1000) long seed, @ForAll @IntRange(min = -4, max = 2) int power,
            @ForAll @IntRange(min = 1, max = 3) int threads) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = 300 + random.nextInt(400);
        double span = Math.pow(10, power) * (1 + random.nextDouble());
        float[] x = uniform(random, n, span);
        float[] y = uniform(random, n, span * random.nextDouble());
        float[] fx = new float[n];
        float[] fy = new float[n];
        float[] gx = new float[n];
        float[] gy = new float[n];
        double exact = new ExactRepulsion(1).compute(x, y, fx, fy);
        double grid = new GridRepulsion(n, threads).compute(x, y, gx, gy);
        assertEquals(exact, grid, 2e-3 * exact, "Z at span " + span);
        double largest = 0;
        double error = 0;
        for (int i = 0; i < n; i++) {
            largest = Math.max(largest, Math.hypot(fx[i], fy[i]));
            error = Math.max(error, Math.hypot(fx[i] - gx[i], fy[i] - gy[i]));
        }
        assertTrue(error < 0.03 * largest, "Largest error " + error + " of " + largest + " at span " + span);
    }

    @Test
    void aGridThatGrowsAndShrinksStaysRight() {
        SplittableRandom random = new SplittableRandom(3);
        int n = 400;
        GridRepulsion grid = new GridRepulsion(n, 2);
        for (double span : new double[] {1e-4, 1, 40, 400, 39, 2, 0}) {
            float[] x = uniform(random, n, span);
            float[] y = uniform(random, n, span);
            float[] f = new float[n];
            float[] g = new float[n];
            float[] fy = new float[n];
            float[] gy = new float[n];
            double z = new ExactRepulsion(1).compute(x, y, f, fy);
            assertEquals(z, grid.compute(x, y, g, gy), 3e-3 * z, "span " + span);
            for (int i = 0; i < n; i++) {
                assertEquals(fy[i], gy[i], 0.05 * n * Math.min(span, 1) + 1e-3, "span " + span);
            }
        }
    }

    @Test
    void transformsAgreeWithTheirDefinition() {
        for (int n : new int[] {4, 6, 8, 12, 24, 36, 64, 72, 96, 144}) {
            SplittableRandom random = new SplittableRandom(n);
            float[][] re = new float[n][];
            float[][] im = new float[n][];
            for (int r = 0; r < n; r++) {
                re[r] = uniform(random, 3, 2);
                im[r] = uniform(random, 3, 2);
            }
            float[] wantedRe = new float[n];
            float[] wantedIm = new float[n];
            for (int f = 0; f < n; f++) {
                double sr = 0;
                double si = 0;
                for (int t = 0; t < n; t++) {
                    double a = -2 * Math.PI * f * t / n;
                    sr += re[t][1] * Math.cos(a) - im[t][1] * Math.sin(a);
                    si += re[t][1] * Math.sin(a) + im[t][1] * Math.cos(a);
                }
                wantedRe[f] = (float) sr;
                wantedIm[f] = (float) si;
            }
            ColumnFft fft = new ColumnFft(n);
            float[][] re2 = new float[n][3];
            float[][] im2 = new float[n][3];
            fft.transform(re, im, re2, im2, 1, 2);
            float[] gotRe = new float[n];
            float[] gotIm = new float[n];
            for (int f = 0; f < n; f++) {
                gotRe[f] = (fft.endsInOther() ? re2 : re)[f][1];
                gotIm[f] = (fft.endsInOther() ? im2 : im)[f][1];
            }
            assertArrayEquals(wantedRe, gotRe, 1e-4f * n, "length " + n);
            assertArrayEquals(wantedIm, gotIm, 1e-4f * n, "length " + n);
        }
    }

    @Test
    void lengthsAreWhatTheTransformTakes() {
        for (int least = 4; least < 3000; least += 7) {
            int length = ColumnFft.lengthFrom(least);
            assertTrue(length >= least && length <= 1.34 * least + 4, least + " gives " + length);
            new ColumnFft(length);
        }
    }
}
