package org.mingle.data;

/**
 * Colours of numbers, from dark blue over green to yellow: viridis (van der Walt and Smith 2015), whose lightness rises
 * evenly and which reads the same for colour-blind eyes. On a light ground it ends before the lightest yellow, on a dark
 * ground it begins after the darkest blue, so that every colour stands out.
 */
public final class SequentialColors {
    /** Viridis at every eighth of its way. */
    private static final int[] KNOTS = {0x440154, 0x472d7b, 0x3b528b, 0x2c728e, 0x21918c, 0x28ae80, 0x5ec962, 0xaddc30,
        0xfde725};
    private static final double LAST_ON_LIGHT = 0.92;
    private static final double FIRST_ON_DARK = 0.16;

    private SequentialColors() {}

    /**
     * The colour of a number, as 0xRRGGBB.
     *
     * @param part how far the number is on its way from the least to the greatest, 0 to 1; taken as such if beyond
     * @param dark whether it is drawn on a dark ground
     */
    public static int rgb(double part, boolean dark) {
        double t = Math.max(0, Math.min(1, part));
        double at = (dark ? FIRST_ON_DARK + t * (1 - FIRST_ON_DARK) : t * LAST_ON_LIGHT) * (KNOTS.length - 1);
        int low = Math.min(KNOTS.length - 2, (int) at);
        int rgb = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            double a = KNOTS[low] >> shift & 0xff;
            double b = KNOTS[low + 1] >> shift & 0xff;
            rgb |= (int) Math.round(a + (b - a) * (at - low)) << shift;
        }
        return rgb;
    }
}
