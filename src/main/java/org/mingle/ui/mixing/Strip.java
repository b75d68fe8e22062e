package org.mingle.ui.mixing;

import javafx.scene.canvas.GraphicsContext;

/** A value on its scale: a bar for the interval, a dot for the space, a ring for the map, a tick for "no difference". */
public final class Strip extends InkCanvas {
    private static final double DOT = 7;
    private static final double MARGIN = 5;
    private double from;
    private double to = 1;
    private double mark = Double.NaN;
    private double value = Double.NaN;
    private double low = Double.NaN;
    private double high = Double.NaN;
    private double plane = Double.NaN;

    public Strip() {
        super("strip");
    }

    void setScale(double newFrom, double newTo, double newMark) {
        from = newFrom;
        to = newTo;
        mark = newMark;
        requestLayout();
    }

    /** What is not known is NaN and is not drawn. */
    void show(double newValue, double newLow, double newHigh, double onThePlane) {
        value = newValue;
        low = newLow;
        high = newHigh;
        plane = onThePlane;
        requestLayout();
    }

    private double x(double v, double width) {
        double share = (Math.max(from, Math.min(to, v)) - from) / (to - from);
        return MARGIN + share * (width - 2 * MARGIN);
    }

    @Override
    void paint(GraphicsContext g, double width, double height) {
        double y = Math.floor(height / 2) + 0.5;
        g.setLineWidth(1);
        g.setStroke(grid());
        g.strokeLine(MARGIN, y, width - MARGIN, y);
        if (!Double.isNaN(mark)) {
            double x = Math.floor(x(mark, width)) + 0.5;
            g.setStroke(ink());
            g.strokeLine(x, y - 4, x, y + 4);
        }
        if (!Double.isNaN(low) && !Double.isNaN(high)) {
            g.setStroke(accent().deriveColor(0, 1, 1, 0.45));
            g.setLineWidth(4);
            g.strokeLine(x(low, width), y, Math.max(x(low, width) + 1, x(high, width)), y);
        }
        if (!Double.isNaN(plane)) {
            g.setStroke(ink());
            g.setLineWidth(1.4);
            g.strokeOval(x(plane, width) - DOT / 2, y - DOT / 2, DOT, DOT);
        }
        if (!Double.isNaN(value)) {
            g.setFill(accent());
            g.fillOval(x(value, width) - DOT / 2, y - DOT / 2, DOT, DOT);
        }
    }

    @Override
    protected double computePrefHeight(double width) {
        return 14;
    }

    @Override
    protected double computeMinWidth(double height) {
        return 60;
    }
}
