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
import org.mingle.compute.Crew;

class RepulsionTest {
    private static float[] uniform(SplittableRandom random, int n, double span) {
        float[] x = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = (float) (span * (random.nextDouble() - 0.5));
        }
        return x;
    }

    /** The definition, in double precision. */
    private static double pairs(float[] x, float[] y, float[] fx, float[] fy) {
        double z = 0;
        for (int i = 0; i < x.length; i++) {
            double sx = 0;
            double sy = 0;
            for (int j = 0; j < x.length; j++) {
                double dx = x[i] - x[j];
                double dy = y[i] - y[j];
                double q = 1 / (1 + dx * dx + dy * dy);
                z += i == j ? 0 : q;
                sx += q * q * dx;
                sy += q * q * dy;
            }
            fx[i] = (float) sx;
            fy[i] = (float) sy;
        }
        return z;
    }

    @Property(tries = 20)
    void allPairsInSinglePrecisionAreTheDefinition(@ForAll @LongRange(max = 1000) long seed,
            @ForAll @IntRange(min = -4, max = 2) int power, @ForAll @IntRange(min = 1, max = 3) int threads) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = 1 + random.nextInt(400);
        float[] x = uniform(random, n, Math.pow(10, power));
        float[] y = uniform(random, n, Math.pow(10, power));
        float[] fx = new float[n];
        float[] fy = new float[n];
        float[] gx = new float[n];
        float[] gy = new float[n];
        double z = pairs(x, y, fx, fy);
        try (Crew crew = new Crew(threads)) {
            Repulsion repulsion = new ExactRepulsion(n, crew);
            assertEquals(z, repulsion.compute(x, y), 1e-5 * z);
            repulsion.read(0, n, gx, gy);
        }
        assertArrayEquals(fx, gx, 1e-5f * n * Math.min(1, (float) Math.pow(10, power)));
        assertArrayEquals(fy, gy, 1e-5f * n * Math.min(1, (float) Math.pow(10, power)));
    }

    /** How far a grid is from all pairs. */
    private record Error(double z, double largest, double rms) {
        static Error of(SplittableRandom random, int power, int threads, double spacing) {
            int n = 300 + random.nextInt(400);
            double span = Math.pow(10, power) * (1 + random.nextDouble());
            float[] x = uniform(random, n, span);
            float[] y = uniform(random, n, span * random.nextDouble());
            float[] fx = new float[n];
            float[] fy = new float[n];
            float[] gx = new float[n];
            float[] gy = new float[n];
            double exact = pairs(x, y, fx, fy);
            double grid;
            try (Crew crew = new Crew(threads)) {
                Repulsion repulsion = new GridRepulsion(n, crew, spacing);
                grid = repulsion.compute(x, y);
                repulsion.read(0, n, gx, gy);
            }
            double largestForce = 0;
            double largestError = 0;
            double forces = 0;
            double errors = 0;
            for (int i = 0; i < n; i++) {
                double force = Math.hypot(fx[i], fy[i]);
                double error = Math.hypot(fx[i] - gx[i], fy[i] - gy[i]);
                largestForce = Math.max(largestForce, force);
                largestError = Math.max(largestError, error);
                forces += force * force;
                errors += error * error;
            }
            return new Error(Math.abs(grid / exact - 1), largestError / largestForce, Math.sqrt(errors / forces));
        }
    }

    // Both were tried with each of the 1,001 seeds and 7 powers there are. The largest found: Z 0.0041, rms 0.0043 and
    // largest 0.0074 on the fine grid; 0.0041, 0.147 and 0.217 on the usual one, where
    // points are so few that each meets hardly any other within reach of its kernel.

    @Property(tries = 40)
    void aFineGridAgreesWithAllPairs(@ForAll @LongRange(max = 1000) long seed,
            @ForAll @IntRange(min = -4, max = 2) int power, @ForAll @IntRange(min = 1, max = 3) int threads) {
        Error error = Error.of(new SplittableRandom(seed), power, threads, 1.0 / 3);
        assertTrue(error.z < 6e-3 && error.rms < 0.006 && error.largest < 0.01, "10^" + power + ": " + error);
    }

    @Property(tries = 40)
    void theUsualGridAgreesWithAllPairs(@ForAll @LongRange(max = 1000) long seed,
            @ForAll @IntRange(min = -4, max = 2) int power, @ForAll @IntRange(min = 1, max = 3) int threads) {
        Error error = Error.of(new SplittableRandom(seed), power, threads, GridRepulsion.WIDEST);
        assertTrue(error.z < 6e-3 && error.rms < 0.17 && error.largest < 0.25, "10^" + power + ": " + error);
    }

    @Test
    void aGridThatGrowsAndShrinksStaysRight() {
        SplittableRandom random = new SplittableRandom(3);
        int n = 400;
        Crew crew = new Crew(2);
        GridRepulsion grid = new GridRepulsion(n, crew);
        for (double span : new double[] {1e-4, 1, 40, 400, 39, 2, 0}) {
            float[] x = uniform(random, n, span);
            float[] y = uniform(random, n, span);
            float[] f = new float[n];
            float[] g = new float[n];
            float[] fy = new float[n];
            float[] gy = new float[n];
            double z = pairs(x, y, f, fy);
            assertEquals(z, grid.compute(x, y), 6e-3 * z, "span " + span);
            grid.read(0, n, g, gy);
            for (int i = 0; i < n; i++) {
                assertEquals(fy[i], gy[i], 0.05 * n * Math.min(span, 1) + 1e-3, "span " + span);
            }
        }
        crew.close();
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
            fft.transform(re, im, re2, im2, 1, 2, false, ColumnFft.scratch(3));
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
