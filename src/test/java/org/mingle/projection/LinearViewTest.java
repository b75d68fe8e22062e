package org.mingle.projection;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.Test;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MingleException;
import org.mingle.retrieval.Similarity;

class LinearViewTest {
    private static final int HALF = 200;

    /**
     * Two groups that differ by 2 along dimension 0 only, where points spread by 0.2; dimension 1 spreads by 10, dimension 2
     * by 3, the others by 1.
     */
    private static FloatMatrix groups(int d, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        float[] x = new float[2 * HALF * d];
        for (int i = 0; i < x.length; i++) {
            int c = i % d;
            double spread = c == 0 ? 0.2 : c == 1 ? 10 : c == 2 ? 3 : 1;
            x[i] = (float) (spread * random.nextGaussian() + (c == 0 && i / d < HALF ? -1 : c == 0 ? 1 : 0));
        }
        return new FloatMatrix(2 * HALF, d, x);
    }

    private static int[] halves() {
        int[] group = new int[2 * HALF];
        Arrays.fill(group, HALF, 2 * HALF, 1);
        return group;
    }

    @Property(tries = 20)
    void oneAxisSeparatesAndTheOtherSpreads(@ForAll @LongRange(max = 10_000) long seed,
            @ForAll @IntRange(min = 3, max = 30) int d) {
        FloatMatrix points = groups(d, seed);
        LinearView view = LinearView.separating(points, halves());
        assertTrue(Math.abs(view.axes()[0][0]) > 0.95, "separating: " + Arrays.toString(view.axes()[0]));
        assertTrue(Math.abs(view.axes()[1][1]) > 0.95, "spreading: " + Arrays.toString(view.axes()[1]));
        assertEquals(0, Pca.dot(view.axes()[0], view.axes()[1]), 1e-9);
        assertEquals(1, Pca.dot(view.axes()[0], view.axes()[0]), 1e-9);
        assertEquals(1, Pca.dot(view.axes()[1], view.axes()[1]), 1e-9);
        float[] xy = view.plane(points);
        int wrong = 0;
        for (int i = 0; i < HALF; i++) {
            wrong += xy[2 * i] * xy[0] > 0 ? 0 : 1;
            wrong += xy[2 * (HALF + i)] * xy[0] < 0 ? 0 : 1;
        }
        assertTrue(wrong <= 2, wrong + " of " + 2 * HALF + " on the wrong side");
    }

    @Test
    void moreThanTwoGroupsAreSeparatedToo() {
        SplittableRandom random = new SplittableRandom(4);
        float[] x = new float[300 * 4];
        int[] group = new int[300];
        for (int i = 0; i < x.length; i++) {
            group[i / 4] = i / 4 % 3;
            x[i] = (float) random.nextGaussian() + (i % 4 == 2 ? 9 * (i / 4 % 3) : 0);
        }
        assertTrue(Math.abs(LinearView.separating(new FloatMatrix(300, 4, x), group).axes()[0][2]) > 0.99);
    }

    @Test
    void whatCannotBeSeparatedIsSaid() {
        FloatMatrix points = groups(3, 1);
        assertTrue(assertThrows(MingleException.class, () -> LinearView.separating(points, new int[2 * HALF])).getMessage()
                .startsWith("All points are of one group"));
        ProjectionSettings settings = new ProjectionSettings("separating", Similarity.EUCLIDEAN, 30, 1, 0, 1, 0);
        assertTrue(assertThrows(MingleException.class, () -> Projections.layout(points, settings, i -> true)).getMessage()
                .startsWith("There is nothing to separate"));
        FloatMatrix same = new FloatMatrix(6, 2, new float[12]);
        for (float v : LinearView.separating(same, new int[] {0, 0, 0, 1, 1, 1}).plane(same)) {
            assertEquals(0, v);
        }
    }

    @Test
    void newPointsStandWhereTheirCopiesDo() {
        FloatMatrix points = groups(5, 3);
        for (String method : new String[] {"pca", "separating"}) {
            ProjectionSettings settings = new ProjectionSettings(method, Similarity.EUCLIDEAN, 30, 1, 0, 1, 0);
            FloatMatrix xy = Projections.layout(points, halves(), null, settings, i -> true).xy();
            float[] turned = xy.data().clone();
            for (int i = 1; i < turned.length; i += 2) {
                turned[i] = -turned[i];
            }
            for (FloatMatrix shown : new FloatMatrix[] {xy, new FloatMatrix(xy.rows(), 2, turned)}) {
                Placement placed = Projections.place(points, halves(), method, shown, points, settings);
                assertArrayEquals(shown.data(), placed.xy().data(), 1e-5f);
                assertEquals(0, placed.uncertainty()[7]);
            }
        }
    }
}
