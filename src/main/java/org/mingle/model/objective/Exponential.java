package org.mingle.model.objective;

/** A quick exponential function for the n^2 terms of a batch: its relative error is below 1e-6 (1 + |x|). */
final class Exponential {
    private static final float LOG2_E = 1.44269504f;
    /** Adding it rounds a small number to a whole one, which then stands in the last bits. */
    private static final float ROUNDER = 0x1.8p23f;
    private static final float LEAST = -126;

    private Exponential() {}

    /** exp(x) for x up to 0; what is below 2^-126 becomes that. */
    static float ofNegative(float x) {
        float y = Math.max(LEAST, x * LOG2_E);
        float whole = y + ROUNDER;
        float f = y - (whole - ROUNDER); // -0.5 .. 0.5
        // Taylor's series of 2^f to the sixth power.
        float p = 1 + f * (0.69314718f + f * (0.24022651f + f * (0.055504109f + f * (0.0096181291f
                + f * (0.0013333558f + f * 0.00015403530f)))));
        int exponent = Float.floatToRawIntBits(whole) - Float.floatToRawIntBits(ROUNDER);
        return p * Float.intBitsToFloat(exponent + 127 << 23);
    }
}
