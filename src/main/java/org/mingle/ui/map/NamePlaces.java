package org.mingle.ui.map;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/** Where names are written so that none covers another. */
final class NamePlaces {
    /** Height of a line, in pixels. */
    private static final double LINE = 15;
    /** Lines that a name may move up or down, in the order tried; farther away it would name the wrong points. */
    private static final int[] LINES = {0, -1, 1, -2, 2};

    private NamePlaces() {
    }

    /** A class whose name is written, and the middle of it in pixels. */
    record Name(int of, double x, double y) {}

    /**
     * The names of the classes that are seen.
     *
     * @param centres x, y and the number of points of each class, as {@link MapPoints#classCentres}
     * @param screenX from the layout to pixels
     * @param screenY the same
     * @param width of each class's name, in pixels
     */
    static List<Name> of(double[][] centres, DoubleUnaryOperator screenX, DoubleUnaryOperator screenY, double[] width) {
        double[] x = Arrays.stream(centres).mapToDouble(c -> screenX.applyAsDouble(c[0])).toArray();
        double[] y = Arrays.stream(centres).mapToDouble(c -> screenY.applyAsDouble(c[1])).toArray();
        double[] seen = new double[x.length];
        Arrays.setAll(seen, c -> centres[c][2] > 0 ? width[c] : Double.NaN);
        double[] placed = of(x, y, seen, LINE);
        List<Name> names = new ArrayList<>();
        for (int c = 0; c < x.length; c++) {
            if (!Double.isNaN(placed[c])) {
                names.add(new Name(c, x[c], placed[c]));
            }
        }
        return names;
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
