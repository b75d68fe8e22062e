package org.mingle.ui.charts;

import java.util.List;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;

/** A chart painted on a canvas in the colours of the theme, at most once a pulse. */
abstract class PaintedChart extends Region {
    private static final StyleablePropertyFactory<PaintedChart> CSS =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());
    static final double TEXT = 11;

    private final StyleableProperty<Color> grid =
            CSS.createStyleableColorProperty(this, "grid", "-mingle-chart-grid", c -> c.grid);
    private final StyleableProperty<Color> ink =
            CSS.createStyleableColorProperty(this, "ink", "-mingle-chart-ink", c -> c.ink);
    private final StyleableProperty<Color> accent =
            CSS.createStyleableColorProperty(this, "accent", "-mingle-chart-accent", c -> c.accent);
    private final StyleableProperty<Color> good =
            CSS.createStyleableColorProperty(this, "good", "-mingle-chart-good", c -> c.good);
    private final StyleableProperty<Color> bad =
            CSS.createStyleableColorProperty(this, "bad", "-mingle-chart-bad", c -> c.bad);
    private final Canvas canvas = new Canvas();

    PaintedChart(String style) {
        getStyleClass().addAll("painted-chart", style);
        getChildren().add(canvas);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        for (StyleableProperty<Color> p : List.of(grid, ink, accent, good, bad)) { // another theme
            ((javafx.beans.value.ObservableValue<?>) p).addListener((o, was, is) -> requestLayout());
        }
    }

    final Color grid() {
        return grid.getValue();
    }

    final Color ink() {
        return ink.getValue();
    }

    final Color accent() {
        return accent.getValue();
    }

    final Color good() {
        return good.getValue();
    }

    final Color bad() {
        return bad.getValue();
    }

    /** Paints everything on a cleared canvas. */
    abstract void paint(GraphicsContext g, double width, double height);

    @Override
    protected final void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, getWidth(), getHeight());
        if (ink() != null && getWidth() > 0 && getHeight() > 0) {
            paint(g, getWidth(), getHeight());
        }
    }

    @Override
    public final List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return CSS.getCssMetaData();
    }

    static double crisp(double v) {
        return Math.floor(v) + 0.5;
    }
}
