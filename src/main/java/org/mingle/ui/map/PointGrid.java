package org.mingle.ui.map;

import java.util.Arrays;

/** Finds the nearest visible point: points sorted into the cells of a square grid over the layout. */
final class PointGrid {
    private final float[] x;
    private final float[] y;
    private final int side;
    private final double minX;
    private final double minY;
    private final double cell;
    private final int[] start;
    private final int[] points;

    /** Indexes the points that are visible. The coordinates are not copied. */
    PointGrid(float[] x, float[] y, boolean[] visible) {
        this.x = x;
        this.y = y;
        double loX = Double.POSITIVE_INFINITY;
        double loY = Double.POSITIVE_INFINITY;
        double hiX = Double.NEGATIVE_INFINITY;
        double hiY = Double.NEGATIVE_INFINITY;
        int count = 0;
        for (int i = 0; i < x.length; i++) {
            if (visible[i]) {
                loX = Math.min(loX, x[i]);
                loY = Math.min(loY, y[i]);
                hiX = Math.max(hiX, x[i]);
                hiY = Math.max(hiY, y[i]);
                count++;
            }
        }
        minX = loX;
        minY = loY;
        side = Math.max(1, (int) Math.sqrt(count / 2.0));
        cell = count == 0 ? 1 : Math.max(1e-12, Math.max(hiX - loX, hiY - loY) / side);
        start = new int[side * side + 1];
        points = new int[count];
        int[] cellOf = new int[x.length];
        for (int i = 0; i < x.length; i++) {
            if (visible[i]) {
                cellOf[i] = index(y[i], minY) * side + index(x[i], minX);
                start[cellOf[i] + 1]++;
            }
        }
        for (int c = 0; c < side * side; c++) {
            start[c + 1] += start[c];
        }
        int[] next = Arrays.copyOf(start, side * side);
        for (int i = 0; i < x.length; i++) {
            if (visible[i]) {
                points[next[cellOf[i]]++] = i;
            }
        }
    }

    private int index(double value, double min) {
        return Math.max(0, Math.min(side - 1, (int) Math.floor((value - min) / cell)));
    }

    /** The nearest visible point within a distance, the first of several equally near; -1 for none. */
    int nearest(double wx, double wy, double within) {
        int best = -1;
        double bestSquared = within * within;
        for (int cy = index(wy - within, minY); cy <= index(wy + within, minY); cy++) {
            for (int cx = index(wx - within, minX); cx <= index(wx + within, minX); cx++) {
                for (int k = start[cy * side + cx]; k < start[cy * side + cx + 1]; k++) {
                    int i = points[k];
                    double dx = x[i] - wx;
                    double dy = y[i] - wy;
                    double squared = dx * dx + dy * dy;
                    if (squared < bestSquared || squared == bestSquared && (best < 0 || i < best)) {
                        best = i;
                        bestSquared = squared;
                    }
                }
            }
        }
        return best;
    }
}
