package org.mingle.projection;

import java.util.Arrays;
import org.mingle.compute.Parallel;
import org.mingle.data.FloatMatrix;

/** How far points moved between two layouts, apart from what their surroundings did. */
public final class Movement {
    /** Neighbours whose mean movement is taken for that of the surroundings. */
    public static final int NEIGHBOURS = 10;
    /** Points that are worth a thread of their own. */
    private static final int FEW = 500;

    private Movement() {}

    /**
     * Of each point the length of its movement less the mean movement of its 10 nearest neighbours in the first layout, in
     * units of the second layout's radius (root mean square distance from its centre). The first layout is turned, mirrored
     * and shifted onto the second before. Cost: n squared.
     *
     * @param before n x 2
     * @param after n x 2, of the same points
     * @return n values, 0 for a point that went with its neighbours; all 0 where there are no neighbours
     */
    public static float[] relative(FloatMatrix before, FloatMatrix after) {
        int n = before.rows();
        if (before.cols() != 2 || after.cols() != 2 || after.rows() != n) {
            throw new IllegalArgumentException(before + " and " + after + " are not layouts of the same points.");
        }
        float[] from = before.data().clone();
        float[] to = after.data();
        Procrustes.align(from, to);
        double radius = radius(to);
        int k = Math.min(NEIGHBOURS, n - 1);
        float[] moved = new float[n];
        if (k < 1 || !(radius > 0)) {
            return moved;
        }
        Parallel.forRange(n, Parallel.threads(n, FEW), (part, first, last) -> {
            double[] nearest = new double[k];
            int[] neighbour = new int[k];
            for (int i = first; i < last; i++) {
                nearest(from, i, nearest, neighbour);
                double x = to[2 * i] - from[2 * i];
                double y = to[2 * i + 1] - from[2 * i + 1];
                for (int j : neighbour) {
                    x -= (to[2 * j] - from[2 * j]) / (double) k;
                    y -= (to[2 * j + 1] - from[2 * j + 1]) / (double) k;
                }
                moved[i] = (float) (Math.hypot(x, y) / radius);
            }
        });
        return moved;
    }

    /** By insertion: nearly all points fail the first comparison. Of equally near ones the first. */
    private static void nearest(float[] xy, int i, double[] nearest, int[] neighbour) {
        int k = nearest.length;
        Arrays.fill(nearest, Double.POSITIVE_INFINITY);
        for (int j = 0; j < xy.length / 2; j++) {
            double dx = xy[2 * j] - xy[2 * i];
            double dy = xy[2 * j + 1] - xy[2 * i + 1];
            double d = dx * dx + dy * dy;
            if (d < nearest[k - 1] && j != i) {
                int at = k - 1;
                for (; at > 0 && nearest[at - 1] > d; at--) {
                    nearest[at] = nearest[at - 1];
                    neighbour[at] = neighbour[at - 1];
                }
                nearest[at] = d;
                neighbour[at] = j;
            }
        }
    }

    private static double radius(float[] xy) {
        int n = xy.length / 2;
        double mx = 0;
        double my = 0;
        for (int i = 0; i < n; i++) {
            mx += xy[2 * i] / (double) n;
            my += xy[2 * i + 1] / (double) n;
        }
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (xy[2 * i] - mx) * (xy[2 * i] - mx) + (xy[2 * i + 1] - my) * (xy[2 * i + 1] - my);
        }
        return Math.sqrt(sum / n);
    }
}
