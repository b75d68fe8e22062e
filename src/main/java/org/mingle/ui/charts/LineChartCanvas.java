package org.mingle.ui.charts;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.css.CssMetaData;
import javafx.css.Styleable;
import javafx.css.StyleableProperty;
import javafx.css.StyleablePropertyFactory;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.canvas.Canvas;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.mingle.ui.Palette;

/**
 * Lines over epochs, painted on a canvas: every value exactly where it is, no smoothing, no animation. Painted at most
 * once a pulse, when something has changed. The arrow keys move the crosshair that all charts on the axis share.
 */
public final class LineChartCanvas extends Region {
    private static final StyleablePropertyFactory<LineChartCanvas> CSS =
            new StyleablePropertyFactory<>(Region.getClassCssMetaData());
    private static final double LEFT = 40;
    private static final double RIGHT = 10;
    private static final double TOP = 8;
    private static final double BOTTOM = 20;
    private static final double PIXELS_PER_TICK = 34;
    private static final double PIXELS_PER_EPOCH_TICK = 48;

    private final StyleableProperty<Color> grid =
            CSS.createStyleableColorProperty(this, "grid", "-mingle-chart-grid", c -> c.grid);
    private final StyleableProperty<Color> ink =
            CSS.createStyleableColorProperty(this, "ink", "-mingle-chart-ink", c -> c.ink);
    private final StyleableProperty<Color> accent =
            CSS.createStyleableColorProperty(this, "accent", "-mingle-chart-accent", c -> c.accent);
    private final StyleableProperty<Color> ground =
            CSS.createStyleableColorProperty(this, "ground", "-mingle-chart-ground", c -> c.ground);
    private final StyleableProperty<Number> textSize =
            CSS.createStyleableNumberProperty(this, "textSize", "-mingle-chart-text-size", c -> c.textSize);
    private final BooleanProperty dark = new SimpleBooleanProperty(this, "dark");
    private final Canvas canvas = new Canvas();
    private final Set<String> hidden = new HashSet<>();
    private EpochAxis axis = new EpochAxis();
    private List<Series> series = List.of();
    private double fixedLow = Double.NaN;
    private double fixedHigh = Double.NaN;
    private double reference = Double.NaN;
    private String referenceLabel = "";

