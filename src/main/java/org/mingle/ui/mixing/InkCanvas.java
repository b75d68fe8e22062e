package org.mingle.ui.mixing;

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

/** A canvas as large as its region, painted in the theme's colours when something has changed. */
public abstract class InkCanvas extends Region {
    private static final StyleablePropertyFactory<InkCanvas> CSS =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());
    private final StyleableProperty<Color> grid =
            CSS.createStyleableColorProperty(this, "grid", "-mingle-chart-grid", c -> c.grid);
    private final StyleableProperty<Color> ink =
            CSS.createStyleableColorProperty(this, "ink", "-mingle-chart-ink", c -> c.ink);
    private final StyleableProperty<Color> accent =
            CSS.createStyleableColorProperty(this, "accent", "-mingle-chart-accent", c -> c.accent);
    private final StyleableProperty<Color> ground =
            CSS.createStyleableColorProperty(this, "ground", "-mingle-chart-ground", c -> c.ground);
    private final Canvas canvas = new Canvas();

    InkCanvas(String styleClass) {
        getStyleClass().addAll("ink-canvas", styleClass);
        getChildren().add(canvas);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        for (StyleableProperty<Color> p : List.of(grid, ink, accent, ground)) {
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

    final Color ground() {
        return ground.getValue();
    }

    @Override
    protected final void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        GraphicsContext g = canvas.getGraphicsContext2D();
        g.clearRect(0, 0, getWidth(), getHeight());
        if (getWidth() >= 8 && getHeight() >= 8 && ink() != null && grid() != null && accent() != null && ground() != null) {
            paint(g, getWidth(), getHeight());
        }
    }

    /** Paints on an empty canvas. */
    abstract void paint(GraphicsContext g, double width, double height);

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return CSS.getCssMetaData();
    }
}
