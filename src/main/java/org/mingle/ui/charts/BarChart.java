package org.mingle.ui.charts;

import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;

/**
 * Bars side by side, each with a part above and a part below the zero line, on one scale. The pointer or the arrow keys
 * choose a bar, which tells what it stands for; a click or Enter acts on it.
 */
public final class BarChart extends PaintedChart {
    private static final double LEFT = 44;
    private static final double RIGHT = 6;
    private static final double TOP = 8;
    private static final double BOTTOM = 34;
    /** Width of a digit, and room between labels. */
    private static final double DIGIT = 7;
    private static final double LABEL_GAP = 8;
    /** From the axis down to its name. */
    private static final double NAME = 19;
    private static final double PIXELS_PER_TICK = 30;
    private static final double LABEL_ROOM = 30;

    /** The colour of a bar's upper part; its lower part is always that of what is bad. */
    public enum Kind { GOOD, ACCENT, MUTED }

    /**
     * One bar.
     *
     * @param label at the axis, may be empty
     * @param up length above the zero line, at least 0
     * @param down length below it, at least 0
     * @param tip what it stands for, one or two lines
     * @param chosen done when the bar is pointed at; null for nothing
     * @param action done when it is clicked; null for nothing
     */
    public record Bar(String label, double up, double down, Kind kind, String tip, Runnable chosen, Runnable action) {}

    private final Tooltip tooltip = new Tooltip();
    private List<Bar> bars = List.of();
    private String caption = "";
    private String empty = "";
    private Runnable left = () -> { };
    private int at = -1;

    public BarChart() {
        super("bar-chart");
        setMinSize(100, 70);
        Tooltip.install(this, tooltip);
        tooltip.setShowDelay(javafx.util.Duration.millis(80));
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> choose(barAt(e.getX())));
        addEventHandler(MouseEvent.MOUSE_EXITED, e -> {
            choose(-1);
            left.run();
        });
        addEventHandler(MouseEvent.MOUSE_CLICKED, e -> {
            requestFocus();
            choose(barAt(e.getX()));
            act();
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    }

    /** Replaces the bars. @param name of the horizontal axis; @param whenEmpty said where there are none */
    public void setBars(List<Bar> all, String name, String whenEmpty) {
        bars = List.copyOf(all);
        caption = name;
        empty = whenEmpty;
        at = -1;
        setAccessibleText(bars.isEmpty() ? empty : "Bar chart, " + name + ", " + bars.size() + " bars");
        requestLayout();
    }

    public List<Bar> bars() {
        return bars;
    }

    /** Done when the pointer leaves the chart. */
    public void setOnLeft(Runnable body) {
        left = body;
    }

    private void onKey(KeyEvent e) {
        switch (e.getCode()) {
            case LEFT -> choose(Math.max(0, at - 1));
            case RIGHT -> choose(Math.min(bars.size() - 1, at + 1));
            case HOME -> choose(0);
            case END -> choose(bars.size() - 1);
            case ENTER -> act();
            default -> {
                return;
            }
        }
        e.consume();
    }

    private void choose(int bar) {
        if (bar == at || bar >= bars.size()) {
            return;
        }
        at = bar;
        tooltip.setText(bar < 0 ? "" : bars.get(bar).tip());
        if (bar < 0) {
            tooltip.hide();
        } else {
            setAccessibleText(bars.get(bar).tip());
            if (bars.get(bar).chosen() != null) {
                bars.get(bar).chosen().run();
            }
        }
        requestLayout();
    }

    private void act() {
        if (at >= 0 && at < bars.size() && bars.get(at).action() != null) {
            bars.get(at).action().run();
        }
    }

    private int barAt(double x) {
        double w = getWidth() - LEFT - RIGHT;
        int i = (int) Math.floor((x - LEFT) / w * bars.size());
        return i >= 0 && i < bars.size() ? i : -1;
    }

    @Override
    void paint(GraphicsContext g, double width, double height) {
        double w = width - LEFT - RIGHT;
        double h = height - TOP - BOTTOM;
        g.setFont(Font.font(TEXT));
        g.setFill(ink());
        if (bars.isEmpty() || w < 20 || h < 20) {
            g.setTextAlign(TextAlignment.CENTER);
            g.setTextBaseline(VPos.CENTER);
            g.fillText(empty, width / 2, height / 2);
            return;
        }
        double up = bars.stream().mapToDouble(Bar::up).max().orElse(0);
        double down = bars.stream().mapToDouble(Bar::down).max().orElse(0);
        Scale scale = Scale.of(-down, Math.max(up, 1e-12), Math.max(1, (int) (h / PIXELS_PER_TICK)));
        paintGrid(g, scale, w, h);
        double zero = TOP + h - scale.position(0, h);
        double each = w / bars.size();
        double gap = each >= 4 ? 1 : 0;
        double free = 0;
        for (int i = 0; i < bars.size(); i++) {
            Bar b = bars.get(i);
            double x = LEFT + i * each;
            if (i == at) {
                g.setFill(grid());
                g.fillRect(x, TOP, each, h);
            }
            double thick = Math.max(1, each - gap);
            Color c = b.kind() == Kind.GOOD ? good() : b.kind() == Kind.ACCENT ? accent() : ink();
            g.setFill(c);
            double top = TOP + h - scale.position(b.up(), h);
            if (b.up() > 0) {
                g.fillRect(x, Math.min(top, zero - 1), thick, Math.max(1, zero - top));
            }
            g.setFill(bad());
            double bottom = TOP + h - scale.position(-b.down(), h);
            if (b.down() > 0) {
                g.fillRect(x, zero, thick, Math.max(1, bottom - zero));
            }
            if (!b.label().isEmpty() && x + each / 2 >= free) {
                g.setFill(ink());
                g.setTextAlign(TextAlignment.CENTER);
                g.setTextBaseline(VPos.TOP);
                double half = Math.max(8, b.label().length() * DIGIT / 2);
                double middle = Math.min(Math.max(x + each / 2, LEFT + 8), LEFT + w - half);
                g.fillText(b.label(), middle, TOP + h + 4);
                free = middle + Math.max(LABEL_ROOM, b.label().length() * DIGIT + LABEL_GAP);
            }
        }
        g.setStroke(ink());
        g.setLineWidth(1);
        g.strokeLine(LEFT, crisp(zero), LEFT + w, crisp(zero));
        g.setFill(ink());
        g.setTextAlign(TextAlignment.RIGHT);
        g.setTextBaseline(VPos.TOP);
        g.fillText(caption, LEFT + w, TOP + h + NAME);
    }

    private void paintGrid(GraphicsContext g, Scale scale, double w, double h) {
        g.setLineWidth(1);
        g.setStroke(grid());
        g.setTextAlign(TextAlignment.RIGHT);
        g.setTextBaseline(VPos.CENTER);
        for (int i = 0; i < scale.ticks(); i++) {
            double y = crisp(TOP + h - scale.position(scale.tick(i), h));
            g.strokeLine(LEFT, y, LEFT + w, y);
            // Lengths have no sign: below the line is another kind of thing, not less of it.
            g.fillText(scale.label(Math.abs(scale.tick(i))), LEFT - 6, y);
        }
    }

    @Override
    protected double computePrefWidth(double height) {
        return 240;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 120;
    }
}
