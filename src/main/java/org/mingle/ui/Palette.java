package org.mingle.ui;

import javafx.scene.paint.Color;
import org.mingle.data.CategoryColors;

/** {@link CategoryColors} as the window paints them. */
public final class Palette {
    private Palette() {}

    /**
     * The colour with this number.
     *
     * @param index at least 0, e.g. a class index
     * @param dark whether it is drawn on the dark theme
     */
    public static Color color(int index, boolean dark) {
        int rgb = CategoryColors.rgb(index, dark);
        return Color.rgb(rgb >> 16, rgb >> 8 & 0xff, rgb & 0xff);
    }
}
