package org.mingle.ui.map;

/** A mark drawn once for every sub-pixel position, so that points glide instead of hopping from pixel to pixel. */
final class Stamp {
    /** Sub-pixel positions in each direction. */
    private static final int PHASES = 4;

    private final int radius;
    private final int size;
    private final byte[][] fill = new byte[PHASES * PHASES][];
    private final byte[][] edge = new byte[PHASES * PHASES][];

    /**
     * Draws the stamp.
     *
     * @param r radius of the disc of the same area, pixels
     * @param line thickness of the outline, inside the shape, pixels
     */
    Stamp(MarkShape shape, double r, double line) {
        radius = (int) Math.ceil(shape.reach(r) + 1);
        size = 2 * radius + 2;
        for (int p = 0; p < PHASES * PHASES; p++) {
            double cx = radius + (double) (p % PHASES) / PHASES;
            double cy = radius + (double) (p / PHASES) / PHASES;
            fill[p] = new byte[size * size];
            edge[p] = new byte[size * size];
            for (int i = 0; i < size * size; i++) {
                double d = shape.distance(i % size + 0.5 - cx, i / size + 0.5 - cy, r);
                fill[p][i] = cover(d);
                edge[p][i] = cover(Math.abs(d + line / 2) - line / 2);
            }
        }
    }

    private static byte cover(double distance) {
        return (byte) Math.round(255 * Math.max(0, Math.min(1, 0.5 - distance)));
    }

    /** Pixels from the left or upper border to the pixel that holds the centre. */
    int radius() {
        return radius;
    }

    int size() {
        return size;
    }

    /** Cover of each pixel by the whole mark, 0 to 255, for a centre this far into its pixel. */
    byte[] fill(double partX, double partY) {
        return fill[phase(partX, partY)];
    }

    /** Cover of each pixel by the outline alone. */
    byte[] edge(double partX, double partY) {
        return edge[phase(partX, partY)];
    }

    private static int phase(double partX, double partY) {
        return (int) (partY * PHASES) * PHASES + (int) (partX * PHASES);
    }
}
