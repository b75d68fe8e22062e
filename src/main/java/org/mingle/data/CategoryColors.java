package org.mingle.data;

import java.awt.Color;

/**
 * Colours of classes and of lines: the seven hues of Okabe and Ito (2008, "Color universal design"), then hues of Paul
 * Tol's muted scheme (2021), then evenly turned hues. Window and report take them here, so that a class has one colour
 * everywhere. Black, Okabe and Ito's eighth, is left to text.
 */
public final class CategoryColors {
    private static final int[] ON_LIGHT = {0x0072B2, 0xE69F00, 0x009E73, 0xD55E00, 0xCC79A7, 0x56B4E9, 0xB8A900,
        0x332288, 0x882255, 0x44AA99, 0x999933, 0xAA4499, 0x661100, 0x6E7781};
    private static final int[] ON_DARK = {0x3D9BDB, 0xE69F00, 0x17B88A, 0xF07A26, 0xDB93BB, 0x7CC8F5, 0xF0E442,
        0x8F87E6, 0xD4698F, 0x5CC7B5, 0xBDBD55, 0xCC77C4, 0xC07A68, 0x9DA7B1};
    /** Turns of the colour circle between neighbours beyond the named colours; the golden section spreads them best. */
    private static final double TURN = 0.618033988749895;

    private CategoryColors() {}

    /**
     * The colour with this number, as 0xRRGGBB.
     *
     * @param index at least 0, e.g. a class index
     * @param dark whether it is drawn on a dark ground
     */
    public static int rgb(int index, boolean dark) {
        int[] named = dark ? ON_DARK : ON_LIGHT;
        if (index < named.length) {
            return named[index];
        }
        float hue = (float) ((index - named.length) * TURN % 1);
        return (dark ? Color.HSBtoRGB(hue, 0.45f, 0.90f) : Color.HSBtoRGB(hue, 0.75f, 0.65f)) & 0xffffff;
    }
}
