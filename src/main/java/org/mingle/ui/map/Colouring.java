package org.mingle.ui.map;

import org.mingle.data.CategoryColors;
import org.mingle.data.SequentialColors;

/**
 * Which colour a point has.
 *
 * @param by what colours mean
 * @param values null for classes and modalities, and while the values are not there yet
 */
record Colouring(ColourBy by, PointValues values) {
    static final Colouring CLASS = new Colouring(ColourBy.CLASS, null);
    static final Colouring MODALITY = new Colouring(ColourBy.MODALITY, null);
    /** Colours of numbers that can be told apart. */
    private static final int STEPS = 256;
    private static final int MISSING_ON_LIGHT = 0x818b98;
    private static final int MISSING_ON_DARK = 0x7d8590;
    /** Wrong and right: vermilion and blue of Okabe and Ito. */
    private static final int[] HIT_COLOURS = {3, 0};

    /** The colours, by code. */
    int[] palette(MapPoints points, boolean dark) {
        int count = switch (by) {
            case CLASS -> points.layout().embeddings().classNames().size();
            case MODALITY -> points.modalities();
            default -> by.kinds().isEmpty() ? STEPS : by.kinds().size();
        };
        int[] colours = new int[count];
        for (int c = 0; c < count; c++) {
            colours[c] = colour(c, dark);
        }
        return colours;
    }

    private int colour(int code, boolean dark) {
        if (by.warp() != null) {
            return SequentialColors.rgb(code / (STEPS - 1.0), dark);
        }
        return CategoryColors.rgb(by == ColourBy.FIRST_HIT ? HIT_COLOURS[code] : code, dark);
    }

    /** The code of a point's colour, -1 where it has no value. */
    int code(MapPoints points, int p) {
        if (by == ColourBy.CLASS) {
            return points.label(p);
        }
        if (by == ColourBy.MODALITY) {
            return points.modality(p);
        }
        if (values == null || Double.isNaN(values.values()[p])) {
            return -1;
        }
        double v = values.values()[p];
        return by.warp() == null ? (int) v
                : (int) Math.round((STEPS - 1) * Math.max(0, Math.min(1, by.warp().part(v, values.low(), values.high()))));
    }

    /** The colour of one point, that of missing values included. */
    int rgb(MapPoints points, int p, boolean dark) {
        int code = code(points, p);
        return code < 0 ? missing(dark) : colour(code, dark);
    }

    static int missing(boolean dark) {
        return dark ? MISSING_ON_DARK : MISSING_ON_LIGHT;
    }

    /** The colour of a kind with this code. */
    int kind(int code, boolean dark) {
        return colour(code, dark);
    }
}
