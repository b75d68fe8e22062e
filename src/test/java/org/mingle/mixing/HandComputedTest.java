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
        assertEquals(expected, Lisi.perPoint(table, i -> group[i], 0)[0], 1e-5); // the scan steps by 1e-5
    }

    /** The authors' loop, as published, but to 1e-9 instead of 1e-5, on distances as they are. */
    @Test
    void lisiAgainstTheAuthorsAlgorithm() {
        Random random = new Random(5);
        TwoSample s = TwoSample.of(NAMES, points(random, 100), points(random, 100), true, null, null, 0);
        double[] all = Lisi.perPoint(s.neighbours(), s::side, 0);
        for (int i = 0; i < 200; i++) {
            double[] p = new double[90];
            double beta = 1;
            double least = Double.NEGATIVE_INFINITY;
            double most = Double.POSITIVE_INFINITY;
            double difference = weigh(s.neighbours(), i, beta, p) - Math.log(30);
            for (int tries = 0; Math.abs(difference) >= 1e-9 && tries < 80; tries++) {
                if (difference > 0) {
                    least = beta;
                    beta = Double.isInfinite(most) ? beta * 2 : (beta + most) / 2;
                } else {
                    most = beta;
                    beta = Double.isInfinite(least) ? beta / 2 : (beta + least) / 2;
                }
                difference = weigh(s.neighbours(), i, beta, p) - Math.log(30);
            }
            double[] share = new double[2];
            for (int r = 0; r < 90; r++) {
                share[s.side(s.neighbours().neighbour(i, r))] += p[r];
            }
            assertEquals(1 / (share[0] * share[0] + share[1] * share[1]), all[i], 1e-6);
        }
    }

    private static double weigh(NeighbourTable table, int i, double beta, double[] p) {
        double sum = 0;
        double entropy = 0;
        for (int r = 0; r < p.length; r++) {
            p[r] = Math.exp(-table.distance(i, r) * beta);
            sum += p[r];
            entropy += table.distance(i, r) * p[r];
        }
        for (int r = 0; r < p.length; r++) {
            p[r] /= sum;
        }
        return Math.log(sum) + beta * entropy / sum;
    }

    @Test
    void kbetAgainstPValuesOfChiSquared() {
        Random random = new Random(8);
        TwoSample s = TwoSample.of(NAMES, points(random, 60), points(random, 60), true, null, null, 0);
        int k = 15;
        int[] side = new int[120];
        int accepted = 0;
        for (int i = 0; i < 120; i++) {
            side[i] = s.side(i);
            int[] count = new int[2];
            for (int r = 0; r < k; r++) {
                count[s.side(s.neighbours().neighbour(i, r))]++;
            }
            double chi = 2 * (Math.pow(count[0] - k / 2.0, 2) + Math.pow(count[1] - k / 2.0, 2)) / k;
            // With one degree of freedom p is that of |z| > sqrt(chi); 1.959963984540054 is its 5 % point.
            accepted += Math.sqrt(chi) < 1.959963984540054 ? 1 : 0;
        }
        assertEquals(accepted / 120.0, Kbet.accepted(s.neighbours(), k, side), 1e-6);
    }

    @Test
    void silhouetteAgainstPlainLoops() {
        FloatMatrix p = points(new Random(9), 40);
        int[] cluster = new int[40];
        for (int i = 0; i < 40; i++) {
            cluster[i] = i % 3;
        }
        double[] all = Silhouette.perPoint(p, cluster, 3);
        for (int i = 0; i < 40; i++) {
            double[] sum = new double[3];
            int[] size = new int[3];
            for (int j = 0; j < 40; j++) {
                if (j != i) {
                    sum[cluster[j]] += Math.sqrt(squared(p.row(i), p.row(j)));
                    size[cluster[j]]++;
                }
            }
            double a = sum[cluster[i]] / size[cluster[i]];
            int c = cluster[i];
            double b = Math.min(sum[(c + 1) % 3] / size[(c + 1) % 3], sum[(c + 2) % 3] / size[(c + 2) % 3]);
            assertEquals((b - a) / Math.max(a, b), all[i], 1e-6);
        }
    }

    @Test
    void pairRankAndEntropyAgainstPlainLoops() {
        Random random = new Random(10);
        TwoSample s = TwoSample.of(NAMES, points(random, 45), points(random, 45), true, null, null, 0);
        double closer = 0;
        for (int i = 0; i < 45; i++) {
            for (int j = 0; j < 45; j++) {
                double own = squared(s.first().row(i), s.second().row(i));
                closer += squared(s.first().row(i), s.second().row(j)) < own ? 1 : 0;
                closer += squared(s.first().row(j), s.second().row(i)) < own ? 1 : 0;
            }
        }
        assertEquals(closer / (2 * 45 * 44), new PairRank().of(s).value(), 1e-6);
        double entropy = 0;
        for (int i = 0; i < 90; i++) {
            double share = 0;
            for (int r = 0; r < 30; r++) {
                share += s.side(s.neighbours().neighbour(i, r)) / 30.0;
            }
            entropy -= share <= 0 || share >= 1 ? 0 : share * Math.log(share) + (1 - share) * Math.log(1 - share);
        }
        assertEquals(entropy / 90 / Math.log(2), new EntropyOfMixing().of(s).value(), 1e-9);
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
