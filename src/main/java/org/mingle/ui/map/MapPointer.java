package org.mingle.ui.map;

import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import javafx.animation.PauseTransition;
import javafx.geometry.Point2D;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.shape.Polygon;
import javafx.util.Duration;
import org.mingle.ui.AppModel;
import org.mingle.ui.SampleRef;

/**
 * What the mouse does on a map: hovers with a card after a short rest, asks with a click, drags the map or, with the
 * other tools or with Shift, Ctrl or Alt held, outlines a selection.
 */
final class MapPointer {
    /** Pixels between the pointer and a point that still counts as on it. */
    private static final double REACH = 12;
    /** Pixels by which a hand trembles: so little neither drags the map nor leaves a point that the map moves away. */
    private static final double HAND = 4;
    /** How long the pointer rests before the card opens: passing over points shows nothing. */
    private static final Duration DWELL = Duration.millis(125);

    private final MapView view;
    private final AppModel model;
    private final HoverCard card;
    private final MapSelection selection;
    private final BooleanSupplier ready;
    private final Polygon band = new Polygon();
    private final PauseTransition dwell = new PauseTransition(DWELL);
    private IntFunction<String> valueWords = p -> "";
    private MapTool tool = MapTool.HAND;
    private double pressX;
    private double pressY;
    private double lastX;
    private double lastY;
    /** Where the pointer was when it came upon the hovered point, and where that point was on the screen. */
    private double hoverX;
    private double hoverY;
    private double hoverPointX;
    private double hoverPointY;
    private int pressedPoint = -1;
    private boolean dragging;
    /** The area being outlined, null while none is. */
    private Outline outline;
    private Combine how = Combine.REPLACE;

    /** @param ready whether the map shows what the window is about, so that points may be pointed at */
    MapPointer(MapView view, AppModel model, HoverCard card, MapSelection selection, BooleanSupplier ready) {
        this.view = view;
        this.model = model;
        this.card = card;
        this.selection = selection;
        this.ready = ready;
        band.setManaged(false);
        band.setMouseTransparent(true);
        band.setVisible(false);
        band.getStyleClass().add("rubber-band");
        view.overlay(band);
        dwell.setOnFinished(e -> openCard());
        view.setOnMouseMoved(this::moved);
        view.setOnMouseExited(e -> hover(-1));
        view.setOnMousePressed(this::pressed);
        view.setOnMouseDragged(this::dragged);
        view.setOnMouseReleased(e -> released());
        view.setOnMouseClicked(this::clicked);
        view.setOnScroll(this::scrolled);
    }

    /** @param words say what the colour of a point means, empty for nothing to say */
    void setValueWords(IntFunction<String> words) {
        valueWords = words;
    }

    void setTool(MapTool next) {
        tool = next;
        cancel();
    }

    /** Drops the outline under the hand. @return whether there was one */
    boolean cancel() {
        boolean was = outline != null;
        outline = null;
        band.setVisible(false);
        return was;
    }

    /** Opens the card of the hovered point without waiting for the pointer to rest. */
    void openCard() {
        int p = view.points().point(model.hovered().get());
        if (p >= 0 && view.points().visible(p)) {
            Camera c = view.camera();
            Point2D place = card.sceneToLocal(view.localToScene(c.screenX(view.points().x(p)),
                    c.screenY(view.points().y(p))));
            card.show(view.points().ref(p), place.getX(), place.getY(), valueWords.apply(p));
        }
    }

    /** No card for what is not on this map. */
    void closeCard() {
        dwell.stop();
        card.setVisible(false);
    }

    /** The point in words, for a screen reader. */
    String describe(int p) {
        SampleRef ref = view.points().ref(p);
        String value = valueWords.apply(p);
        return String.format(Locale.ROOT, "%s %s, class %s%s%s",
                view.points().modalityNames().get(ref.modality()), ref.id(),
                view.points().layout().embeddings().classNames().get(view.points().label(p)),
                value.isEmpty() ? "" : ", " + value, model.isPicked(ref) ? ", selected" : "");
    }

    /** Lights a point up, -1 for none. */
    void hover(int p) {
        SampleRef ref = p < 0 ? null : view.points().ref(p);
        if (ref == null ? model.hovered().get() == null : ref.equals(model.hovered().get())) {
            return;
        }
        card.setVisible(false);
        hoverX = Double.NaN;
        model.hovered().set(ref);
        if (ref != null) {
            dwell.playFromStart();
        }
    }