    public LineChartCanvas() {
        getStyleClass().add("line-chart-canvas");
        getChildren().add(canvas);
        setFocusTraversable(true);
        setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        setMinSize(120, 70);
        dark.addListener((o, was, is) -> requestLayout());
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> axis.point(epochAt(e.getX())));
        addEventHandler(MouseEvent.MOUSE_DRAGGED, e -> axis.point(epochAt(e.getX())));
        addEventHandler(MouseEvent.MOUSE_EXITED, e -> axis.crosshair().set(Double.NaN));
        addEventHandler(MouseEvent.MOUSE_PRESSED, e -> requestFocus());
        addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
        listenToAxis();
    }

    /** Puts the chart on an axis that it shares with others. */
    public void setAxis(EpochAxis shared) {
        axis = shared;
        listenToAxis();
    }

    private void listenToAxis() {
        EpochAxis heard = axis;
        heard.length().addListener((o, was, is) -> requestLayout());
        heard.crosshair().addListener((o, was, is) -> requestLayout());
        heard.best().addListener((o, was, is) -> requestLayout());
    }

    /** Replaces all lines. */
    public void setSeries(List<Series> lines) {
        series = List.copyOf(lines);
        describe();
        requestLayout();
    }

    /** Shows or hides one line. */
    public void setShown(String key, boolean shown) {
        if (shown ? hidden.remove(key) : hidden.add(key)) {
            describe();
            requestLayout();
        }
    }

    /** Keeps the value axis at least this wide, whatever the data. */
    public void setRange(double low, double high) {
        fixedLow = low;
        fixedHigh = high;
        requestLayout();
    }

    /** A labelled line across, e.g. at chance level. */
    public void setReference(double value, String label) {
        reference = value;
        referenceLabel = label;
        requestLayout();
    }

    /** Whether lines take the colours for the dark theme. */
    public BooleanProperty dark() {
        return dark;
    }

    private void onKey(KeyEvent e) {
        switch (e.getCode()) {
            case LEFT -> axis.step(-1);
            case RIGHT -> axis.step(1);
            case PAGE_UP -> axis.step(-10);
            case PAGE_DOWN -> axis.step(10);
            case HOME -> axis.point(0);
            case END -> axis.point(axis.now().get());
            case ESCAPE -> axis.crosshair().set(Double.NaN);
            default -> {
                return;
            }
        }
        e.consume();
    }

    private double epochAt(double x) {
        return (x - LEFT) / Math.max(1, getWidth() - LEFT - RIGHT) * axis.length().get();
    }

    private List<Series> shown() {
        return series.stream().filter(s -> !hidden.contains(s.key())).toList();
    }

    private void describe() {
        setAccessibleText(shown().stream().filter(s -> s.values().length > 0)
                .map(s -> s.label() + " " + String.format(Locale.ROOT, "%.4g", s.at(Double.NaN)))
                .collect(Collectors.joining(", ", "Line chart over epochs. ", "")));
    }

    @Override
    protected void layoutChildren() {
        canvas.setWidth(getWidth());
        canvas.setHeight(getHeight());
        paint(canvas.getGraphicsContext2D(), getWidth(), getHeight());
    }

    @Override
    protected double computePrefWidth(double height) {
        return 300;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 80;
    }

    private Scale valueScale(double height) {
        double low = fixedLow;
        double high = fixedHigh;
        for (Series s : shown()) {
            for (double v : s.values()) {
                if (Double.isFinite(v)) {
                    low = Double.isNaN(low) ? v : Math.min(low, v);
                    high = Double.isNaN(high) ? v : Math.max(high, v);
                }
            }
        }
        if (Double.isNaN(low)) {
            low = 0;
            high = 1;
        }
        int steps = Math.max(1, (int) (height / PIXELS_PER_TICK));
        return Double.isNaN(fixedLow) ? Scale.of(low, high, steps) : Scale.exact(low, high, steps);
    }

    private void paint(GraphicsContext g, double width, double height) {
        g.clearRect(0, 0, width, height);
        double w = width - LEFT - RIGHT;
        double h = height - TOP - BOTTOM;
        if (w < 20 || h < 20) {
            return;
        }
        g.setFont(Font.font(textSize.getValue() == null || textSize.getValue().doubleValue() == 0 ? 11
                : textSize.getValue().doubleValue()));
        Scale scale = valueScale(h);
        paintGrid(g, scale, w, h);
        paintMarks(g, scale, w, h);
        for (Series s : shown()) {
            paintLine(g, s, scale, w, h);
        }
        paintCrosshair(g, scale, w, h);
    }

    private void paintGrid(GraphicsContext g, Scale scale, double w, double h) {
        g.setLineWidth(1);
        g.setLineDashes((double[]) null);
        g.setStroke(grid.getValue());
        g.setFill(ink.getValue());
        g.setTextBaseline(VPos.CENTER);
        g.setTextAlign(TextAlignment.RIGHT);
        for (int i = 0; i < scale.ticks(); i++) {
            double y = crisp(TOP + h - scale.position(scale.tick(i), h));
            g.strokeLine(LEFT, y, LEFT + w, y);
            g.fillText(scale.label(scale.tick(i)), LEFT - 6, y);
        }
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.TOP);
        double length = axis.length().get();
        double step = Math.max(1, Scale.niceStep(length / Math.max(1, Math.floor(w / PIXELS_PER_EPOCH_TICK))));
        for (double e = 0; e <= length + 1e-9; e += step) {
            double x = LEFT + e / length * w;
            if (Double.isNaN(axis.crosshair().get()) || Math.abs(x - crosshairX(w)) > 22) {
                g.fillText(Integer.toString((int) e), x, TOP + h + 5);
            }
        }
    }

    private void paintMarks(GraphicsContext g, Scale scale, double w, double h) {
        if (!Double.isNaN(reference) && reference >= scale.low() && reference <= scale.high()) {
            double y = crisp(TOP + h - scale.position(reference, h));
            g.setStroke(ink.getValue());
            g.setLineDashes(2, 3);
            g.strokeLine(LEFT, y, LEFT + w, y);
            g.setTextAlign(TextAlignment.LEFT);
            g.setTextBaseline(VPos.TOP);
            g.fillText(referenceLabel, LEFT + 3, y + 2);
        }
        if (axis.best().get() >= 0) {
            double x = crisp(LEFT + axis.best().get() / axis.length().get() * w);
            g.setStroke(accent.getValue());
            g.setLineDashes(1, 3);
            g.strokeLine(x, TOP, x, TOP + h);
            g.setFill(accent.getValue());
            g.fillPolygon(new double[] {x - 4, x + 4, x}, new double[] {TOP - 6, TOP - 6, TOP}, 3);
        }
    }

    private void paintLine(GraphicsContext g, Series s, Scale scale, double w, double h) {
        Color color = Palette.color(s.color(), dark.get());
        g.setStroke(color);
        g.setFill(color);
        g.setLineWidth(1.6);
        g.setLineDashes(s.dashed() ? new double[] {5, 4} : null);
        int from = 0;
        double[] x = new double[s.epochs().length];
        double[] y = new double[x.length];
        int n = 0;
        for (int i = 0; i <= x.length; i++) {
            if (i < x.length && Double.isFinite(s.values()[i])) {
                x[n] = LEFT + s.epochs()[i] / axis.length().get() * w;
                y[n++] = TOP + h - scale.position(s.values()[i], h);
                if (i > 0 && s.epochs()[i] - s.epochs()[i - 1] > 1) {
                    dot(g, x[n - 1], y[n - 1]);
                }
            } else {
                stroke(g, x, y, from, n);
                from = n;
            }
        }
    }

    /** A measured point that would not be told from the line. */
    private static void dot(GraphicsContext g, double x, double y) {
        g.fillOval(x - 2, y - 2, 4, 4);
    }

    private static void stroke(GraphicsContext g, double[] x, double[] y, int from, int to) {
        if (to - from == 1) {
            dot(g, x[from], y[from]);
        } else if (to > from) {
            g.beginPath();
            g.moveTo(x[from], y[from]);
            for (int i = from + 1; i < to; i++) {
                g.lineTo(x[i], y[i]);
            }
            g.stroke();
        }
    }

    private double crosshairX(double w) {
        return crisp(LEFT + axis.crosshair().get() / axis.length().get() * w);
    }

    private void paintCrosshair(GraphicsContext g, Scale scale, double w, double h) {
        if (Double.isNaN(axis.crosshair().get())) {
            return;
        }
        double x = crosshairX(w);
        g.setLineDashes((double[]) null);
        g.setLineWidth(1);
        g.setStroke(ink.getValue());
        g.strokeLine(x, TOP, x, TOP + h);
        for (Series s : shown()) {
            double v = s.at(axis.crosshair().get());
            if (Double.isFinite(v)) {
                double at = LEFT + s.epochOf(axis.crosshair().get()) / axis.length().get() * w;
                double y = TOP + h - scale.position(v, h);
                g.setFill(ground.getValue());
                g.fillOval(at - 4.5, y - 4.5, 9, 9);
                g.setFill(Palette.color(s.color(), dark.get()));
                g.fillOval(at - 3, y - 3, 6, 6);
            }
        }
        g.setFill(ink.getValue());
        g.setTextAlign(TextAlignment.CENTER);
        g.setTextBaseline(VPos.TOP);
        g.fillText(Integer.toString((int) axis.crosshair().get()), x, TOP + h + 5);
    }

    private static double crisp(double v) {
        return Math.floor(v) + 0.5;
    }

    @Override
    public List<CssMetaData<? extends Styleable, ?>> getCssMetaData() {
        return CSS.getCssMetaData();
    }
}
