package org.mingle.ui.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.animation.PauseTransition;
import javafx.event.ActionEvent;
import javafx.fxml.FXML;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;
import org.mingle.data.Dataset;
import org.mingle.projection.Layout;
import org.mingle.projection.LiveProjection;
import org.mingle.retrieval.Ranking;
import org.mingle.ui.AppModel;
import org.mingle.ui.Fxml;
import org.mingle.ui.SampleRef;
import org.mingle.ui.media.Thumbnails;

/** The map with its tools, legend, caption and hover card. */
public final class MapPanel extends BorderPane {
    /** Pixels between the pointer and a point that still counts as on it. */
    private static final double REACH = 12;
    /** Pixels by which a hand trembles: so little neither drags the map nor leaves a point that the map moves away. */
    private static final double HAND = 4;
    /** How long the pointer rests before the card opens: passing over points shows nothing. */
    private static final Duration DWELL = Duration.millis(125);
    private static final double STEP = 1.4;
    /** Results of the query that are ringed on the map. */
    private static final int HITS = 10;

    @FXML private MapView view;
    @FXML private StackPane surface;
    @FXML private VBox empty;
    @FXML private FontIcon emptyIcon;
    @FXML private ProgressIndicator busy;
    @FXML private Label emptyText;
    @FXML private Label caption;
    @FXML private Label hiddenNote;
    @FXML private ToggleButton byClass;
    @FXML private ToggleButton byModality;
    @FXML private ToggleButton allPairs;
    @FXML private ToggleButton names;
    @FXML private MenuButton export;
    @FXML private MapLegend legend;
    @FXML private EpochBar epochBar;

    private final AppModel model;
    private final HoverCard card;
    private final Epochs epochs = new Epochs();
    private final PauseTransition dwell = new PauseTransition(DWELL);
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
    private boolean ready;

    MapPanel(AppModel model, Supplier<Layout> layouts, Consumer<Boolean> looking, Thumbnails thumbnails) {
        this.model = model;
        Fxml.load(this, "map/map-panel.fxml");
        card = new HoverCard(model, thumbnails);
        surface.getChildren().add(card);
        view.connect(() -> newest(layouts.get()), looking, this::arrived);
        epochBar.connect(epochs);
        legend.setOnChange(this::filtered);
        dwell.setOnFinished(e -> openCard());
        view.setFocusTraversable(true);
        view.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        view.setAccessibleText("Map of the shared space");
        model.hovered().subscribe(this::hoveredChanged);
        model.query().subscribe(q -> sceneChanged());
        model.ranking().subscribe(r -> sceneChanged());
        model.dark().subscribe(d -> themeChanged());
        model.dataset().subscribe(d -> stateChanged());
        model.space().subscribe(s -> stateChanged());
        stateChanged();
    }

    /** The panel over the window's model, drawing what the live projection last laid out. */
    public static MapPanel create(AppModel model, LiveProjection projection, Thumbnails thumbnails) {
        return new MapPanel(model, projection::latest, projection::setActive, thumbnails);
    }

    MapView view() {
        return view;
    }

    /** What is to be seen now that this is the newest layout: it, unless a past epoch is looked at. */
    private Layout newest(Layout layout) {
        if (layout != null) {
            epochs.record(layout);
        }
        return epochs.current();
    }

    private void arrived(Layout layout) {
        epochBar.refresh();
        legend.update(view.points(), byClass.isSelected(), model.dark().get());
        caption.setText(MapCaption.of(layout, model.space().get(), model.scope().get()));
        stateChanged();
        sceneChanged();
    }

