package org.mingle.ui.map;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * An area that a hand drew: the corners of a polygon, closed of itself, inside where a ray crosses its border an odd
 * number of times. Its coordinates are those of the layout, so that it stays over the same points while the map moves.
 */
final class Outline {
    private final List<double[]> corners = new ArrayList<>();

    void add(double x, double y) {
        corners.add(new double[] {x, y});
    }

    /** The upright rectangle between two corners. */
    static Outline box(double x0, double y0, double x1, double y1) {
        Outline box = new Outline();
        box.add(x0, y0);
        box.add(x1, y0);
        box.add(x1, y1);
        box.add(x0, y1);
        return box;
    }

    List<double[]> corners() {
        return corners;
    }

    boolean contains(double x, double y) {
        boolean inside = false;
        for (int i = 0, j = corners.size() - 1; i < corners.size(); j = i++) {
            double[] a = corners.get(i);
            double[] b = corners.get(j);
            if (a[1] > y != b[1] > y && x < (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1]) + a[0]) {
                inside = !inside;
            }
        }
        return inside;
    }

    /** The visible points inside. */
    BitSet points(MapPoints points) {
        double left = corners.stream().mapToDouble(c -> c[0]).min().orElse(0);
        double right = corners.stream().mapToDouble(c -> c[0]).max().orElse(0);
        BitSet inside = new BitSet();
        for (int p = 0; p < points.count(); p++) {
            double x = points.x(p);
            if (points.visible(p) && x >= left && x <= right && contains(x, points.y(p))) {
                inside.set(p);
            }
        }
        return inside;
    }
}
