package org.mingle.ui.map;

import java.util.Arrays;

/**
 * How many points are where, pixel by pixel: the colour is the mean of theirs, the cover grows with the logarithm of
 * their number, from what one point has to full cover where most of them are.
 */
final class DensityLayer {
    /** Cover of a single point, of 255. */
    private static final int LEAST = 90;
    /** Points of one pixel whose colours count: the sums of 20 bits each could hold no more. */
    private static final int MOST = 4000;
    private static final int BITS = 20;
    private static final long MASK = (1L << BITS) - 1;

    private int width;
    private int height;
    private int[] counts = {};
    private long[] colours = {};

    void begin(int w, int h) {
        if (counts.length != w * h) {
            counts = new int[w * h];
            colours = new long[w * h];
        } else {
            Arrays.fill(counts, 0);
            Arrays.fill(colours, 0);
        }
        width = w;
        height = h;
    }

    /** Adds a square of some pixels around a place. */
    void add(double cx, double cy, int size, int rgb) {
        if (!(cx > -size && cy > -size && cx < width + size && cy < height + size)) {
            return;
        }
        long parts = (long) (rgb >> 16 & 0xff) << 2 * BITS | (long) (rgb >> 8 & 0xff) << BITS | rgb & 0xff;
        int left = (int) Math.floor(cx - (size - 1) / 2.0);
        int top = (int) Math.floor(cy - (size - 1) / 2.0);
        for (int y = Math.max(0, top); y < Math.min(height, top + size); y++) {
            for (int x = Math.max(0, left); x < Math.min(width, left + size); x++) {
                int at = y * width + x;
                if (counts[at]++ < MOST) {
                    colours[at] += parts;
                }
            }
        }
    }

    /** @param part of 256 of the cover */
    void draw(Raster raster, int part) {
        int most = 1;
        for (int c : counts) {
            most = Math.max(most, c);
        }
        int[] cover = new int[Math.min(most, MOST) + 1];
        for (int c = 1; c < cover.length; c++) {
            double share = cover.length == 2 ? 0 : Math.log(c) / Math.log(cover.length - 1);
            cover[c] = (int) Math.round(LEAST + (255 - LEAST) * share) * part >> 8;
        }
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int c = counts[y * width + x];
                if (c > 0) {
                    int n = Math.min(c, MOST);
                    long sums = colours[y * width + x];
                    int rgb = (int) (sums >> 2 * BITS & MASK) / n << 16 | (int) (sums >> BITS & MASK) / n << 8
                            | (int) (sums & MASK) / n;
                    raster.blend(x, y, rgb, cover[n]);
                }
            }
        }
    }
}