    private void stateChanged() {
        Dataset dataset = model.dataset().get();
        AppModel.Space space = model.space().get();
        // While another dataset or split is being laid out, the old picture would answer for the wrong samples.
        ready = dataset != null && space != null && !view.points().isEmpty()
                && view.points().layout().embeddings().ids().equals(space.embeddings().ids());
        empty.setVisible(!ready);
        view.setVisible(dataset != null && space != null);
        view.setOpacity(ready ? 1 : 0);
        caption.setVisible(ready);
        legend.setVisible(ready);
        legend.setManaged(ready);
        export.setDisable(!ready);
        busy.setVisible(dataset != null);
        busy.setManaged(dataset != null);
        emptyIcon.setVisible(dataset == null);
        emptyIcon.setManaged(dataset == null);
        if (dataset == null) {
            emptyText.setText("Open a dataset to see its samples on a map");
        } else if (space == null) {
            emptyText.setText("Preparing " + dataset.name() + " …");
        } else {
            emptyText.setText(String.format(Locale.ROOT, "Embedding %,d pairs …", space.embeddings().size()));
        }
    }

    private void themeChanged() {
        legend.update(view.points(), byClass.isSelected(), model.dark().get());
        sceneChanged();
    }

    private void filtered() {
        int shown = view.points().visibleCount();
        int all = view.points().count();
        hiddenNote.setText(String.format(Locale.ROOT, "%,d of %,d points shown", shown, all));
        hiddenNote.setVisible(shown < all);
        view.repaint();
    }

    private void sceneChanged() {
        MapPoints points = view.points();
        if (points.isEmpty()) {
            return;
        }
        List<MapScene.Hit> hits = new ArrayList<>();
        Ranking ranking = model.ranking().get();
        boolean outside = ranking != null && !ranking.inDataset();
        if (outside || ranking != null && model.query().get() != null) {
            int modality = points.modalityNames().indexOf(ranking.galleryModality());
            for (Ranking.Hit hit : ranking.hits().subList(0, Math.min(HITS, ranking.hits().size()))) {
                int p = modality < 0 ? -1 : points.point(new SampleRef(hit.id(), modality));
                if (p >= 0) {
                    hits.add(new MapScene.Hit(p, hit.relevant() || outside));
                }
            }
        }
        view.setScene(new MapScene(byClass.isSelected(), model.dark().get(), points.point(model.hovered().get()),
                points.point(model.query().get()), hits, outside ? guest(points, ranking, hits) : null,
                allPairs.isSelected()));
    }

    /** A query that is not in the layout stands at the median of its first results: one far off does not pull it. */
    private static MapScene.Guest guest(MapPoints points, Ranking ranking, List<MapScene.Hit> hits) {
        if (hits.isEmpty()) {
            return null;
        }
        double[] x = hits.stream().mapToDouble(h -> points.x(h.point())).sorted().toArray();
        double[] y = hits.stream().mapToDouble(h -> points.y(h.point())).sorted().toArray();
        int n = hits.size();
        return new MapScene.Guest((x[(n - 1) / 2] + x[n / 2]) / 2, (y[(n - 1) / 2] + y[n / 2]) / 2,
                Math.max(0, points.modalityNames().indexOf(ranking.queryModality())));
    }

    private void hoveredChanged(SampleRef ref) {
        sceneChanged();
        int p = view.points().point(ref);
        if (p < 0) {
            dwell.stop();
            card.setVisible(false);
            view.setAccessibleText("Map of the shared space");
        } else {
            view.setAccessibleText(describe(p));
        }
    }

    /** The point in words, for a screen reader. */
    String describe(int p) {
        SampleRef ref = view.points().ref(p);
        return String.format(Locale.ROOT, "%s %s, class %s",
                view.points().modalityNames().get(ref.modality()), ref.id(),
                view.points().layout().embeddings().classNames().get(view.points().label(p)));
    }

    /** Opens the card of the hovered point without waiting for the pointer to rest. */
    void openCard() {
        int p = view.points().point(model.hovered().get());
        if (p >= 0 && view.points().visible(p)) {
            Camera c = view.camera();
            card.show(view.points().ref(p), c.screenX(view.points().x(p)), c.screenY(view.points().y(p)));
        }
    }

