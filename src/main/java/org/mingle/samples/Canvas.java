package org.mingle.samples;

import java.util.Arrays;

/** A picture under construction: opaque pixels on a grid finer than the result, averaged in the end. */
final class Canvas {
    private final int side;
    private final int fineness;
    private final int[] pixels;

    /**
     * @param side pixels of the finished square picture
     * @param fineness drawn pixels per finished pixel, along each axis
     */
    Canvas(int side, int fineness) {
        this.side = side * fineness;
        this.fineness = fineness;
        pixels = new int[this.side * this.side];
    }

    /** Draws in units of finished pixels, origin top left. */
    Brush brush() {
        return new Brush(this, fineness, 0, 0, fineness, 0, 0);
    }

    /**
     * Fills a polygon by the even-odd rule.
     *
     * @param argb colour; its alpha says how much of it
     * @param xy corners x0, y0, x1, y1, .. on the fine grid
     */
    void fill(int argb, double[] xy) {
        double top = side;
        double bottom = 0;
        for (int i = 1; i < xy.length; i += 2) {
            top = Math.min(top, xy[i]);
            bottom = Math.max(bottom, xy[i]);
        }
        double[] crossings = new double[xy.length / 2];
        int last = (int) Math.min(side - 1, Math.ceil(bottom));
        for (int y = (int) Math.max(0, Math.floor(top)); y <= last; y++) {
            int n = crossings(xy, y + 0.5, crossings);
            for (int c = 0; c + 1 < n; c += 2) {
                span(argb, y, crossings[c], crossings[c + 1]);
            }
        }
    }

    private static int crossings(double[] xy, double y, double[] into) {
        int n = 0;
        for (int i = 0; i < xy.length; i += 2) {
            int j = (i + 2) % xy.length;
            if (xy[i + 1] <= y != xy[j + 1] <= y) {
                into[n++] = xy[i] + (y - xy[i + 1]) * (xy[j] - xy[i]) / (xy[j + 1] - xy[i + 1]);
            }
        }
        Arrays.sort(into, 0, n);
        return n;
    }

    private void span(int argb, int y, double from, double to) {
        int first = (int) Math.max(0, Math.ceil(from - 0.5));
        int end = (int) Math.min(side, Math.ceil(to - 0.5));
        for (int x = first; x < end; x++) {
            int i = y * side + x;
            pixels[i] = Hue.mix(pixels[i], argb, argb >>> 24);
        }
    }

    /** Fills all rows between two heights (finished pixels) with a vertical gradient. */
    void gradient(int topColour, int bottomColour, double from, double to) {
        int first = (int) Math.max(0, StrictMath.round(from * fineness));
        int end = (int) Math.min(side, StrictMath.round(to * fineness));
        for (int y = first; y < end; y++) {
            int colour = Hue.mix(topColour, bottomColour, 255 * (y - first) / Math.max(1, end - 1 - first));
            Arrays.fill(pixels, y * side, (y + 1) * side, colour);
        }
    }

    /** Lays one colour over everything, {@code 0 .. 255} of it. */
    void tint(int rgb, int amount) {
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = Hue.mix(pixels[i], rgb, amount);
        }
    }

    /** The finished picture, row-major, 0xRRGGBB. */
    int[] finish() {
        int size = side / fineness;
        int area = fineness * fineness;
        int[] rgb = new int[size * size];
        for (int i = 0; i < rgb.length; i++) {
            int r = area / 2;
            int g = area / 2;
            int b = area / 2;
            for (int s = 0; s < area; s++) {
                int p = pixels[(i / size * fineness + s / fineness) * side + i % size * fineness + s % fineness];
                r += p >> 16 & 0xff;
                g += p >> 8 & 0xff;
                b += p & 0xff;
            }
            rgb[i] = r / area << 16 | g / area << 8 | b / area;
        }
        return rgb;
    }
}
