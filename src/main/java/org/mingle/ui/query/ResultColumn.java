package org.mingle.ui.query;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.beans.value.WeakChangeListener;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.collections.WeakListChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Cell;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.Tooltip;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.controlsfx.control.GridView;
import org.mingle.retrieval.CellIndex;
import org.mingle.retrieval.Ranking;
import org.mingle.ui.SampleRef;

/** One ranking as a grid or a list of results, of any length: only what is seen exists. */
final class ResultColumn extends VBox {
    private static final PseudoClass CHOSEN = PseudoClass.getPseudoClass("chosen");
    /** Width of a card beside its picture, and height above and below it. */
    private static final double BESIDE = 96;
    private static final double ABOVE_AND_BELOW = 74;
    private static final double SCROLL_BAR = 20;
    /** Width of a text that can be read beside a picture, with the edges of the card. */
    private static final double READABLE = 76 + 18;

    private static final double CARD_EDGES = 36;
    private static final double LINE = 15;
    /** Of a letter, with what lines lose at their ends because words stay whole. */
    private static final double LETTER = 8.8;
    private static final int FEWEST_LETTERS = 24;

    private final QueryPanel panel;
    private final Label title = new Label();
    private final Label facts = new Label();
    private final Label none = new Label();
    private final GridView<Ranking.Hit> grid = new GridView<>();
    private final ListView<Ranking.Hit> list = new ListView<>();
    private final Listed hits = new Listed();
    private final Set<String> open = new HashSet<>();
    private Ranking ranking;
    private int modality;
    private int columns = 1;
    private int cursor = -1;
    private boolean asList;
    private boolean takesBoth = true;

    ResultColumn(QueryPanel panel) {
        this.panel = panel;
        getStyleClass().add("result-column");
        setMinWidth(0);
        title.getStyleClass().add("column-title");
        facts.getStyleClass().add("column-facts");
        facts.setMinWidth(0);
        facts.setTooltip(new Tooltip("AP: mean precision at the ranks of the items that share a class with the query,"
                + " over the whole gallery; ties at their expected value"));
        VBox head = new VBox(title, facts);
        head.getStyleClass().add("column-head");
        head.setOnMouseClicked(e -> panel.choose(this));
        none.getStyleClass().add("empty-text");
        grid.getStyleClass().addAll("grid-view", "results");
        grid.setCellFactory(view -> new ResultCell(this));
        grid.setHorizontalCellSpacing(3);
        grid.setVerticalCellSpacing(3);
        list.getStyleClass().add("results");
        list.setCellFactory(view -> new ResultLine(this));
        for (Node view : List.of(grid, list)) {
            view.setFocusTraversable(true);
            view.setAccessibleText("Results");
            view.addEventFilter(MouseEvent.MOUSE_PRESSED, e -> view.requestFocus());
        }
        StackPane stack = new StackPane(grid, list, none);
        VBox.setVgrow(stack, Priority.ALWAYS);
        stack.setPadding(Insets.EMPTY);
        getChildren().addAll(head, stack);
        grid.widthProperty().subscribe(w -> fit());
        grid.skinProperty().subscribe(skin -> fixRows());
        show(false);
    }

    QueryPanel panel() {
        return panel;
    }

    /** Whether hits are known to be right or wrong. */
    boolean judged() {
        return ranking != null && ranking.inDataset();
    }

    /** The sample a result stands for. */
    SampleRef ref(Ranking.Hit hit) {
        return new SampleRef(hit.id(), modality);
    }

    int modality() {
        return modality;
    }

    Ranking ranking() {
        return ranking;
    }

    ObservableList<Ranking.Hit> hits() {
        return hits;
    }

    /** Cells light up with the sample under the pointer and tell when the pointer is on them. */
    void listen(Cell<Ranking.Hit> cell, ResultCard card, Supplier<Ranking.Hit> item) {
        cell.setOnMouseEntered(e -> panel.hover(this, item.get()));
        cell.setOnMouseExited(e -> panel.hover(this, null));
        cell.setOnMouseClicked(e -> {
            if (item.get() == null || e.getButton() != MouseButton.PRIMARY) {
                return;
            }
            if (e.isShiftDown() || e.isShortcutDown()) {
                panel.pick(ref(item.get()));
            } else {
                panel.open(this, item.get());
            }
        });
        cell.setOnContextMenuRequested(e -> {
            if (item.get() != null) {
                panel.menu().show(cell, ref(item.get()), e.getScreenX(), e.getScreenY());
                e.consume();
            }
        });
        ChangeListener<SampleRef> lit = (o, was, is) -> card.light(is);
        ListChangeListener<SampleRef> picked = c -> card.showPicked();
        // The cell keeps the listeners; the model does not keep the cell.
        cell.getProperties().put(ResultColumn.class, List.of(lit, picked));
        panel.lit().addListener(new WeakChangeListener<>(lit));
        panel.pickedList().addListener(new WeakListChangeListener<>(picked));
    }

    boolean isOpen(String id) {
        return open.contains(id);
    }

    void toggle(String id) {
        if (!open.remove(id)) {
            open.add(id);
        }
        list.refresh();
    }

