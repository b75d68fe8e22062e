package org.mingle.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;
import org.mingle.retrieval.Similarity;

class LiveProjectionTest {
    private static final int PAIRS = 200;
    private static final int CLASSES = 4;
    private static final int DIMENSIONS = 12;
    private final LiveProjection live = new LiveProjection(
            new ProjectionSettings("tsne", Similarity.COSINE, 15, 400, 100, 1, 0));

    @AfterEach
    void close() {
        live.close();
    }

    /** Two modalities of clustered pairs; samples of class 0 lie part of the way towards class 1. */
    private static Embeddings pairs(String prefix, double moved) {
        SplittableRandom random = new SplittableRandom(5);
        float[][] centre = new float[CLASSES][DIMENSIONS];
        for (float[] c : centre) {
            for (int d = 0; d < DIMENSIONS; d++) {
                c[d] = (float) (2 * random.nextGaussian());
            }
        }
        FloatMatrix[] points = {FloatMatrix.zeros(PAIRS, DIMENSIONS), FloatMatrix.zeros(PAIRS, DIMENSIONS)};
        for (FloatMatrix m : points) {
            for (int i = 0; i < PAIRS * DIMENSIONS; i++) {
                int k = i / DIMENSIONS % CLASSES;
                int d = i % DIMENSIONS;
                double at = k == 0 ? (1 - moved) * centre[0][d] + moved * centre[1][d] : centre[k][d];
                m.data()[i] = (float) (at + random.nextGaussian());
            }
        }
        return new Embeddings(List.of("image", "text"), IntStream.range(0, PAIRS).mapToObj(i -> prefix + i).toList(),
                IntStream.range(0, PAIRS).mapToObj(i -> new int[] {i % CLASSES}).toArray(int[][]::new),
                List.of("a", "b", "c", "d"), List.of(points));
    }

    private Layout settled(Embeddings e, int epoch) throws Exception {
        live.submit(e, epoch);
        live.awaitSettled();
        return live.latest();
    }

    /** The median way of some points, over the layout's extent. */
    private static double way(Layout a, Layout b, IntPredicate which) {
        double extent = 0;
        for (float v : a.xy().data()) {
            extent = Math.max(extent, 2 * Math.abs(v));
        }
        double[] ways = IntStream.range(0, a.xy().rows()).filter(which).mapToDouble(i ->
                Math.hypot(a.xy().get(i, 0) - b.xy().get(i, 0), a.xy().get(i, 1) - b.xy().get(i, 1))).sorted().toArray();
        return ways[ways.length / 2] / extent;
    }

    @Test
    void pointsWhoseNeighboursStayHardlyMove() throws Exception {
        Layout first = settled(pairs("s", 0), 1);
        assertEquals(1, first.epoch());
        Layout again = settled(pairs("s", 0), 2);
        assertEquals(2, again.epoch());
        assertEquals(500, again.iteration(), "continued, not begun anew");
        assertTrue(way(first, again, i -> true) < 0.03, "nothing changed: " + way(first, again, i -> true));
        Layout third = settled(pairs("s", 0.9), 3);
        double moved = way(again, third, i -> i % CLASSES == 0);
        double others = way(again, third, i -> i % CLASSES > 1);
        assertTrue(others < 0.1 && moved > 2 * others, "others " + others + ", moved " + moved);
    }

    @Test
    void everyEpochHasALayoutToKeep() throws Exception {
        ConcurrentLinkedQueue<Layout> kept = new ConcurrentLinkedQueue<>();
        for (int epoch = 1; epoch <= 3; epoch++) {
            live.submit(pairs("s", 0.1 * epoch), epoch, kept::add);
            live.awaitSettled();
        }
        assertEquals(List.of(1, 2, 3), kept.stream().map(Layout::epoch).toList());
        assertTrue(kept.stream().allMatch(l -> Double.isFinite(l.kl())));
    }

    @Test
    void theLayoutFollowsWhereEpochsComeQuickerThanNeighboursAreFound() throws Exception {
        settled(pairs("s", 0), 1);
        for (int epoch = 2; epoch <= 12; epoch++) {
            live.submit(pairs("s", 0.05 * epoch), epoch);
            Thread.sleep(2);
        }
        live.awaitSettled();
        assertEquals(12, live.latest().epoch());
    }

