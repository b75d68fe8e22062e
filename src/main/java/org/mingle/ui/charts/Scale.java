package org.mingle.ui.charts;

import java.util.Locale;

/**
 * A linear axis with round ticks: steps of 1, 2 or 5 times a power of ten.
 *
 * @param low lower end, a tick
 * @param high upper end, a tick
 * @param step between ticks
 */
record Scale(double low, double high, double step) {
    /**
     * An axis that holds both values with about this many steps; it begins at 0 where that costs less than half of
     * it.
     */
    static Scale of(double min, double max, int steps) {
        return exact(min > 0 && min < 0.5 * max ? 0 : min, max, steps);
    }

    /** An axis from the tick at or below {@code low} to the one at or above {@code max}. */
    static Scale exact(double low, double max, int steps) {
        double high = max > low ? max : low + Math.max(1e-6, Math.abs(low) * 0.1);
        double step = niceStep((high - low) / Math.max(1, steps));
        return new Scale(Math.floor(low / step + 1e-9) * step, Math.ceil(high / step - 1e-9) * step, step);
    }

    static double niceStep(double raw) {
        double power = Math.pow(10, Math.floor(Math.log10(raw)));
        double unit = raw / power;
        return (unit <= 1 ? 1 : unit <= 2 ? 2 : unit <= 5 ? 5 : 10) * power;
    }

    int ticks() {
        return (int) Math.round((high - low) / step) + 1;
    }

    double tick(int i) {
        return low + i * step;
    }

    /** Where a value lies on an axis of this length. */
    double position(double value, double length) {
        return (value - low) / (high - low) * length;
    }

    /** A tick's label with as many decimals as its step needs. */
    String label(double value) {
        double size = Math.max(Math.abs(low), Math.abs(high));
        if (size >= 1e5 || size < 1e-3) {
            return String.format(Locale.ROOT, "%.0e", value);
        }
        int decimals = Math.max(0, (int) Math.ceil(-Math.log10(step) - 1e-9));
        return String.format(Locale.ROOT, "%." + decimals + "f", Math.abs(value) < step * 1e-6 ? 0 : value);
    }
}
