package org.mingle.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
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
import org.mingle.data.MingleException;
import org.mingle.retrieval.Similarity;

class TsneTest {
    private static final int CLUSTERS = 5;

    /** Gaussian clusters; row i is in cluster i modulo their number. */
    private static FloatMatrix clusters(int n, int d, double apart, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] centres = new float[CLUSTERS * d];
        for (int i = 0; i < centres.length; i++) {
            centres[i] = (float) (apart * random.nextGaussian());
        }
        float[] x = new float[n * d];
        for (int i = 0; i < x.length; i++) {
            x[i] = centres[i / d % CLUSTERS * d + i % d] + (float) random.nextGaussian();
        }
        return new FloatMatrix(n, d, x);
    }

    private static ProjectionSettings settings(int iterations, int threads) {
        return new ProjectionSettings("tsne", Similarity.EUCLIDEAN, 20, iterations, 0, threads, 7);
    }

    private static Tsne.Result layout(FloatMatrix points, int iterations) {
        return Tsne.layout(points, settings(iterations, 2), done -> true);
    }

    @Test
    void theSameSeedAndThreadsGiveTheSameBytes() {
        for (int n : new int[] {200, 1300}) {
            FloatMatrix points = clusters(n, 16, 1, n);
            Tsne.Result first = layout(points, 120);
            assertArrayEquals(first.xy().data(), layout(points, 120).xy().data(), n + " points");
            assertEquals(120, first.iterations());
            assertTrue(IntStream.range(0, 2 * n).allMatch(i -> Float.isFinite(first.xy().data()[i])));
        }
    }

    @Test
    void theDivergenceDoesNotRiseTowardsTheEnd() {
        for (int n : new int[] {400, 1200}) {
            FloatMatrix points = clusters(n, 16, 1, 3);
            try (Crew crew = new Crew(2)) {
                Affinities affinities = Tsne.affinities(points, 20, crew);
                TsneEngine engine = new TsneEngine(affinities, Tsne.start(points, 0), crew);
                double least = Double.POSITIVE_INFINITY;
                for (int i = 0; i < 600; i++) {
                    Tsne.step(engine, n, i, 600);
                    if (i >= 400 && i % 20 == 19) {
                        double kl = engine.divergence();
                        assertTrue(kl < least * 1.005, "after " + i + " of " + n + ": " + kl + ", was " + least);
                        least = Math.min(least, kl);
                    }
                }
            }
        }
    }

    @Test
    void theDivergenceAgreesWithItsDefinition() {
        for (int n : new int[] {300, 1100}) {
            FloatMatrix points = clusters(n, 8, 1, 11);
            Tsne.Result result = layout(points, 300);
            assertEquals(divergence(points, result.xy(), 20, 60), result.kl(), 0.003 * result.kl());
        }
    }

    /** KL of a layout over the k nearest neighbours, written down anew and in double precision. */
    private static double divergence(FloatMatrix x, FloatMatrix y, double perplexity, int k) {
        int n = x.rows();
        double[][] p = new double[n][n];
        for (int i = 0; i < n; i++) {
            int row = i;
            double[] d = IntStream.range(0, n).mapToDouble(j -> squared(x, row, j)).toArray();
            int[] near = IntStream.range(0, n).filter(j -> j != row).boxed().sorted(Comparator.comparingDouble(j -> d[j]))
                    .limit(k).mapToInt(j -> j).toArray();
            double low = 0;
            double high = 1e6;
            for (int round = 0; round < 200; round++) {
                double beta = (low + high) / 2;
                double sum = Arrays.stream(near).mapToDouble(j -> Math.exp(-beta * (d[j] - d[near[0]]))).sum();
                double entropy = 0;
                for (int j : near) {
                    p[i][j] = Math.exp(-beta * (d[j] - d[near[0]])) / sum;
                    entropy -= p[i][j] > 0 ? p[i][j] * Math.log(p[i][j]) : 0;
                }
                low = entropy > Math.log(perplexity) ? beta : low;
                high = entropy > Math.log(perplexity) ? high : beta;
            }
        }
        double z = 0;
        double sum = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                z += i == j ? 0 : 1 / (1 + squared(y, i, j));
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < n; j++) {
                double pij = (p[i][j] + p[j][i]) / (2.0 * n);
                sum += pij > 0 ? pij * Math.log(pij * z * (1 + squared(y, i, j))) : 0;
            }
        }
        return sum;
    }

    private static double squared(FloatMatrix m, int i, int j) {
        double sum = 0;
        for (int c = 0; c < m.cols(); c++) {
            double d = (double) m.get(i, c) - m.get(j, c);
            sum += d * d;
        }
        return sum;
    }

    @Test
    void separateClustersStaySeparate() {
        FloatMatrix points = clusters(600, 20, 3, 5);
        FloatMatrix xy = layout(points, 500).xy();
        int astray = 0;
        for (int i = 0; i < 600; i++) {
            int nearest = i == 0 ? 1 : 0;
            for (int j = 0; j < 600; j++) {
                nearest = j != i && squared(xy, i, j) < squared(xy, i, nearest) ? j : nearest;
            }
            astray += nearest % CLUSTERS == i % CLUSTERS ? 0 : 1;
        }
        assertEquals(0, astray, "points whose nearest neighbour is of another cluster");
    }

    @Test
    void withFewPointsThePerplexityIsLowered() {
        Tsne.Result result = layout(clusters(31, 4, 1, 1), 100);
        assertEquals(10, result.perplexity());
        assertEquals(20, layout(clusters(61, 4, 1, 1), 100).perplexity());
        assertEquals(1, layout(clusters(4, 4, 1, 1), 100).perplexity());
    }

    @Test
    void duplicatesAndConstantColumnsAreLaidOut() {
        float[] same = new float[100 * 3];
        Arrays.fill(same, 0.5f);
        List<FloatMatrix> sets = new ArrayList<>();
        sets.add(new FloatMatrix(100, 3, same));
        float[] twice = new float[120 * 3];
        SplittableRandom random = new SplittableRandom(2);
        for (int i = 0; i < 60; i++) {
            twice[3 * i] = (float) random.nextGaussian();
            twice[3 * i + 1] = (float) random.nextGaussian();
            System.arraycopy(twice, 3 * i, twice, 3 * (60 + i), 3);
        }
        sets.add(new FloatMatrix(120, 3, twice));
        for (FloatMatrix set : sets) {
            for (Similarity metric : List.of(Similarity.COSINE, Similarity.EUCLIDEAN)) {
                Tsne.Result r = Tsne.layout(set, new ProjectionSettings("tsne", metric, 10, 200, 0, 2, 0), i -> true);
                assertTrue(Double.isFinite(r.kl()), metric + ": " + r.kl());
                for (float v : r.xy().data()) {
                    assertTrue(Float.isFinite(v));
                }
            }
        }
    }

    @Test
    void whatCannotBeLaidOutIsSaid() {
        String few = assertThrows(MingleException.class, () -> layout(clusters(1, 4, 1, 1), 10)).getMessage();
        assertEquals("A layout needs at least 4 points, here are 1: use a larger split.", few);
        FloatMatrix points = clusters(20, 4, 1, 1);
        points.data()[4 * 6 + 2] = Float.NaN;
        assertEquals("Row 7, column 3 of the points is NaN: every value must be a number.",
                assertThrows(MingleException.class, () -> layout(points, 10)).getMessage());
    }

    @Test
    void canBeStoppedHalfWay() {
        Tsne.Result result = Tsne.layout(clusters(100, 4, 1, 1), settings(500, 2), done -> done < 37);
        assertEquals(37, result.iterations());
        assertFalse(Double.isNaN(result.kl()));
    }

    @Property(tries = 30)
    void neighboursAreTheNearest(@ForAll @LongRange(max = 10_000) long seed, @ForAll @IntRange(min = 2, max = 150) int n,
            @ForAll @IntRange(min = 1, max = 9) int d, @ForAll @IntRange(min = 1, max = 3) int threads) {
        FloatMatrix points = clusters(n, d, 1, seed);
        int k = Math.min(n - 1, 12);
        try (Crew crew = new Crew(threads)) {
            NeighbourGraph graph = NeighbourGraph.of(points, k, crew);
            for (int i = 0; i < n; i++) {
                int row = i;
                double[] all = IntStream.range(0, n).filter(j -> j != row).mapToDouble(j -> squared(points, row, j)).sorted()
                        .toArray();
                for (int j = 0; j < k; j++) {
                    double scale = 1e-4 * (1 + all[n - 2]);
                    assertEquals(all[j], graph.squared()[i * k + j], scale);
                    assertEquals(all[j], squared(points, i, graph.index()[i * k + j]), scale);
                    assertTrue(graph.index()[i * k + j] != i);
                }
            }
        }
    }

    @Property(tries = 30)
    void affinitiesAreSymmetricAndSumToOne(@ForAll @LongRange(max = 10_000) long seed,
            @ForAll @IntRange(min = 10, max = 200) int n, @ForAll @IntRange(min = 1, max = 3) int threads) {
        FloatMatrix points = clusters(n, 5, 1, seed);
        double perplexity = Tsne.perplexity(n, 15);
        try (Crew crew = new Crew(threads)) {
            Affinities a = Tsne.affinities(points, perplexity, crew);
            double[][] p = new double[n][n];
            double sum = 0;
            for (int i = 0; i < n; i++) {
                for (int e = a.start()[i]; e < a.start()[i + 1]; e++) {
                    assertEquals(0, p[i][a.column()[e]], "each pair once");
                    p[i][a.column()[e]] = a.p()[e];
                    sum += a.p()[e];
                }
            }
            assertEquals(1, sum, 1e-5);
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    assertEquals(p[i][j], p[j][i], 1e-9);
                }
            }
        }
    }

    @Property(tries = 30)
    void theAxesAreThoseOfLargestVariance(@ForAll @LongRange(max = 10_000) long seed,
            @ForAll @IntRange(min = 2, max = 40) int d) {
        FloatMatrix points = clusters(80, d, 1, seed);
        float[] xy = Pca.plane(points);
        double[] axis = new double[2];
        double across = 0;
        for (int i = 0; i < 80; i++) {
            axis[0] += xy[2 * i] * xy[2 * i];
            axis[1] += xy[2 * i + 1] * xy[2 * i + 1];
            across += xy[2 * i] * xy[2 * i + 1];
        }
        assertTrue(axis[0] >= axis[1]);
        assertEquals(0, across / axis[0], 1e-4, "components are uncorrelated");
        // No other direction has more variance than the first.
        SplittableRandom random = new SplittableRandom(seed);
        for (int tries = 0; tries < 20; tries++) {
            double[] v = random.doubles(d, -1, 1).toArray();
            double length = Math.sqrt(Arrays.stream(v).map(f -> f * f).sum());
            double[] along = new double[80];
            for (int i = 0; i < 80; i++) {
                for (int c = 0; c < d; c++) {
                    along[i] += points.get(i, c) * v[c] / length;
                }
            }
            double mean = Arrays.stream(along).average().orElseThrow();
            double variance = Arrays.stream(along).map(f -> (f - mean) * (f - mean)).sum();
            assertTrue(variance <= axis[0] * (1 + 1e-4));
        }
    }

    @Test
    void approximateNeighboursAreMostOfTheNearest() {
        FloatMatrix points = clusters(8000, 8, 4, 5);
        NeighbourGraph.Approximate found = NeighbourGraph.approximate(points, 30, 1);
        assertTrue(found.recall().recall() >= 0.95, found.recall().words());
        try (Crew crew = new Crew(2)) {
            NeighbourGraph exact = NeighbourGraph.of(points, 30, crew);
            int both = 0;
            int[] order = found.order();
            for (int i = 0; i < 8000; i++) {
                for (int a = 0; a < 30; a++) {
                    for (int b = 0; b < 30; b++) {
                        both += order[found.graph().index()[30 * i + a]] == exact.index()[30 * order[i] + b] ? 1 : 0;
                    }
                }
            }
            assertEquals(found.recall().recall(), both / 240_000.0, 0.02);
            float nearest = exact.squared()[30 * order[0]];
            assertEquals(nearest, found.graph().squared()[0], 1e-3 * nearest);
        }
    }

    @Test
    void aLayoutDrawnTogetherIsEnlargedInItsShape() {
        FloatMatrix points = clusters(200, 4, 1, 3);
        try (Crew crew = new Crew(2)) {
            float[] start = Tsne.start(points, 1);
            float[] tiny = start.clone();
            for (int i = 0; i < tiny.length; i++) {
                tiny[i] *= 1e-20f;
            }
            TsneEngine engine = new TsneEngine(Tsne.affinities(points, 10, crew), tiny, crew);
            engine.enlarge(1e-6, 1e-4);
            float[] large = engine.layout();
            double squares = 0;
            for (int i = 0; i < large.length; i++) {
                assertEquals(start[i] / start[0], large[i] / large[0], 1e-3 * Math.max(1, Math.abs(start[i] / start[0])));
                squares += (double) large[i] * large[i];
            }
            assertEquals(1e-4, Math.sqrt(squares / 200), 1e-7);
            engine.enlarge(1e-6, 1); // large enough: nothing happens
            assertArrayEquals(large, engine.layout());
        }
    }

    @Test
    void affinitiesInAnotherOrderGiveTheSameLayout() {
        int n = 900;
        FloatMatrix points = clusters(n, 6, 3, 4);
        int[] order = IntStream.range(0, n).map(i -> (int) (7L * i % n)).toArray();
        try (Crew crew = new Crew(2)) {
            TsneEngine plain = new TsneEngine(Tsne.affinities(points, 10, crew), Tsne.start(points, 1), crew);
            TsneEngine other = new TsneEngine(Tsne.affinities(points.gather(order), 10, crew), order,
                    Tsne.start(points, 1), crew);
            assertTrue(other.ordered() && !plain.ordered());
            assertArrayEquals(plain.layout(), other.layout());
            for (int i = 0; i < 5; i++) {
                plain.step(4, 0.5, 100);
                other.step(4, 0.5, 100);
            }
            assertClose(plain.layout(), other.layout());
            other.sort();
            assertClose(plain.layout(), other.layout());
        }
    }

    @Test
    void sortingChangesNothingButTheOrderOfSums() {
        int n = 1500;
        FloatMatrix points = clusters(n, 6, 2, 4);
        FloatMatrix others = clusters(n, 6, 2, 9);
        try (Crew crew = new Crew(2)) {
            Affinities affinities = Tsne.affinities(points, 10, crew);
            TsneEngine plain = new TsneEngine(affinities, Tsne.start(points, 1), crew);
            TsneEngine sorted = new TsneEngine(affinities, Tsne.start(points, 1), crew);
            for (int i = 0; i < 10; i++) {
                plain.step(4, 0.5, 100);
                sorted.step(4, 0.5, 100);
            }
            sorted.sort();
            assertArrayEquals(plain.layout(), sorted.layout());
            plain.step(4, 0.5, 100);
            sorted.step(4, 0.5, 100);
            sorted.sort();
            assertClose(plain.layout(), sorted.layout());
            assertEquals(plain.divergence(), sorted.divergence(), 1e-4);
            plain.follow(Tsne.affinities(others, 10, crew));
            sorted.follow(Tsne.affinities(others, 10, crew));
            plain.step(1, 0.5, 100);
            sorted.step(1, 0.5, 100);
            assertClose(plain.layout(), sorted.layout());
            float[] elsewhere = Tsne.start(others, 2);
            sorted.place(elsewhere);
            assertArrayEquals(elsewhere, sorted.layout());
        }
    }

    private static void assertClose(float[] wanted, float[] found) {
        double size = 0;
        double apart = 0;
        for (int i = 0; i < wanted.length; i++) {
            size += (double) wanted[i] * wanted[i];
            apart += (double) (wanted[i] - found[i]) * (wanted[i] - found[i]);
        }
        assertTrue(apart < 1e-6 * size, apart + " of " + size);
    }

    @Test
    void severalScalesAreTheMeanOfTheirAffinities() {
        FloatMatrix points = clusters(300, 6, 2, 4);
        try (Crew crew = new Crew(2)) {
            NeighbourGraph graph = NeighbourGraph.of(points, 150, crew);
            Affinities near = Affinities.of(graph, 8, crew);
            Affinities far = Affinities.of(graph, 50, crew);
            Affinities both = Affinities.of(graph, new double[] {8, 50}, crew);
            assertArrayEquals(near.column(), both.column());
            double apart = 0;
            for (int e = 0; e < both.p().length; e++) {
                assertEquals((near.p()[e] + far.p()[e]) / 2, both.p()[e], 1e-9);
                apart = Math.max(apart, Math.abs(near.p()[e] - far.p()[e]));
            }
            assertTrue(apart > 1e-6, "the scales differ");
        }
        ProjectionSettings settings = settings(200, 2).withPerplexities(List.of(8.0, 50.0));
        Tsne.Result result = Tsne.layout(points, settings, done -> true);
        assertEquals(8, result.perplexity());
        assertTrue(result.kl() > 0);
        assertArrayEquals(Tsne.perplexities(31, settings), new double[] {8, 10});
    }

    @Test
    void aLayoutGoesOnFromAnother() {
        FloatMatrix points = clusters(400, 6, 2, 4);
        Tsne.Result first = layout(points, 500);
        double[] moved = new double[3];
        for (int held = 0; held < 3; held++) {
            Tsne.Result next = Tsne.layout(points, first.xy(), settings(100, 2).withCoherence(5 * held), done -> true);
            assertTrue(next.kl() < first.kl() * 1.01, next.kl() + " after " + first.kl());
            for (int i = 0; i < next.xy().data().length; i++) {
                moved[held] += Math.abs(next.xy().data()[i] - first.xy().data()[i]) / 800;
            }
        }
        assertTrue(moved[0] < 3 && moved[1] < moved[0] && moved[2] < moved[1], Arrays.toString(moved));
        FloatMatrix wrong = new FloatMatrix(3, 2, new float[6]);
        assertThrows(MingleException.class, () -> Tsne.layout(points, wrong, settings(10, 1), done -> true));
        assertThrows(MingleException.class, () -> settings(10, 1).withCoherence(11));
    }

    @Test
    void moreMemoryThanIsFreeIsRefusedBeforehand() {
        String said = assertThrows(MingleException.class, () -> Tsne.requireMemory(2_000_000_000, 64, settings(1, 1)))
                .getMessage();
        assertTrue(said.startsWith("A layout of 2,000,000,000 points needs about "), said);
        Tsne.requireMemory(100, 64, settings(1, 1));
    }
}
