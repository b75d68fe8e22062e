package org.mingle.ui;

import javafx.scene.paint.Color;

/**
 * Colours of classes and of lines in charts: the seven hues of Okabe and Ito (2008, "Color universal design"), then
 * hues of Paul Tol's muted scheme (2021), then evenly turned hues. Every panel takes them here, so that a class has one
 * colour everywhere. Black, Okabe and Ito's eighth, is left to text.
 */
public final class Palette {
    private static final Color[] ON_LIGHT = colors("#0072B2", "#E69F00", "#009E73", "#D55E00", "#CC79A7", "#56B4E9",
            "#B8A900", "#332288", "#882255", "#44AA99", "#999933", "#AA4499", "#661100", "#6E7781");
    private static final Color[] ON_DARK = colors("#3D9BDB", "#E69F00", "#17B88A", "#F07A26", "#DB93BB", "#7CC8F5",
            "#F0E442", "#8F87E6", "#D4698F", "#5CC7B5", "#BDBD55", "#CC77C4", "#C07A68", "#9DA7B1");
    /** Turns of the colour circle between neighbours beyond the named colours; the golden section spreads them best. */
    private static final double TURN = 360 * 0.618033988749895;

    private Palette() {}

    /**
     * The colour with this number.
     *
     * @param index at least 0, e.g. a class index
     * @param dark whether it is drawn on the dark theme
     */
    public static Color color(int index, boolean dark) {
        Color[] named = dark ? ON_DARK : ON_LIGHT;
        if (index < named.length) {
            return named[index];
        }
        double hue = (index - named.length) * TURN;
        return dark ? Color.hsb(hue % 360, 0.45, 0.90) : Color.hsb(hue % 360, 0.75, 0.65);
    }

    private static Color[] colors(String... hex) {
        Color[] c = new Color[hex.length];
        for (int i = 0; i < c.length; i++) {
            c[i] = Color.web(hex[i]);
        }
        return c;
    }
}
