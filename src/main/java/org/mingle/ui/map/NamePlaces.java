package org.mingle.ui.map;

import java.util.Arrays;

/** Where names are written so that none covers another. */
final class NamePlaces {
    /** Lines that a name may move up or down, in the order tried; farther away it would name the wrong points. */
    private static final int[] LINES = {0, -1, 1, -2, 2};

    private NamePlaces() {
    }

    /**
     * Gives each name the free place nearest to its own. Those that come first stay; one that finds none is left out.
     *
     * @param x centres of the names, in pixels
     * @param y the same
     * @param width of each name, in pixels; NaN: not written
     * @param line height of a line, in pixels
     * @return the y of each name; NaN where it is left out
     */
    static double[] of(double[] x, double[] y, double[] width, double line) {
        double[] placed = new double[x.length];
        Arrays.fill(placed, Double.NaN);
        for (int i = 0; i < x.length; i++) {
            for (int k = 0; k < LINES.length && Double.isNaN(placed[i]) && !Double.isNaN(width[i]); k++) {
                double wanted = y[i] + LINES[k] * line;
                if (free(i, wanted, x, placed, width, line)) {
                    placed[i] = wanted;
                }
            }
        }
        return placed;
    }

    private static boolean free(int i, double wanted, double[] x, double[] placed, double[] width, double line) {
        for (int j = 0; j < i; j++) {
            if (Math.abs(placed[j] - wanted) < line && Math.abs(x[j] - x[i]) < (width[i] + width[j]) / 2) {
                return false;
            }
        }
        return true;
    }
}