    void zoom(double factor, double x, double y) {
        card.setVisible(false);
        view.stopFollowing();
        view.camera().zoom(factor, x, y);
    }

    private int pointAt(double x, double y) {
        if (!ready.getAsBoolean()) {
            return -1;
        }
        Camera c = view.camera();
        return view.points().nearest(c.worldX(x), c.worldY(y), REACH / c.scale());
    }

    /**
     * The point meant by a pointer here: the hovered one as long as it is only the map that moved it away, otherwise
     * the nearest in reach.
     */
    private int meantAt(double x, double y) {
        int hovered = ready.getAsBoolean() ? view.points().point(model.hovered().get()) : -1;
        return hovered >= 0 && view.points().visible(hovered) && ranAway(hovered)
                && Math.hypot(x - hoverX, y - hoverY) <= HAND ? hovered : pointAt(x, y);
    }

    private boolean ranAway(int p) {
        Camera c = view.camera();
        return Math.hypot(c.screenX(view.points().x(p)) - hoverPointX, c.screenY(view.points().y(p)) - hoverPointY) > 1;
    }

    private void moved(MouseEvent e) {
        int before = view.points().point(model.hovered().get());
        int p = meantAt(e.getX(), e.getY());
        hover(p);
        if (p >= 0 && !(p == before && ranAway(p))) {
            hoverX = e.getX();
            hoverY = e.getY();
            hoverPointX = view.camera().screenX(view.points().x(p));
            hoverPointY = view.camera().screenY(view.points().y(p));
        }
    }

    private static boolean less(MouseEvent e) {
        return e.isAltDown() || e.isShortcutDown();
    }

    private void pressed(MouseEvent e) {
        view.requestFocus();
        pressedPoint = meantAt(e.getX(), e.getY());
        pressX = e.getX();
        pressY = e.getY();
        lastX = pressX;
        lastY = pressY;
        dragging = false;
        how = Combine.of(e.isShiftDown(), less(e));
        boolean outlines = e.getButton() == MouseButton.PRIMARY && ready.getAsBoolean()
                && (tool != MapTool.HAND || how != Combine.REPLACE);
        outline = outlines ? new Outline() : null;
        if (outline != null) {
            outline.add(view.camera().worldX(pressX), view.camera().worldY(pressY));
        }
    }

    private void dragged(MouseEvent e) {
        dragging |= Math.hypot(e.getX() - pressX, e.getY() - pressY) > HAND;
        if (!dragging) {
            return;
        }
        hover(-1);
        Camera c = view.camera();
        if (outline == null) {
            view.stopFollowing();
            c.pan(e.getX() - lastX, e.getY() - lastY);
            view.repaint();
        } else {
            if (tool == MapTool.LASSO) {
                outline.add(c.worldX(e.getX()), c.worldY(e.getY()));
            } else {
                double[] first = outline.corners().get(0);
                outline = Outline.box(first[0], first[1], c.worldX(e.getX()), c.worldY(e.getY()));
            }
            drawBand();
        }
        lastX = e.getX();
        lastY = e.getY();
    }

    private void drawBand() {
        Camera c = view.camera();
        List<double[]> corners = outline.corners();
        Double[] places = new Double[2 * corners.size()];
        for (int i = 0; i < corners.size(); i++) {
            places[2 * i] = c.screenX(corners.get(i)[0]);
            places[2 * i + 1] = c.screenY(corners.get(i)[1]);
        }
        band.getPoints().setAll(places);
        band.setVisible(true);
    }

    private void released() {
        Outline drawn = outline;
        cancel();
        if (drawn != null && dragging && ready.getAsBoolean()) {
            selection.combine(how, drawn.points(view.points()));
        }
    }

    private void clicked(MouseEvent e) {
        if (dragging || e.getButton() != MouseButton.PRIMARY || pressedPoint < 0) {
            return;
        }
        if (how == Combine.REPLACE) {
            model.query().set(view.points().ref(pressedPoint));
        } else {
            selection.toggle(pressedPoint);
        }
    }

    private void scrolled(ScrollEvent e) {
        if (e.getDeltaY() != 0) {
            zoom(Math.pow(1.0035, e.getDeltaY()), e.getX(), e.getY());
        }
        e.consume();
    }
}