    /**
     * Shows a ranking of a modality.
     *
     * @param recall of an approximate search; null for an exact one
     * @param passing hits that are listed
     */
    void show(Ranking shown, CellIndex.Recall recall, int gallery, List<Ranking.Hit> passing, String name) {
        ranking = shown;
        modality = gallery;
        cursor = -1;
        title.setText(name);
        facts.setText(recall == null ? facts(shown) : facts(shown, recall));
        hits.exchange(passing);
        none.setText(!passing.isEmpty() ? "" : shown.hits().isEmpty() ? "There is nothing else to find here: the gallery"
                + " is empty." : String.format(Locale.ROOT, "None of the %,d results passes the filter: clear it above.",
                        shown.hits().size()));
        none.setVisible(passing.isEmpty());
        toTop();
        // Once more when the new cards have their sizes: the view keeps its place relative to them.
        Platform.runLater(this::toTop);
    }

    private static String facts(Ranking r, CellIndex.Recall recall) {
        return String.format(Locale.ROOT, "recall@%d %.3f · first %,d", recall.k(), recall.recall(), r.hits().size());
    }

    private static String facts(Ranking r) {
        if (!r.inDataset()) {
            return String.format(Locale.ROOT, "%,d ranked, not judged", r.gallerySize());
        }
        String ap = Double.isNaN(r.averagePrecision()) ? "nothing relevant"
                : String.format(Locale.ROOT, "AP %.3f", r.averagePrecision());
        return ap + (r.truePairRank() > 0 ? String.format(Locale.ROOT, " · pair at %,d", r.truePairRank())
                : String.format(Locale.ROOT, " · %,d relevant", r.relevantCount()));
    }

    void clear() {
        ranking = null;
        cursor = -1;
        hits.exchange(List.of());
    }

    void redraw() {
        hits.touch();
    }

    /** Marks the column whose ranking is explained and lit up on the map. */
    void setChosen(boolean on) {
        pseudoClassStateChanged(CHOSEN, on);
    }

    /** Only the view that is seen holds the results: the other would lay them out as well. */
    private void fill() {
        grid.setItems(asList ? FXCollections.emptyObservableList() : hits);
        list.setItems(asList ? hits : FXCollections.emptyObservableList());
    }

    void show(boolean inList) {
        asList = inList;
        fill();
        grid.setVisible(!inList);
        list.setVisible(inList);
        fit();
    }

    /** As many equally wide cards in a row as fit. */
    void fit() {
        double size = panel.pictureSize();
        double room = Math.max(0, grid.getWidth() - SCROLL_BAR);
        columns = Math.max(1, (int) (room / (size + BESIDE)));
        grid.setCellWidth(Math.max(80, Math.floor(room / columns) - 2 * grid.getHorizontalCellSpacing()));
        grid.setCellHeight(size + ABOVE_AND_BELOW);
        boolean both = (asList ? room : grid.getCellWidth()) >= size + READABLE;
        columns = asList ? 1 : columns;
        fixRows();
        if (both != takesBoth) {
            takesBoth = both;
            // Not while the view is being laid out.
            Platform.runLater(this::redraw);
        }
    }

    /** Rows are equally high: told so, the view need not fill and lay out a row to know its height. */
    private void fixRows() {
        if (grid.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
            flow.setFixedCellSize(grid.getCellHeight() + 2 * grid.getVerticalCellSpacing());
        }
    }

    int columns() {
        return columns;
    }

    /** Whether a card has room for a picture and a text beside it; otherwise it shows what was searched. */
    boolean takesBoth() {
        return takesBoth;
    }

    /** Latin letters that a card shows at least; longer texts can be opened. */
    int letters() {
        double size = panel.pictureSize();
        double width = (asList ? grid.getWidth() - SCROLL_BAR : grid.getCellWidth()) - CARD_EDGES - (takesBoth ? size : 0);
        return (int) Math.max(FEWEST_LETTERS, Math.floor(size / LINE) * width / LETTER);
    }

    int cursor() {
        return cursor;
    }

    /** The pointer or the keyboard is on a result. */
    void at(Ranking.Hit hit) {
        if (hit != null) {
            cursor = hits.size() == (ranking == null ? 0 : ranking.hits().size()) ? hit.rank() - 1 : hits.indexOf(hit);
        }
    }

    boolean within(int index) {
        return index >= 0 && index < hits.size();
    }

    /** Goes to a result; it is scrolled into view. */
    void moveTo(int index) {
        cursor = index;
        focus();
        scrollTo(index);
        panel.hover(this, hits.get(index));
    }

    /** Opens or closes the text of the result under the cursor. */
    void toggleText() {
        Node view = asList ? list : grid;
        for (Node n : view.lookupAll(".result-card")) {
            if (n instanceof ResultCard card && card.getPseudoClassStates().stream()
                    .anyMatch(p -> p.getPseudoClassName().equals("lit"))) {
                card.toggleText();
                return;
            }
        }
    }

    void focus() {
        (asList ? list : grid).requestFocus();
    }

    boolean hasFocus() {
        return grid.isFocused() || list.isFocused();
    }

    private void toTop() {
        if (asList) {
            list.scrollTo(0);
        } else if (grid.lookup(".virtual-flow") instanceof VirtualFlow<?> flow && flow.getCellCount() > 0) {
            flow.setPosition(0);
        }
    }

    private void scrollTo(int index) {
        if (asList) {
            list.scrollTo(Math.max(0, index - 1));
        } else if (grid.lookup(".virtual-flow") instanceof VirtualFlow<?> flow && flow.getCellCount() > 0) {
            flow.scrollTo(index / columns);
        }
    }
}
