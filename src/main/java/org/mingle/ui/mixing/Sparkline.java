package org.mingle.ui.mixing;

import javafx.scene.canvas.GraphicsContext;

/** A statistic over epochs, without axes: its own least and greatest value fill the height. */
public final class Sparkline extends InkCanvas {
    private static final double MARGIN = 3;
    private double[] epochs = {};
    private double[] values = {};

    public Sparkline() {
        super("sparkline");
    }

    /** @param newValues one an epoch; NaN is left out */
    void show(double[] newEpochs, double[] newValues) {
        epochs = newEpochs;
        values = newValues;
        requestLayout();
    }

    @Override
    void paint(GraphicsContext g, double width, double height) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        int known = 0;
        for (double v : values) {
            if (!Double.isNaN(v)) {
                low = Math.min(low, v);
                high = Math.max(high, v);
                known++;
            }
        }
        if (known < 2) {
            return;
        }
        double span = Math.max(1e-12, epochs[epochs.length - 1] - epochs[0]);
        double lastX = Double.NaN;
        double lastY = Double.NaN;
        g.setStroke(ink());
        g.setLineWidth(1.2);
        for (int i = 0; i < values.length; i++) {
            if (Double.isNaN(values[i])) {
                continue;
            }
            double x = MARGIN + (epochs[i] - epochs[0]) / span * (width - 2 * MARGIN);
            double y = high > low ? height - MARGIN - (values[i] - low) / (high - low) * (height - 2 * MARGIN) : height / 2;
            if (!Double.isNaN(lastX)) {
                g.strokeLine(lastX, lastY, x, y);
            }
            lastX = x;
            lastY = y;
        }
        g.setFill(accent());
        g.fillOval(lastX - 2.5, lastY - 2.5, 5, 5);
    }

    @Override
    protected double computePrefHeight(double width) {
        return 18;
    }
}