    private int pointAt(double x, double y) {
        if (!ready) {
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
        int hovered = ready ? view.points().point(model.hovered().get()) : -1;
        return hovered >= 0 && view.points().visible(hovered) && ranAway(hovered)
                && Math.hypot(x - hoverX, y - hoverY) <= HAND ? hovered : pointAt(x, y);
    }

    private boolean ranAway(int p) {
        Camera c = view.camera();
        return Math.hypot(c.screenX(view.points().x(p)) - hoverPointX, c.screenY(view.points().y(p)) - hoverPointY) > 1;
    }

    private void hover(int p) {
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

    @FXML
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

    @FXML
    private void left() {
        hover(-1);
    }

    @FXML
    private void pressed(MouseEvent e) {
        view.requestFocus();
        pressedPoint = meantAt(e.getX(), e.getY());
        pressX = e.getX();
        pressY = e.getY();
        lastX = pressX;
        lastY = pressY;
        dragging = false;
    }

    @FXML
    private void dragged(MouseEvent e) {
        dragging |= Math.hypot(e.getX() - pressX, e.getY() - pressY) > HAND;
        if (dragging) {
            hover(-1);
            view.stopFollowing();
            view.camera().pan(e.getX() - lastX, e.getY() - lastY);
            lastX = e.getX();
            lastY = e.getY();
            view.repaint();
        }
    }

    @FXML
    private void clicked(MouseEvent e) {
        if (!dragging && e.getButton() == MouseButton.PRIMARY && pressedPoint >= 0) {
            model.query().set(view.points().ref(pressedPoint));
        }
    }

    @FXML
    private void scrolled(ScrollEvent e) {
        if (e.getDeltaY() != 0) {
            zoom(Math.pow(1.0035, e.getDeltaY()), e.getX(), e.getY());
        }
        e.consume();
    }

    private void zoom(double factor, double x, double y) {
        card.setVisible(false);
        view.stopFollowing();
        view.camera().zoom(factor, x, y);
    }

    @FXML
    private void zoomIn() {
        zoom(STEP, view.getWidth() / 2, view.getHeight() / 2);
    }

    @FXML
    private void zoomOut() {
        zoom(1 / STEP, view.getWidth() / 2, view.getHeight() / 2);
    }

    @FXML
    private void fit() {
        view.fit();
    }

    @FXML
    private void coloured(ActionEvent e) {
        // One of the two is always on.
        ((ToggleButton) e.getSource()).setSelected(true);
        legend.update(view.points(), byClass.isSelected(), model.dark().get());
        sceneChanged();
    }

    @FXML
    private void pairs() {
        sceneChanged();
    }

    @FXML
    private void named() {
        view.setShowLabels(names.isSelected());
    }

    @FXML
    private void key(KeyEvent e) {
        boolean known = !e.isControlDown() && !e.isAltDown() && !e.isMetaDown();
        if (known) {
            switch (e.getCode()) {
                case LEFT -> walk(-1, 0);
                case RIGHT -> walk(1, 0);
                case UP -> walk(0, -1);
                case DOWN -> walk(0, 1);
                case ENTER, SPACE -> ask();
                case ESCAPE -> clear();
                case PLUS, ADD, EQUALS -> zoomIn();
                case MINUS, SUBTRACT -> zoomOut();
                case F, DIGIT0, NUMPAD0, HOME -> fit();
                default -> known = false;
            }
        }
        if (known) {
            e.consume();
        }
    }

    private void walk(int dx, int dy) {
        MapPoints points = view.points();
        if (!ready) {
            return;
        }
        int from = points.point(model.hovered().get());
        from = from < 0 || !points.visible(from) ? points.point(model.query().get()) : from;
        boolean start = from < 0 || !points.visible(from);
        int to = start ? points.firstVisible() : points.walk(from, dx, dy);
        if (to >= 0) {
            hover(to);
            view.camera().reveal(points.x(to), points.y(to));
        }
    }

    private void ask() {
        int p = view.points().point(model.hovered().get());
        if (p >= 0) {
            model.query().set(view.points().ref(p));
        }
    }

    private void clear() {
        hover(-1);
        model.query().set(null);
    }

    @FXML
    private void savePicture() {
        MapExport.savePicture(getScene().getWindow(), view, caption.getText(), model.dark().get());
    }

    @FXML
    private void saveCoordinates() {
        MapExport.saveCoordinates(getScene().getWindow(), view.points().layout());
    }
}
