package org.mingle.ui.mixing;

import java.util.Locale;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/**
 * The path of training: mixing to the right, structure upwards, one point an epoch. Right and up is the goal, right and
 * down is collapse.
 */
public final class PathPlot extends InkCanvas {
    private static final double LEFT = 34;
    private static final double RIGHT = 18;
    private static final double TOP = 16;
    private static final double BOTTOM = 30;
    private static final double TEXT = 11;
    private int[] epochs = {};
    private double[] mixing = {};
    private double[] structure = {};
    private String vertical = "";
    private int pointed = -1;

    public PathPlot() {
        super("path-plot");
    }

    /** @param name of what goes upwards */
    void show(int[] newEpochs, double[] newMixing, double[] newStructure, String name) {
        epochs = newEpochs;
        mixing = newMixing;
        structure = newStructure;
        vertical = name;
        int last = epochs.length - 1;
        setAccessibleText(last < 0 ? "No epochs yet" : String.format(Locale.ROOT,
                "Path of training: from local mixing %.2f, %s %.2f in epoch %d to %.2f, %.2f in epoch %d", mixing[0], name,
                structure[0], epochs[0], mixing[last], structure[last], epochs[last]));
        requestLayout();
    }

    /** Rings an epoch; -1 for none. */
    void point(int epoch) {
        pointed = epoch;
        requestLayout();
    }

    @Override
    void paint(GraphicsContext g, double width, double height) {
        double w = width - LEFT - RIGHT;
        double h = height - TOP - BOTTOM;
        if (w < 40 || h < 40) {
            return;
        }
        double[] range = range();
        g.setFont(Font.font(TEXT));
        paintGrid(g, w, h, range);
        int last = epochs.length - 1;
        double lastX = Double.NaN;
        double lastY = Double.NaN;
        for (int i = 0; i <= last; i++) {
            if (Double.isNaN(mixing[i]) || Double.isNaN(structure[i])) {
                continue;
            }
            double x = LEFT + mixing[i] * w;
            double y = TOP + (1 - (structure[i] - range[0]) / (range[1] - range[0])) * h;
            double age = last > 0 ? (double) i / last : 1;
            g.setStroke(ink().interpolate(accent(), age));
            g.setLineWidth(1.2);
            if (!Double.isNaN(lastX)) {
                g.strokeLine(lastX, lastY, x, y);
            }
            g.setFill(ink().interpolate(accent(), age));
            double size = i == last ? 9 : 4;
            g.fillOval(x - size / 2, y - size / 2, size, size);
            if (epochs[i] == pointed || i == 0) {
                g.strokeOval(x - 5.5, y - 5.5, 11, 11);
            }
            if (i == last || i == 0 && last > 0) {
                g.setFill(ink());
                boolean under = i == 0 && last > 0 && structure[1] >= structure[0]; // where the path does not go
                g.setTextBaseline(under ? VPos.TOP : VPos.BOTTOM);
                g.setTextAlign(x > LEFT + w * 0.75 ? TextAlignment.RIGHT : x < LEFT + w * 0.25 ? TextAlignment.LEFT
                        : TextAlignment.CENTER);
                g.fillText("epoch " + epochs[i], x, under ? y + 7 : y - 7);
            }
            lastX = x;
            lastY = y;
        }
    }

    /** The vertical axis: from 0 to the next fifth above the largest value, so that quarters of it are round. */
    private double[] range() {
        double low = 0;
        double high = 0.2;
        for (double v : structure) {
            if (!Double.isNaN(v)) {
                low = Math.min(low, Math.floor(5 * v) / 5);
                high = Math.max(high, Math.ceil(5 * v) / 5);
            }
        }
        return new double[] {low, high};
    }

    private void paintGrid(GraphicsContext g, double w, double h, double[] range) {
        g.setLineWidth(1);
        g.setTextBaseline(VPos.CENTER);
        for (int i = 0; i <= 4; i++) {
            double x = Math.floor(LEFT + i / 4.0 * w) + 0.5;
            double y = Math.floor(TOP + i / 4.0 * h) + 0.5;
            g.setStroke(grid());
            g.strokeLine(x, TOP, x, TOP + h);
            g.strokeLine(LEFT, y, LEFT + w, y);
            g.setFill(ink());
            g.setTextAlign(TextAlignment.CENTER);
            g.fillText(String.format(Locale.ROOT, "%.2f", i / 4.0), x, TOP + h + 9);
            g.setTextAlign(TextAlignment.RIGHT);
            g.fillText(String.format(Locale.ROOT, "%.2f", range[1] - i / 4.0 * (range[1] - range[0])), LEFT - 5, y);
        }
        g.setTextAlign(TextAlignment.LEFT);
        g.fillText("local mixing (iLISI) →", LEFT, TOP + h + 23);
        g.setTextAlign(TextAlignment.RIGHT);
        g.fillText("↑ " + vertical, LEFT + w, TOP + h + 23);
    }

    @Override
    protected double computePrefHeight(double width) {
        return 200;
    }
}
