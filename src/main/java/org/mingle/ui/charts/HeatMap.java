package org.mingle.ui.charts;

import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import javafx.geometry.VPos;
import javafx.scene.canvas.GraphicsContext;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.paint.Color;
import javafx.scene.text.Font;
import javafx.scene.text.TextAlignment;
import org.mingle.ui.Palette;

/**
 * A square table of shares as colours, one row and one column a class. The pointer or the arrow keys choose a cell; a
 * click or Enter acts on it.
 */
public final class HeatMap extends PaintedChart {
    private static final double NAMES = 74;
    private static final double TOP = 15;
    private static final double DOT = 6;
    /** Cells narrower than this have no number in them. */
    private static final double ROOM_FOR_NUMBER = 19;

    private final Tooltip tooltip = new Tooltip();
    private List<String> names = List.of();
    private double[][] shares = new double[0][];
    private BiConsumer<Integer, Integer> action = (a, b) -> { };
    private String sentence = "";
    private boolean dark;
    private int row = -1;
    private int column = -1;
    private int markedRow = -1;
    private int markedColumn = -1;

    public HeatMap() {
        super("heat-map");
        setMinSize(120, 80);
        Tooltip.install(this, tooltip);
        tooltip.setShowDelay(javafx.util.Duration.millis(80));
        addEventHandler(MouseEvent.MOUSE_MOVED, e -> point(e.getX(), e.getY()));
        addEventHandler(MouseEvent.MOUSE_EXITED, e -> choose(-1, -1));
        addEventHandler(MouseEvent.MOUSE_CLICKED, e -> {
            requestFocus();
            point(e.getX(), e.getY());
            act();
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
    }

    /**
     * Replaces the table.
     *
     * @param classNames of rows and columns
     * @param table shares in [0, 1], row by row
     * @param format of the tip, with row name, column name and percentage, e.g. {@code %s finds %s: %.1f %%}
     */
    public void setTable(List<String> classNames, double[][] table, String format, boolean onDark) {
        names = List.copyOf(classNames);
        shares = table;
        sentence = format;
        dark = onDark;
        row = -1;
        column = -1;
        requestLayout();
    }

    /** Done with row and column of a clicked cell. */
    public void setOnCell(BiConsumer<Integer, Integer> body) {
        action = body;
    }

    /** Frames a cell, or none for -1. */
    public void mark(int markRow, int markColumn) {
        markedRow = markRow;
        markedColumn = markColumn;
        requestLayout();
    }

    private double cell() {
        return Math.max(1, Math.min((getWidth() - NAMES - 2) / names.size(), (getHeight() - TOP - 2) / names.size()));
    }

    private void point(double x, double y) {
        if (names.isEmpty()) {
            return;
        }
        int c = (int) Math.floor((x - NAMES) / cell());
        int r = (int) Math.floor((y - TOP) / cell());
        boolean inside = r >= 0 && c >= 0 && r < names.size() && c < names.size();
        choose(inside ? r : -1, inside ? c : -1);
    }

    private void onKey(KeyEvent e) {
        int r = Math.max(0, row);
        int c = Math.max(0, column);
        int last = names.size() - 1;
        switch (e.getCode()) {
            case LEFT -> choose(r, Math.max(0, c - 1));
            case RIGHT -> choose(r, Math.min(last, c + 1));
            case UP -> choose(Math.max(0, r - 1), c);
            case DOWN -> choose(Math.min(last, r + 1), c);
            case ENTER -> act();
            default -> {
                return;
            }
        }
        e.consume();
    }

    private void choose(int r, int c) {
        if (r == row && c == column) {
            return;
        }
        row = r;
        column = c;
        if (r < 0) {
            tooltip.hide();
            tooltip.setText("");
        } else {
            tooltip.setText(String.format(Locale.ROOT, sentence, names.get(r), names.get(c), 100 * shares[r][c]));
            setAccessibleText(tooltip.getText());
        }
        requestLayout();
    }

    private void act() {
        if (row >= 0) {
            action.accept(row, column);
        }
    }

    @Override
    void paint(GraphicsContext g, double width, double height) {
        if (names.isEmpty()) {
            return;
        }
        double cell = cell();
        g.setFont(Font.font(TEXT));
        for (int r = 0; r < names.size(); r++) {
            double y = TOP + r * cell;
            g.setTextAlign(TextAlignment.RIGHT);
            g.setTextBaseline(VPos.CENTER);
            boolean room = cell >= 9 || r % (int) Math.ceil(11 / cell) == 0;
            if (room) {
                g.setFill(ink());
                g.fillText(cut(names.get(r)), NAMES - 14, y + cell / 2, NAMES - 16);
            }
            g.setFill(Palette.color(r, dark));
            double dot = Math.min(DOT, cell - 1);
            g.fillOval(NAMES - 9, y + (cell - dot) / 2, dot, dot);
            g.fillOval(NAMES + r * cell + (cell - dot) / 2, TOP - 9, dot, dot);
            for (int c = 0; c < names.size(); c++) {
                paintCell(g, r, c, cell);
            }
        }
        frame(g, row, column, cell, 1);
        frame(g, markedRow, markedColumn, cell, 2);
    }

    private void paintCell(GraphicsContext g, int r, int c, double cell) {
        double share = shares[r][c];
        double x = NAMES + c * cell;
        double y = TOP + r * cell;
        double gap = cell > 6 ? 1 : 0;
        Color hue = r == c ? good() : bad();
        g.setFill(grid());
        g.fillRect(x, y, cell - gap, cell - gap);
        // The root spreads the small shares, which are those of the confusions.
        g.setFill(hue.deriveColor(0, 1, 1, Math.sqrt(Math.max(0, Math.min(1, share)))));
        g.fillRect(x, y, cell - gap, cell - gap);
        if (cell >= ROOM_FOR_NUMBER && share >= 0.005) {
            g.setTextAlign(TextAlignment.CENTER);
            g.setTextBaseline(VPos.CENTER);
            g.setFill(share > 0.3 ? Color.WHITE : ink());
            g.setFont(Font.font(TEXT - 1.5));
            g.fillText(Integer.toString((int) Math.round(100 * share)), x + cell / 2, y + cell / 2);
            g.setFont(Font.font(TEXT));
        }
    }

    private void frame(GraphicsContext g, int r, int c, double cell, double width) {
        if (r >= 0 && c >= 0 && r < names.size() && c < names.size()) {
            g.setStroke(ink());
            g.setLineWidth(width);
            g.strokeRect(crisp(NAMES + c * cell) - 1, crisp(TOP + r * cell) - 1, cell, cell);
        }
    }

    private static String cut(String name) {
        return name.length() <= 11 ? name : name.substring(0, 10) + "…";
    }

    @Override
    protected double computePrefWidth(double height) {
        return 260;
    }

    @Override
    protected double computePrefHeight(double width) {
        return 180;
    }
}