    @Test
    void aStoredLayoutIsTakenUpWhereItWas() throws Exception {
        Layout first = settled(pairs("s", 0), 6);
        try (LiveProjection other = new LiveProjection(new ProjectionSettings("tsne", Similarity.COSINE, 15, 400, 100, 1, 0))) {
            other.submit(pairs("s", 0), 6, layout -> { }, () -> java.util.Optional.of(first.xy()));
            other.awaitSettled();
            assertTrue(way(first, other.latest(), i -> true) < 0.02);
            assertEquals(100, other.latest().iteration());
            FloatMatrix wrong = FloatMatrix.zeros(3, 2);
            other.submit(pairs("t", 0), 1, layout -> { }, () -> java.util.Optional.of(wrong));
            other.awaitSettled();
            assertEquals(400, other.latest().iteration(), "made from nothing");
        }
    }

    @Test
    void otherSamplesBeginAnewAndBadOnesAreSaid() throws Exception {
        settled(pairs("s", 0), 1);
        Layout other = settled(pairs("t", 0), 2);
        assertEquals(400, other.iteration());
        Embeddings bad = pairs("t", 0);
        bad.points().get(1).data()[5] = Float.NaN;
        live.submit(bad, 3);
        live.awaitSettled();
        assertTrue(live.problem().orElse("").contains("NaN"), live.problem().toString());
        assertEquals(2, live.latest().epoch(), "the last good layout stays");
        assertEquals(4, settled(pairs("t", 0), 4).epoch());
        assertFalse(live.problem().isPresent());
        assertNotNull(live.latest());
    }

    @Property(tries = 50)
    void alignmentUndoesTurnsMirrorsAndShifts(@ForAll @LongRange(max = 10_000) long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        int n = 3 + random.nextInt(50);
        float[] fixed = new float[2 * n];
        for (int i = 0; i < fixed.length; i++) {
            fixed[i] = (float) (10 * random.nextGaussian());
        }
        double angle = 2 * Math.PI * random.nextDouble();
        double mirror = random.nextBoolean() ? 1 : -1;
        float[] moving = new float[2 * n];
        for (int i = 0; i < fixed.length; i += 2) {
            double y = mirror * fixed[i + 1];
            moving[i] = (float) (Math.cos(angle) * fixed[i] - Math.sin(angle) * y + 5);
            moving[i + 1] = (float) (Math.sin(angle) * fixed[i] + Math.cos(angle) * y - 8);
        }
        Procrustes.align(moving, fixed);
        for (int i = 0; i < fixed.length; i++) {
            assertEquals(fixed[i], moving[i], 1e-3, Arrays.toString(fixed));
        }
    }

    @Test
    void otherPerplexitiesAreFollowedFromWhereTheLayoutIs() throws Exception {
        Embeddings e = pairs("s", 0);
        Layout before = settled(e, 1);
        assertEquals(15, before.perplexity());
        live.change(live.settings().withPerplexities(List.of(40.0, 80.0)));
        live.awaitSettled();
        Layout after = live.latest();
        assertEquals(40, after.perplexity());
        assertEquals("also perplexity 80.0", after.details());
        assertEquals(1, after.epoch());
        assertTrue(after.iteration() > before.iteration());
        live.change(live.settings().withCoherence(2));
        live.awaitSettled();
        assertEquals(after.iteration(), live.latest().iteration(), "coherence waits for newer embeddings");
        assertEquals(List.of(80.0), live.settings().further());
    }

    /** What moves a class moves the points less where they are held. */
    @Test
    void coherenceHoldsPointsBack() {
        double[] moved = new double[2];
        for (int held = 0; held < 2; held++) {
            try (SteadyProjection steady = new SteadyProjection(new ProjectionSettings("tsne", Similarity.COSINE, 15, 400, 100,
                    1, 0).withCoherence(held))) {
                float[] first = steady.next(pairs("s", 0), 1).xy().data().clone();
                float[] second = steady.next(pairs("s", 0.6), 2).xy().data();
                for (int i = 0; i < first.length; i++) {
                    moved[held] += Math.pow(second[i] - first[i], 2);
                }
            }
        }
        assertTrue(moved[1] < 0.5 * moved[0], moved[1] + " held, " + moved[0] + " free");
    }
}
