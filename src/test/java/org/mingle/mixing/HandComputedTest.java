package org.mingle.mixing;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.mingle.data.FloatMatrix;

/** Small cases worked by hand or by an independent, plain implementation. */
class HandComputedTest {
    private static final List<String> NAMES = List.of("image", "text");

    @Test
    void lisiOfEquallyDistantNeighbours() {
        // Four neighbours at distance 1, three of group 0 and one of group 1: 1 / (9/16 + 1/16).
        NeighbourTable table = new NeighbourTable(1, 4, new int[] {0, 1, 2, 3}, new float[] {1, 1, 1, 1});
        assertEquals(1.6, Lisi.perPoint(table, i -> i == 3 ? 1 : 0, 0)[0], 1e-9);
    }

    @Test
    void lisiWeighsByDistanceAtTheWantedEntropy() {
        // Six neighbours, perplexity 2; the weights solved by scanning beta finely.
        float[] distance = {0.1f, 0.4f, 0.5f, 0.9f, 1.3f, 2f};
        int[] group = {0, 1, 0, 1, 1, 0};
        double best = Double.MAX_VALUE;
        double expected = 0;
        for (double beta = 0; beta < 20; beta += 1e-5) {
            double sum = 0;
            for (float d : distance) {
                sum += Math.exp(-beta * d);
            }
            double entropy = 0;
            double[] share = new double[2];
            for (int i = 0; i < 6; i++) {
                double w = Math.exp(-beta * distance[i]) / sum;
                entropy -= w * Math.log(w);
                share[group[i]] += w;
            }
            if (Math.abs(entropy - Math.log(2)) < best) {
                best = Math.abs(entropy - Math.log(2));
                expected = 1 / (share[0] * share[0] + share[1] * share[1]);
            }
        }
        NeighbourTable table = new NeighbourTable(1, 6, new int[] {0, 1, 2, 3, 4, 5}, distance);
        assertEquals(expected, Lisi.perPoint(table, i -> group[i], 0)[0], 2e-5); // the entropy is met to 1e-5
    }

    @Test
    void kbetAgainstTheChiSquaredTable() {
        // Ten neighbours, half of all points second: 8 of 10 give 3.6 (kept), 9 of 10 give 6.4 (rejected).
        int[] side = new int[20];
        for (int i = 10; i < 20; i++) {
            side[i] = 1;
        }
        int[] indices = new int[20 * 10];
        for (int i = 0; i < 20; i++) {
            for (int r = 0; r < 10; r++) {
                indices[i * 10 + r] = r < (i < 5 ? 9 : 8) ? 10 + r : 0;
            }
        }
        assertEquals(0.75, Kbet.accepted(new NeighbourTable(20, 10, indices, new float[200]), 10, side), 1e-12);
    }

    @Test
    void silhouetteOfFourPointsOnALine() {
        // 0, 1 | 3, 7: a = 1, 1, 4, 4; b = 5, 4, 2.5, 6.5.
        FloatMatrix points = FloatMatrix.of(new float[][] {{0}, {1}, {3}, {7}});
        assertArrayEquals(new double[] {4 / 5.0, 3 / 4.0, -1.5 / 4, 2.5 / 6.5},
                Silhouette.perPoint(points, new int[] {0, 0, 1, 1}, 2), 1e-6);
    }

    @Test
    void mmdAgainstTripleLoops() {
        Random random = new Random(3);
        int n = 31;
        TwoSample s = TwoSample.of(NAMES, points(random, n), points(random, n), true, null, null, 0);
        Statistic mmd = new Mmd().of(s);
        double median = (Double) mmd.settings().get("median_distance");
        double within = 0;
        double across = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                if (i != j) {
                    within += kernel(s.first().row(i), s.first().row(j), median) + kernel(s.second().row(i), s.second().row(j), median);
                    across += kernel(s.first().row(i), s.second().row(j), median);
                }
            }
        }
        assertEquals((within - 2 * across) / (n * (n - 1)), mmd.value(), 1e-6);
    }

    @Test
    void gapAlignmentAndPairRankOfFourPairsRepeated() {
        // x at 0 and 90 degrees, y at 90 and 180: centroids (1/2, 1/2) and (-1/2, 1/2).
        FloatMatrix x = FloatMatrix.of(new float[][] {{2, 0}, {0, 3}});
        FloatMatrix y = FloatMatrix.of(new float[][] {{0, 1}, {-5, 0}});
        TwoSample s = TwoSample.of(NAMES, x, y, true, null, null, 0);
        assertEquals(1, new ModalityGap().of(s).value(), 1e-7);
        assertEquals(2, new Alignment().of(s).value(), 1e-6);
        // The second x (90 degrees) is nearer to the first y than to its own; the first y likewise to the second x.
        assertEquals(0.5, new PairRank().of(s).value(), 1e-9);
        // Potentials exp(-2 d^2): within 4, across 4, 8, 0 (equal points) and 4.
        double across = (2 * Math.exp(-4) + Math.exp(-8) + 1);
        assertEquals(Math.log((2 * Math.exp(-4) + across) / 6), new Uniformity().of(s).value(), 1e-6);
    }

    @Test
    void effectiveRankOfACross() {
        FloatMatrix x = FloatMatrix.of(new float[][] {{1, 0, 0}, {-1, 0, 0}});
        FloatMatrix y = FloatMatrix.of(new float[][] {{0, 1, 0}, {0, -1, 0}});
        assertEquals(2, new EffectiveRank().of(TwoSample.of(NAMES, x, y, true, null, null, 0)).value(), 1e-5);
    }

    @Test
    void skewnessOfCounts() {
        assertEquals(0, Hubness.skewness(new int[] {1, 2, 3}), 1e-12);
        assertEquals(2 / Math.sqrt(3), Hubness.skewness(new int[] {0, 0, 0, 4}), 1e-9);
    }

    @Test
    void theNeighbourTableAgainstPlainSorting() {
        FloatMatrix p = points(new Random(1), 70);
        NeighbourTable table = NeighbourTable.of(p, 7);
        for (int i = 0; i < 70; i++) {
            int row = i;
            Integer[] order = java.util.stream.IntStream.range(0, 70).filter(j -> j != row).boxed().toArray(Integer[]::new);
            java.util.Arrays.sort(order, java.util.Comparator.comparingDouble(j -> squared(p.row(row), p.row(j))));
            for (int r = 0; r < 7; r++) {
                assertEquals((int) order[r], table.neighbour(i, r));
                assertEquals(Math.sqrt(squared(p.row(i), p.row(order[r]))), table.distance(i, r), 1e-4);
            }
        }
    }

    @Test
    void wilsonsInterval() {
        assertArrayEquals(new double[] {0.490157, 0.943318}, Statistics.wilson(0.8, 10), 1e-5);
    }

    private static FloatMatrix points(Random random, int n) {
        FloatMatrix m = FloatMatrix.zeros(n, 3);
        for (int i = 0; i < m.data().length; i++) {
            m.data()[i] = (float) random.nextGaussian();
        }
        return m;
    }

    private static double squared(float[] a, float[] b) {
        return Statistics.squaredDistance(a, 0, b, 0, a.length);
    }

    private static double kernel(float[] a, float[] b, double median) {
        double sum = 0;
        for (double scale : new double[] {0.25, 0.5, 1, 2, 4}) {
            sum += Math.exp(-squared(a, b) / (2 * Math.pow(scale * median, 2))) / 5;
        }
        return sum;
    }
}
