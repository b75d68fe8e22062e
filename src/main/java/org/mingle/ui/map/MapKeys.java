package org.mingle.ui.map;

import javafx.scene.input.KeyEvent;
import org.mingle.ui.AppModel;
import org.mingle.ui.SampleRef;

/**
 * The map from the keyboard. Arrows walk from point to point, with Shift held selecting them; Enter asks, S selects;
 * Ctrl+A selects all, Ctrl+I the others, Escape lets go step by step; H, B and L change the tool.
 */
final class MapKeys {
    private final MapPanel panel;
    private final AppModel model;

    MapKeys(MapPanel panel, AppModel model) {
        this.panel = panel;
        this.model = model;
        panel.view().setOnKeyPressed(this::key);
    }

    private void key(KeyEvent e) {
        if (e.isAltDown() || e.isMetaDown() && !e.isShortcutDown()) {
            return;
        }
        boolean known = e.isShortcutDown() ? combined(e) : plain(e);
        if (known) {
            e.consume();
        }
    }

    private boolean combined(KeyEvent e) {
        if (!panel.ready()) {
            return false;
        }
        switch (e.getCode()) {
            case A -> panel.selection().selectShown();
            case I -> panel.selection().invert();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean plain(KeyEvent e) {
        switch (e.getCode()) {
            case LEFT -> walk(-1, 0, e.isShiftDown());
            case RIGHT -> walk(1, 0, e.isShiftDown());
            case UP -> walk(0, -1, e.isShiftDown());
            case DOWN -> walk(0, 1, e.isShiftDown());
            case ENTER, SPACE -> ask();
            case S -> select();
            case ESCAPE -> letGo();
            case PLUS, ADD, EQUALS -> panel.zoomIn();
            case MINUS, SUBTRACT -> panel.zoomOut();
            case F, DIGIT0, NUMPAD0, HOME -> panel.fit();
            case H -> panel.choose(MapTool.HAND);
            case B -> panel.choose(MapTool.BOX);
            case L -> panel.choose(MapTool.LASSO);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void walk(int dx, int dy, boolean selecting) {
        MapPoints points = panel.view().points();
        if (!panel.ready()) {
            return;
        }
        int from = points.point(model.hovered().get());
        from = from < 0 || !points.visible(from) ? points.point(model.query().get()) : from;
        boolean start = from < 0 || !points.visible(from);
        int to = start ? points.firstVisible() : points.walk(from, dx, dy);
        if (to >= 0) {
            if (selecting) {
                if (!start) {
                    panel.selection().add(from);
                }
                panel.selection().add(to);
            }
            panel.pointer().hover(to);
            panel.view().camera().reveal(points.x(to), points.y(to));
        }
    }

    private int focused() {
        SampleRef hovered = model.hovered().get();
        return panel.ready() ? panel.view().points().point(hovered) : -1;
    }

    private void ask() {
        if (focused() >= 0) {
            model.query().set(model.hovered().get());
        }
    }

    private void select() {
        if (focused() >= 0) {
            panel.selection().toggle(focused());
            panel.describeFocused();
        }
    }

    /** Whatever is under the hand first, then the query, then the selection. */
    private void letGo() {
        if (panel.pointer().cancel()) {
            return;
        }
        panel.pointer().hover(-1);
        if (model.query().get() != null) {
            model.query().set(null);
        } else {
            panel.selection().clear();
        }
    }
}
