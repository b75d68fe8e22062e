package org.mingle.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;

class MovementTest {
    private static FloatMatrix cloud(long seed, int n) {
        Random random = new Random(seed);
        float[] xy = new float[2 * n];
        for (int i = 0; i < xy.length; i++) {
            xy[i] = (float) (10 * random.nextGaussian());
        }
        return new FloatMatrix(n, 2, xy);
    }

    @Property(tries = 20)
    void aTurnedAndShiftedLayoutHasNotMoved(@ForAll @IntRange(max = 1_000_000) int seed) {
        FloatMatrix before = cloud(seed, 60);
        float[] turned = new float[120];
        for (int i = 0; i < 60; i++) {
            turned[2 * i] = -before.get(i, 1) + 7;
            turned[2 * i + 1] = before.get(i, 0) - 3;
        }
        for (float m : Movement.relative(before, new FloatMatrix(60, 2, turned))) {
            assertEquals(0, m, 1e-4);
        }
    }

    @Example
    void whoLeavesItsNeighboursIsFirstWhoGoesWithThemIsNot() {
        FloatMatrix before = cloud(5, 400);
        float[] xy = before.data().clone();
        // The right half drifts together; point 7 of the left half jumps.
        for (int i = 0; i < 400; i++) {
            xy[2 * i + 1] += before.get(i, 0) > 0 ? 4 : 0;
        }
        int jumper = 7;
        xy[2 * jumper] += 60;
        float[] moved = Movement.relative(before, new FloatMatrix(400, 2, xy));
        int inside = 0;
        for (int i = 0; i < 400; i++) {
            assertTrue(i == jumper || moved[i] < moved[jumper]);
            if (before.get(i, 0) > 12) {
                assertTrue(moved[i] < 0.12, "deep in the drifting half: " + moved[i]);
                inside++;
            }
        }
        assertTrue(inside > 20);
        assertEquals(0, Movement.relative(cloud(1, 1), cloud(2, 1))[0]);
    }

    @Example
    void aSmallLayoutIsBlownUpToTheSizeAndPlaceOfAnother() {
        Embeddings e = new Embeddings(List.of("image"), List.of("a", "b"), new int[][] {{0}, {0}}, List.of("c"),
                List.of(FloatMatrix.zeros(2, 3)));
        Layout small = new Layout(e, 1, 1, FloatMatrix.of(new float[][] {{0, 0}, {1, 0}}), "tsne", 1, 1, 0);
        Layout large = new Layout(e, 2, 1, FloatMatrix.of(new float[][] {{10, 10}, {10, 30}}), "tsne", 1, 1, 0);
        Layout sized = small.sizedAs(large);
        assertEquals(10, sized.radius(), 1e-5);
        assertArrayEquals(new float[] {0, 20, 20, 20}, sized.xy().data(), 1e-4f);
        assertEquals(1, sized.epoch());
    }
}
