package org.mingle.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.mingle.compute.Crew;
import org.mingle.data.FloatMatrix;

class LayoutQualityTest {
    private static FloatMatrix random(int n, int d, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] x = new float[n * d];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) random.nextGaussian();
        }
        return new FloatMatrix(n, d, x);
    }

    private static LayoutQuality of(FloatMatrix points, float[] xy, int most) {
        try (Crew crew = new Crew(2)) {
            return LayoutQuality.of(points, xy, most, crew);
        }
    }

    @Test
    void aPictureOfThePlaneItselfIsPerfect() {
        FloatMatrix plane = random(200, 2, 1);
        LayoutQuality q = of(plane, plane.data(), 200);
        assertEquals(List.of(1.0, 1.0, 1.0), List.of(q.trustworthiness(), q.continuity(), q.preservation()));
        assertEquals(200, q.reliability().length);
        for (float r : q.reliability()) {
            assertEquals(1, r);
        }
    }

    @Test
    void chanceIsHalfWay() {
        LayoutQuality q = of(random(600, 5, 1), random(600, 2, 2).data(), 600);
        assertEquals(0.5, q.trustworthiness(), 0.03);
        assertEquals(0.5, q.continuity(), 0.03);
        assertEquals(10.0 / 600, q.preservation(), 0.01);
    }

    @Test
    void aSampleSaysSoAndComesClose() {
        FloatMatrix points = random(900, 3, 4);
        float[] xy = Pca.plane(points);
        LayoutQuality all = of(points, xy, 900);
        LayoutQuality some = of(points, xy, 300);
        assertEquals(300, some.sampled());
        assertEquals(0, some.reliability().length);
        assertEquals(all.trustworthiness(), some.trustworthiness(), 0.02);
        assertTrue(some.words().endsWith("(300 of 900 points)"), some.words());
        assertNull(of(random(7, 3, 1), new float[14], 7));
    }

    @Property(tries = 30)
    void agreesWithTheDefinition(@ForAll @LongRange(max = 1000) long seed, @ForAll @IntRange(min = 30, max = 80) int n) {
        // Whole numbers, of which single precision makes no mistakes. Where two are equally far, either may be the k-th:
        // that changes one rank out of 30 and more, and is allowed twice.
        FloatMatrix points = whole(n, 4, seed);
        float[] xy = whole(n, 2, seed + 1).data();
        LayoutQuality q = of(points, xy, n);
        int k = Math.min(10, n / 3);
        int[][] space = order(points);
        int[][] plane = order(new FloatMatrix(n, 2, xy));
        double trust = 0;
        double continuity = 0;
        double kept = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                int a = space[i][j];
                int b = plane[i][j];
                trust += b <= k && a > k ? a - k : 0;
                continuity += a <= k && b > k ? b - k : 0;
                kept += i != j && a <= k && b <= k ? 1 : 0;
            }
        }
        double scale = 2.0 / ((double) n * k * (2 * n - 3 * k - 1));
        assertEquals(1 - scale * trust, q.trustworthiness(), 2 * n * scale);
        assertEquals(1 - scale * continuity, q.continuity(), 2 * n * scale);
        assertEquals(kept / (n * k), q.preservation(), 2.0 / (n * k));
    }

    private static FloatMatrix whole(int n, int d, long seed) {
        FloatMatrix m = random(n, d, seed);
        for (int i = 0; i < n * d; i++) {
            m.data()[i] = Math.round(Math.max(-700, Math.min(700, 250 * m.data()[i])));
        }
        return m;
    }

    /** Rank of each point seen from each, from 1 on; of the point itself 0. */
    private static int[][] order(FloatMatrix m) {
        int n = m.rows();
        int[][] rank = new int[n][n];
        for (int i = 0; i < n; i++) {
            double[] d = new double[n];
            for (int j = 0; j < n; j++) {
                for (int c = 0; c < m.cols(); c++) {
                    d[j] += Math.pow((double) m.get(i, c) - m.get(j, c), 2);
                }
            }
            d[i] = -1;
            int[] sorted = IntStream.range(0, n).boxed().sorted(Comparator.comparingDouble(j -> d[j])).mapToInt(j -> j)
                    .toArray();
            for (int r = 0; r < n; r++) {
                rank[i][sorted[r]] = r;
            }
        }
        return rank;
    }
}
