package org.mingle.ui.map;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.event.ActionEvent;
import javafx.fxml.FXML;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Alert;
import javafx.scene.control.ComboBox;
import javafx.scene.control.CustomMenuItem;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.mingle.data.Dataset;
import org.mingle.data.MingleException;
import org.mingle.data.NamedSelections;
import org.mingle.projection.Layout;
import org.mingle.projection.LiveProjection;
import org.mingle.projection.ProjectionSettings;
import org.mingle.retrieval.Ranking;
import org.mingle.ui.AppModel;
import org.mingle.ui.Fxml;
import org.mingle.ui.SampleRef;
import org.mingle.ui.media.Thumbnails;

/** The map with its tools, legend, caption and hover card. */
public final class MapPanel extends BorderPane {
    private static final double STEP = 1.4;
    /** Results of the query that are ringed on the map. */
    private static final int HITS = 10;
    private static final String NOTHING_FOCUSED = "Map of the shared space";
    private static final PseudoClass OUTLINING = PseudoClass.getPseudoClass("outlining");
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");

    @FXML private MapView view;
    @FXML private StackPane surface;
    @FXML private VBox empty;
    @FXML private FontIcon emptyIcon;
    @FXML private ProgressIndicator busy;
    @FXML private Label emptyText;
    @FXML private Label caption;
    @FXML private Label hiddenNote;
    @FXML private ComboBox<ColourBy> colourBy;
    @FXML private MenuButton method;
    @FXML private MenuButton pairs;
    @FXML private ToggleButton names;
    @FXML private MenuButton export;
    @FXML private MapLegend legend;
    @FXML private EpochBar epochBar;
    @FXML private MapView before;
    @FXML private HBox sides;
    @FXML private Label beforeLabel;
    @FXML private Label afterLabel;
    @FXML private MovedList movedList;
    @FXML private ToggleButton hand;
    @FXML private ToggleButton box;
    @FXML private ToggleButton lasso;
    @FXML private VBox tools;
    @FXML private SelectionBar selectionBar;
    @FXML private MenuButton selections;
    @FXML private ToggleButton asTable;
    @FXML private MapTable table;

    private final AppModel model;
    private final MapSelection selection;
    private final MapPointer pointer;
    private final MapPointer beforePointer;
    private final MapTimeline timeline;
    private final MapMeasures measures;
    private final GuestPlace guests;
    private final MapSearch search;
    private final FlatView flat;
    private final ToggleGroup pairModes = new ToggleGroup();
    private final ToggleGroup methods = new ToggleGroup();
    private PairLinks links = PairLinks.NONE;
    private boolean ready;

    MapPanel(AppModel model, Supplier<Layout> layouts, Consumer<Boolean> looking, Thumbnails thumbnails,
            NamedSelections named) {
        this.model = model;
        Fxml.load(this, "map/map-panel.fxml");
        colourBy.getItems().setAll(ColourBy.values());
        colourBy.setValue(ColourBy.CLASS);
        colourBy.setConverter(new NamedChoice());
        HoverCard card = new HoverCard(model, thumbnails);
        selection = new MapSelection(model, view.points());
        pointer = new MapPointer(view, model, card, selection, () -> ready);
        timeline = new MapTimeline(model, epochBar);
        before.follow(view);
        beforePointer = new MapPointer(before, model, card, new MapSelection(model, before.points()), () -> ready);
        before.connect(() -> epochBar.compares() ? timeline.from() : null, on -> { }, layout -> compared());
        epochBar.setOnChange(this::compared);
        epochBar.setOnJump(view::jump);
        epochBar.setOnPlaying(view.points()::play);
        movedList.setOnChosen(this::chooseMoved);
        new MapKeys(this, model);
        SavedSelections saved = new SavedSelections(model, named, selection, selections,
                () -> selection.select(found()), this::say);
        selectionBar.connect(model, selection, saved::save);
        surface.getChildren().add(card);
        table.connect(model, view.points());
        search = new MapSearch(model, this::foundChanged);
        measures = new MapMeasures(model, this::relink);
        guests = new GuestPlace(model, () -> view.points().layout(), this::sceneChanged);
        pointer.setValueWords(this::valueWords);
        beforePointer.setValueWords(this::valueWords);
        flat = new FlatView(model);
        fillMethods();
        fillPairs();
        new MapExport(model, view, timeline, caption::getText).fill(export);
        view.connect(() -> timeline.newest(flat.chosen() ? flat.latest() : layouts.get()), looking, this::arrived);
        view.setOnDense(this::note);
        legend.setOnChange(this::filtered);
        view.setFocusTraversable(true);
        view.setAccessibleRole(AccessibleRole.IMAGE_VIEW);
        view.setAccessibleText(NOTHING_FOCUSED);
        choose(MapTool.HAND);
        model.hovered().subscribe(this::hoveredChanged);
        model.picked().addListener((ListChangeListener<SampleRef>) c -> pickedChanged());
        model.query().subscribe(q -> sceneChanged());
        model.ranking().subscribe(r -> sceneChanged());
        model.dark().subscribe(d -> sceneChanged());
        model.dataset().subscribe(d -> stateChanged());
        model.space().subscribe(s -> stateChanged());
        stateChanged();
    }

