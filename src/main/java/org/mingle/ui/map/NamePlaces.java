package org.mingle.ui.map;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Where names are written so that none covers another. From picture to picture a name stays on its line, or away, as long
 * as it can.
 */
final class NamePlaces {
    /** Height of a line, in pixels. */
    private static final double LINE = 15;
    /** Lines that a name may move up or down, in the order tried; farther away it would name the wrong points. */
    private static final int[] LINES = {0, -1, 1, -2, 2};
    /** Pixels that must be free besides before a name appears or comes nearer, so that it does not go to and fro. */
    private static final double SLACK = 2;
    private static final int LEFT_OUT = Integer.MIN_VALUE;

    /** On how many lines from its own each name was written last. */
    private int[] last = {};

    /** Forgets where names were written last. */
    void forget() {
        last = new int[0];
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
    List<Name> of(double[][] centres, DoubleUnaryOperator screenX, DoubleUnaryOperator screenY, double[] width) {
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
    double[] of(double[] x, double[] y, double[] width, double line) {
        boolean again = last.length == x.length;
        int[] lines = new int[x.length];
        Arrays.fill(lines, LEFT_OUT);
        double[] placed = new double[x.length];
        Arrays.fill(placed, Double.NaN);
        for (int i = 0; i < x.length; i++) {
            if (Double.isNaN(width[i])) {
                continue;
            }
            boolean nearer = again;
            for (int k = 0; k < LINES.length && lines[i] == LEFT_OUT; k++) {
                nearer = nearer && LINES[k] != last[i];
                if (free(i, y[i] + LINES[k] * line, x, placed, width, line, nearer ? SLACK : 0)) {
                    lines[i] = LINES[k];
                }
            }
            placed[i] = lines[i] == LEFT_OUT ? Double.NaN : y[i] + lines[i] * line;
        }
        last = lines;
        return placed;
    }

    private static boolean free(int i, double wanted, double[] x, double[] placed, double[] width, double line,
            double slack) {
        for (int j = 0; j < i; j++) {
            if (Math.abs(placed[j] - wanted) < line + slack
                    && Math.abs(x[j] - x[i]) < (width[i] + width[j]) / 2 + slack) {
                return false;
            }
        }
        return true;
    }
}
