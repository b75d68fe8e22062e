package org.mingle.ui.query;

import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;

/** The query panel from the keyboard. */
final class QueryKeys {
    private final QueryPanel panel;
    private final PictureInput input;

    QueryKeys(QueryPanel panel, PictureInput input) {
        this.panel = panel;
        this.input = input;
        panel.addEventFilter(KeyEvent.KEY_PRESSED, this::key);
    }

    /** Arrows light up the next card, in the other column beyond the edge; Enter makes it the query. */
    void walk(ResultColumn column, KeyEvent e) {
        if (column.hits().isEmpty() || e.isAltDown() || e.isShortcutDown()) {
            return;
        }
        int at = column.cursor();
        int columns = column.columns();
        int step = switch (e.getCode()) {
            case LEFT -> -1;
            case RIGHT -> 1;
            case UP -> -columns;
            case DOWN -> columns;
            case PAGE_UP -> -5 * columns;
            case PAGE_DOWN -> 5 * columns;
            default -> 0;
        };
        if (step != 0) {
            boolean leaves = Math.abs(step) == 1 && at >= 0 && e.getCode() != KeyCode.UP && e.getCode() != KeyCode.DOWN
                    && (step < 0 ? at % columns == 0 : at % columns == columns - 1);
            ResultColumn next = leaves ? panel.neighbour(column, step) : column;
            int wanted = at < 0 ? 0 : next != column ? Math.min(Math.max(0, at / columns * next.columns()),
                    next.hits().size() - 1) : leaves ? at : at + step;
            if (next.within(wanted)) {
                next.moveTo(wanted);
            }
            e.consume();
        } else if (e.getCode() == KeyCode.HOME || e.getCode() == KeyCode.END) {
            column.moveTo(e.getCode() == KeyCode.HOME ? 0 : column.hits().size() - 1);
            e.consume();
        } else if (e.getCode() == KeyCode.ENTER && column.within(at)) {
            panel.open(column, column.hits().get(at));
            e.consume();
        } else if (e.getCode() == KeyCode.SPACE && column.within(at)) {
            column.toggleText();
            e.consume();
        } else if (e.getCode() == KeyCode.INSERT && column.within(at)) {
            panel.pick(column.ref(column.hits().get(at)));
            e.consume();
        }
    }

    void key(KeyEvent e) {
        boolean typing = panel.getScene() != null && panel.getScene().getFocusOwner() instanceof TextInputControl;
        if (e.isAltDown() && e.getCode() == KeyCode.LEFT) {
            panel.back();
            e.consume();
        } else if (e.isAltDown() && e.getCode() == KeyCode.RIGHT) {
            panel.forward();
            e.consume();
        } else if (e.isShortcutDown() && e.getCode() == KeyCode.B) {
            panel.bookmark();
            e.consume();
        } else if (!typing && e.isShortcutDown() && e.getCode() == KeyCode.V) {
            if (input.paste()) {
                e.consume();
            }
        } else if (!typing && !e.isShortcutDown() && !e.isAltDown() && e.getCode().isDigitKey()) {
            int i = e.getText().isEmpty() ? -1 : e.getText().charAt(0) - '1';
            if (panel.directions().choose(i)) {
                e.consume();
            }
        }
    }
}