    /** The panel over the window's model, drawing what the live projection last laid out. */
    public static MapPanel create(AppModel model, LiveProjection projection, Thumbnails thumbnails) {
        MapPanel panel = new MapPanel(model, projection::latest, projection::setActive, thumbnails,
                NamedSelections.ofUser());
        panel.offer(projection.settings(), projection::change);
        return panel;
    }

    /** Lets a person set what t-SNE is made by. */
    void offer(ProjectionSettings settings, Consumer<ProjectionSettings> changed) {
        CustomMenuItem item = new CustomMenuItem(new LayoutSettings(settings, next -> {
            try {
                changed.accept(next);
            } catch (MingleException e) {
                say(e.getMessage());
            }
        }), false);
        item.getStyleClass().add("layout-settings-item");
        method.getItems().addAll(new SeparatorMenuItem(), item);
    }

    MapView view() {
        return view;
    }

    MapPointer pointer() {
        return pointer;
    }

    MapSelection selection() {
        return selection;
    }

    /** Whether the map shows what the window is about. */
    boolean ready() {
        return ready;
    }

    private void arrived(Layout layout) {
        timeline.refresh();
        compared();
        caption.setText(MapCaption.of(layout, model.space().get(), model.scope().get()));
        stateChanged();
        relink();
        guests.update();
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
        legend.setVisible(ready && !movedList.isVisible());
        legend.setManaged(legend.isVisible());
        export.setDisable(!ready);
        selections.setDisable(!ready);
        showTable();
        selectionBar.refresh(ready);
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

    /** Joins other pairs, or the same with newer ranks, and draws all anew. */
    private void relink() {
        MapPoints points = view.points();
        links = points.isEmpty() ? PairLinks.NONE
                : PairLinks.of(pairMode(), points, selection, measures.ranks(points));
        sceneChanged();
    }

    private PairLinks.Mode pairMode() {
        return (PairLinks.Mode) pairModes.getSelectedToggle().getUserData();
    }

    private void fillMethods() {
        for (MapMethod m : MapMethod.values()) {
            RadioMenuItem item = new RadioMenuItem(m.title());
            item.setUserData(m);
            item.setToggleGroup(methods);
            item.setSelected(m == MapMethod.TSNE);
            method.getItems().add(item);
        }
        methods.selectedToggleProperty().subscribe(t -> {
            MapMethod chosen = (MapMethod) t.getUserData();
            method.setText(chosen == MapMethod.SEPARATING ? "Separating" : chosen.title());
            method.getTooltip().setText("How the plane is made. " + chosen.words());
            method.setAccessibleText("How the plane is made: " + chosen.title());
            timeline.choose(chosen.key());
            flat.choose(chosen.key());
        });
    }

    private void fillPairs() {
        for (PairLinks.Mode mode : PairLinks.Mode.values()) {
            RadioMenuItem item = new RadioMenuItem(mode.title());
            item.setUserData(mode);
            item.setToggleGroup(pairModes);
            item.setSelected(mode == PairLinks.Mode.POINTED);
            pairs.getItems().add(item);
        }
        pairModes.selectedToggleProperty().subscribe(t -> chosen());
    }

    /** Another colouring or other lines: what they need is computed, and drawn as soon as it is there. */
    @FXML
    private void chosen() {
        measures.want(colourBy.getValue(), pairMode() != PairLinks.Mode.POINTED);
        pairs.pseudoClassStateChanged(CHOSEN, pairMode() != PairLinks.Mode.POINTED);
        relink();
    }

    /** What a point's colour says, in words; empty where the legend says it. */
    private String valueWords(int p) {
        Colouring colouring = view.scene().colouring();
        return colouring.values() == null ? "" : colouring.by().title() + ": " + colouring.values().words(p);
    }

    private void filtered() {
        note();
        table.show(view.scene());
        before.points().filterAs(view.points());
        view.repaint();
    }

    /** How many points are hidden, how many were found, and whether each has a mark. */
    private void note() {
        int shown = view.points().visibleCount();
        int all = view.points().count();
        int found = found().cardinality();
        String hidden = shown < all ? String.format(Locale.ROOT, "%,d of %,d points shown", shown, all) : "";
        String matches = model.search().get().isBlank() || all == 0 ? "" : String.format(Locale.ROOT,
                found == 1 ? "%,d point matches “%s”" : "%,d points match “%s”", found, model.search().get().strip());
        String dense = view.dense() ? "Drawn by density, without shapes: zoom in for marks" : "";
        int every = view.scene().trails().every();
        String ways = every == 1 ? "" : String.format(Locale.ROOT, "Trails of one point in %,d, or of selected ones", every);
        hiddenNote.setText(Stream.of(dense, hidden, matches, ways).filter(line -> !line.isEmpty())
                .collect(Collectors.joining(System.lineSeparator())));
        hiddenNote.setVisible(!hiddenNote.getText().isEmpty());
    }

    /** The points that the search found. */
    BitSet found() {
        return search.points(view.points());
    }

    private void foundChanged() {
        note();
        sceneChanged();
    }

    @FXML
    private void tabled() {
        showTable();
        if (table.isVisible()) {
            table.requestFocus();
        }
    }

    private void showTable() {
        boolean on = asTable.isSelected() && ready;
        table.setVisible(on);
        tools.setVisible(ready && !on);
        caption.setVisible(ready && !on);
        table.show(view.scene());
    }

    /** Shows beside the map what it is compared with, if that is wanted, and what moved. */
    private void compared() {
        Layout from = ready ? timeline.from() : null;
        Layout now = view.points().layout();
        boolean beside = epochBar.compares() && from != null;
        before.setVisible(beside);
        before.setManaged(beside);
        sides.setVisible(beside);
        sides.setManaged(beside);
        if (beside) {
            beforeLabel.setText("epoch " + from.epoch());
            afterLabel.setText("epoch " + now.epoch());
        }
        movedList.setVisible(epochBar.lists() && from != null);
        movedList.setManaged(movedList.isVisible());
        legend.setVisible(ready && !movedList.isVisible());
        legend.setManaged(legend.isVisible());
        if (movedList.isVisible()) {
            movedList.show(from, now);
        }
        sceneChanged();
    }

    /** A sample from the list of what moved: selected, lit up and brought into view. */
    private void chooseMoved(SampleRef ref) {
        model.picked().setAll(ref);
        int p = view.points().point(ref);
        if (p >= 0) {
            pointer.hover(p);
            view.camera().reveal(view.points().x(p), view.points().y(p));
        }
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
        MapScene scene = new MapScene(measures.colouring(points), model.dark().get(), points.point(model.hovered().get()),
                points.point(model.query().get()), hits, ranking != null && model.queryPoint().get() != null ? guests.guest(points, ranking, hits) : null,
                links, selection.points(), found(), timeline.trails(points.layout(), points, selection));
        view.setScene(scene);
        note();
        before.setScene(scene.withTrails(Trails.NONE).withoutGuest());
        table.show(scene);
        legend.update(points, scene, measures.problem());
    }

    private void hoveredChanged() {
        sceneChanged();
        if (view.points().point(model.hovered().get()) < 0) {
            pointer.closeCard();
        }
        describeFocused();
    }

    /** Tells a screen reader which point the keyboard or the pointer is on. */
    void describeFocused() {
        int p = view.points().point(model.hovered().get());
        view.setAccessibleText(p < 0 ? NOTHING_FOCUSED : pointer.describe(p));
    }

    private void pickedChanged() {
        if (pairMode() == PairLinks.Mode.SELECTED) {
            relink();
        } else {
            sceneChanged();
        }
        selectionBar.refresh(ready);
    }

    /** Opens the card of the hovered point without waiting for the pointer to rest. */
    void openCard() {
        pointer.openCard();
    }

    @FXML
    private void toolChosen(ActionEvent e) {
        ToggleButton button = (ToggleButton) e.getSource();
        choose(button == lasso ? MapTool.LASSO : button == box ? MapTool.BOX : MapTool.HAND);
    }

    /** Takes a tool up. One is always in the hand. */
    void choose(MapTool tool) {
        pointer.setTool(tool);
        beforePointer.setTool(tool);
        hand.setSelected(tool == MapTool.HAND);
        box.setSelected(tool == MapTool.BOX);
        lasso.setSelected(tool == MapTool.LASSO);
        view.pseudoClassStateChanged(OUTLINING, tool != MapTool.HAND);
        before.pseudoClassStateChanged(OUTLINING, tool != MapTool.HAND);
    }

    private void say(String sentence) {
        Alert alert = new Alert(Alert.AlertType.ERROR, sentence);
        alert.initOwner(getScene() == null ? null : getScene().getWindow());
        alert.show();
    }

    @FXML
    void zoomIn() {
        pointer.zoom(STEP, view.getWidth() / 2, view.getHeight() / 2);
    }

    @FXML
    void zoomOut() {
        pointer.zoom(1 / STEP, view.getWidth() / 2, view.getHeight() / 2);
    }

    @FXML
    void fit() {
        view.fit();
    }

    @FXML
    private void named() {
        view.setShowLabels(names.isSelected());
        before.setShowLabels(names.isSelected());
    }
}
