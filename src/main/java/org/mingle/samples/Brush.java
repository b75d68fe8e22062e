package org.mingle.samples;

/**
 * Draws on a canvas in coordinates of its own. Colours are 0xAARRGGBB.
 *
 * @param canvas what is drawn on
 * @param a x of the unit vector along x, {@code b} its y; {@code c, d} likewise along y; {@code e, f} the origin
 */
record Brush(Canvas canvas, double a, double b, double c, double d, double e, double f) {
    private static final int CORNERS = 40;

    /** Origin moved to (x, y). */
    Brush at(double x, double y) {
        return new Brush(canvas, a, b, c, d, a * x + c * y + e, b * x + d * y + f);
    }

    /** Units stretched; negative mirrors. */
    Brush scaled(double sx, double sy) {
        return new Brush(canvas, a * sx, b * sx, c * sy, d * sy, e, f);
    }

    /** Axes turned clockwise. */
    Brush turned(double degrees) {
        double cos = StrictMath.cos(StrictMath.toRadians(degrees));
        double sin = StrictMath.sin(StrictMath.toRadians(degrees));
        return new Brush(canvas, a * cos + c * sin, b * cos + d * sin, c * cos - a * sin, d * cos - b * sin, e, f);
    }

    void polygon(int argb, double... xy) {
        double[] fine = new double[xy.length];
        for (int i = 0; i < xy.length; i += 2) {
            fine[i] = a * xy[i] + c * xy[i + 1] + e;
            fine[i + 1] = b * xy[i] + d * xy[i + 1] + f;
        }
        canvas.fill(argb, fine);
    }

    void rectangle(int argb, double x, double y, double width, double height) {
        polygon(argb, x, y, x + width, y, x + width, y + height, x, y + height);
    }

    void ellipse(int argb, double x, double y, double rx, double ry) {
        sector(argb, x, y, rx, ry, 0, 360);
    }

    /** Part of an ellipse between two angles in degrees, clockwise from the right, its ends joined by a straight line. */
    void sector(int argb, double x, double y, double rx, double ry, double from, double to) {
        polygon(argb, arc(x, y, rx, ry, from, to));
    }

    private static double[] arc(double x, double y, double rx, double ry, double from, double to) {
        double[] xy = new double[2 * CORNERS];
        boolean whole = to - from >= 360;
        for (int i = 0; i < CORNERS; i++) {
            double t = StrictMath.toRadians(from + (to - from) * i / (whole ? CORNERS : CORNERS - 1));
            xy[2 * i] = x + rx * StrictMath.cos(t);
            xy[2 * i + 1] = y + ry * StrictMath.sin(t);
        }
        return xy;
    }

    /** Part of a circle's line. */
    void bow(int argb, double width, double x, double y, double radius, double from, double to) {
        double[] outer = arc(x, y, radius + width / 2, radius + width / 2, from, to);
        double[] inner = arc(x, y, radius - width / 2, radius - width / 2, from, to);
        if (to - from >= 360) {
            outer = closed(outer);
            inner = closed(inner);
        }
        double[] xy = new double[outer.length + inner.length];
        System.arraycopy(outer, 0, xy, 0, outer.length);
        for (int i = 0; i < inner.length; i += 2) {
            xy[xy.length - 2 - i] = inner[i];
            xy[xy.length - 1 - i] = inner[i + 1];
        }
        polygon(argb, xy);
    }

    private static double[] closed(double[] xy) {
        double[] all = java.util.Arrays.copyOf(xy, xy.length + 2);
        all[xy.length] = xy[0];
        all[xy.length + 1] = xy[1];
        return all;
    }

    void circle(int argb, double width, double x, double y, double radius) {
        bow(argb, width, x, y, radius, 0, 360);
    }

    /** A line through all points. */
    void line(int argb, double width, double... xy) {
        for (int i = 0; i + 3 < xy.length; i += 2) {
            double dx = xy[i + 2] - xy[i];
            double dy = xy[i + 3] - xy[i + 1];
            double length = Math.sqrt(dx * dx + dy * dy);
            if (length > 0) {
                double nx = -dy / length * width / 2;
                double ny = dx / length * width / 2;
                polygon(argb, xy[i] + nx, xy[i + 1] + ny, xy[i + 2] + nx, xy[i + 3] + ny,
                        xy[i + 2] - nx, xy[i + 3] - ny, xy[i] - nx, xy[i + 1] - ny);
            }
        }
    }
}
