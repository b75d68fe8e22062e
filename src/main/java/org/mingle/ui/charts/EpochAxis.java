package org.mingle.ui.charts;

import javafx.beans.property.DoubleProperty;
import javafx.beans.property.IntegerProperty;
import javafx.beans.property.SimpleDoubleProperty;
import javafx.beans.property.SimpleIntegerProperty;

/** The epoch axis that charts share: one length, one crosshair. FX thread only. */
public final class EpochAxis {
    private final DoubleProperty length = new SimpleDoubleProperty(this, "length", 10);
    private final DoubleProperty crosshair = new SimpleDoubleProperty(this, "crosshair", Double.NaN);
    private final IntegerProperty best = new SimpleIntegerProperty(this, "best", -1);
    private final DoubleProperty now = new SimpleDoubleProperty(this, "now");

    /** The last epoch on the axis: as many as are planned, so that the axis does not move while training goes on. */
    public DoubleProperty length() {
        return length;
    }

    /** The epoch that the pointer or the arrow keys point at in any of the charts; NaN for none. */
    public DoubleProperty crosshair() {
        return crosshair;
    }

    /** The best epoch so far, marked in every chart; -1 for none. */
    public IntegerProperty best() {
        return best;
    }

    /** How far training has come: the crosshair does not go beyond. */
    public DoubleProperty now() {
        return now;
    }

    /** Moves the crosshair by whole epochs; from the end where there is none yet. */
    void step(int epochs) {
        double from = Double.isNaN(crosshair.get()) ? Math.floor(now.get()) + (epochs < 0 ? 1 : 0) : crosshair.get();
        point(from + epochs);
    }

    /** Points at the nearest whole epoch that has been reached. */
    void point(double epoch) {
        crosshair.set(Math.max(0, Math.min(Math.floor(now.get()), Math.rint(epoch))));
    }
}
