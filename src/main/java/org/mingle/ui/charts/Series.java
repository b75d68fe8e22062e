package org.mingle.ui.charts;

/**
 * One line of a chart. A value: the arrays are not changed after they have been handed over.
 *
 * @param key name in the data, unique in its chart, e.g. {@code map_i2t}
 * @param label as people read it
 * @param help one sentence: what it is
 * @param color number in the {@link org.mingle.ui.Palette}
 * @param dashed drawn dashed
 * @param epochs ascending; fractions mean a place within an epoch
 * @param values one an epoch; NaN leaves a gap
 */
public record Series(String key, String label, String help, int color, boolean dashed, double[] epochs,
        double[] values) {
    public Series {
        if (epochs.length != values.length) {
            throw new IllegalArgumentException(epochs.length + " epochs for " + values.length + " values.");
        }
    }

    /** The value at the last epoch not after the given one, NaN where there is none; the last value for NaN. */
    public double at(double epoch) {
        int i = index(epoch);
        return i < 0 ? Double.NaN : values[i];
    }

    /** The epoch that {@link #at} has the value of, NaN where there is none. */
    public double epochOf(double epoch) {
        int i = index(epoch);
        return i < 0 ? Double.NaN : epochs[i];
    }

    private int index(double epoch) {
        int found = -1;
        for (int i = 0; i < epochs.length && (Double.isNaN(epoch) || epochs[i] <= epoch); i++) {
            if (!Double.isNaN(values[i])) {
                found = i;
            }
        }
        return found;
    }
}
