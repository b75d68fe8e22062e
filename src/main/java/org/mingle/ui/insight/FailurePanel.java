package org.mingle.ui.insight;

import java.io.File;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.stage.DirectoryChooser;
import org.mingle.data.Dataset;
import org.mingle.data.Embeddings;
import org.mingle.data.Split;
import org.mingle.retrieval.FailureList;
import org.mingle.retrieval.HubCorrection;
import org.mingle.retrieval.Interval;
import org.mingle.retrieval.QuerySample;
import org.mingle.retrieval.Similarity;
import org.mingle.runs.Run;
import org.mingle.ui.AppModel;
import org.mingle.ui.Fxml;
import org.mingle.ui.Latest;
import org.mingle.ui.SampleRef;
import org.mingle.ui.charts.HeatMap;
import org.mingle.ui.media.ClassChip;

/**
 * All samples as queries, to be sorted by how badly they are retrieved by, by what has changed since another epoch or
 * run, or by how far the two directions disagree; and which classes are taken for which.
 */
public final class FailurePanel extends StackPane {
    private static final String A_RUN = "A run…";
    /** Epochs that can be compared with, besides the first: the newest ones that were looked at. */
    private static final int EPOCHS = 12;

    @FXML private HBox content;
    @FXML private Label none;
    @FXML private Label about;
    @FXML private Button clear;
    @FXML private ComboBox<String> against;
    @FXML private TableView<FailureList.Entry> table;
    @FXML private Label forwardTitle;
    @FXML private HeatMap forward;
    @FXML private Label backwardTitle;
    @FXML private HeatMap backward;

    private final AppModel model;
    private final Latest latest = new Latest("failures");
    private final Latest other = new Latest("failures of a run");
    private final TableColumn<FailureList.Entry, Double> forwardColumn;
    private final TableColumn<FailureList.Entry, Double> backwardColumn;
    private final TableColumn<FailureList.Entry, Double> mean;
    /** Mean AP by id of what can be compared with, by its name. */
    private final Map<String, Map<String, Double>> known = new LinkedHashMap<>();
    private AppModel.Space first;
    private Dataset dataset;
    private Split scope;
    private Shown shown;
    private int[] cell;
    private boolean active;
    private boolean filling;

    /** What is on the screen and what it is of. */
    private record Shown(AppModel.Space space, HubCorrection correction, FailureList list) {}

    public FailurePanel(AppModel model) {
        this.model = model;
        Fxml.load(this, "insight/failure-panel.fxml");
        TableColumn<FailureList.Entry, String> id = new TableColumn<>("id");
        id.setCellValueFactory(c -> new ReadOnlyObjectWrapper<>(c.getValue().id()));
        id.setPrefWidth(54);
        id.setMinWidth(48);
        TableColumn<FailureList.Entry, Integer> label = new TableColumn<>("class");
        label.setCellValueFactory(c -> new ReadOnlyObjectWrapper<>(c.getValue().label()));
        label.setCellFactory(c -> new ClassCell());
        label.setPrefWidth(74);
        label.setMinWidth(64);
        forwardColumn = number("", "AP of the first direction", FailureList.Entry::forward, "%.3f");
        backwardColumn = number("", "AP of the second direction", FailureList.Entry::backward, "%.3f");
        mean = number("mean", "Mean AP of both directions", FailureList.Entry::mean, "%.3f");
        mean.setPrefWidth(66);
        mean.setMinWidth(64);
        TableColumn<FailureList.Entry, Double> change = number("change", "Mean AP of both directions less that of the epoch"
                + " or run chosen above", this::change, "%+.3f");
        TableColumn<FailureList.Entry, Double> apart = number("apart", "How far the two directions disagree, first less"
                + " second", FailureList.Entry::disagreement, "%+.3f");
        change.setPrefWidth(64);
        change.setMinWidth(62);
        apart.setComparator(Comparator.comparingDouble(Math::abs));
        apart.setPrefWidth(62);
        apart.setMinWidth(60);
        table.getColumns().setAll(List.of(id, label, forwardColumn, backwardColumn, mean, change, apart));
        table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        table.getSortOrder().setAll(List.of(mean));
        table.setPlaceholder(new Label("No query is behind this cell."));
        table.setAccessibleText("Queries, the worst first");
        table.setRowFactory(t -> row());
        table.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER) {
                open(table.getSelectionModel().getSelectedItem());
                e.consume();
            }
        });
        forward.setOnCell((a, b) -> choose(0, a, b));
        backward.setOnCell((a, b) -> choose(1, a, b));
        clear.setVisible(false);
        against.valueProperty().addListener((o, was, is) -> compare(was, is));
        model.gallery().subscribe(s -> spaceChanged());
        model.correction().subscribe(c -> refresh());
        model.dark().subscribe(d -> show());
    }

    private static TableColumn<FailureList.Entry, Double> number(String name, String help,
            Function<FailureList.Entry, Double> value, String format) {
        TableColumn<FailureList.Entry, Double> column = new TableColumn<>();
        Label title = new Label(name);
        title.setTooltip(new Tooltip(help));
        column.setGraphic(title);
        column.setPrefWidth(48);
        column.setMinWidth(46);
        column.getStyleClass().add("number-cell");
        column.setCellValueFactory(c -> new ReadOnlyObjectWrapper<>(value.apply(c.getValue())));
        column.setCellFactory(c -> new TableCell<>() {
            @Override
            protected void updateItem(Double v, boolean blank) {
                super.updateItem(v, blank);
                setText(blank || v == null ? "" : Double.isNaN(v) ? "–" : String.format(Locale.ROOT, format, v));
            }
        });
        return column;
    }

    /** Class names with their colours. */
    private final class ClassCell extends TableCell<FailureList.Entry, Integer> {
        @Override
        protected void updateItem(Integer c, boolean blank) {
            super.updateItem(c, blank);
            setGraphic(blank || c == null || shown == null ? null : new ClassChip(
                    shown.space().embeddings().classNames().get(c), c, model.dark().get()));
        }
    }

    private TableRow<FailureList.Entry> row() {
        TableRow<FailureList.Entry> row = new TableRow<>();
        row.setOnMouseEntered(e -> model.hovered().set(row.getItem() == null ? null
                : new SampleRef(row.getItem().id(), modality())));
        row.setOnMouseExited(e -> model.hovered().set(null));
        row.setOnMouseClicked(e -> open(row.getItem()));
        return row;
    }

    private void open(FailureList.Entry entry) {
        if (entry != null) {
            model.query().set(new SampleRef(entry.id(), modality()));
        }
    }

    /** The query modality that a click means: that of the cell that is chosen, or the one that fails worse. */
    private int modality() {
        return cell == null ? 0 : cell[0];
    }

    private double change(FailureList.Entry e) {
        // Nothing has changed since itself: that is no figure.
        boolean itself = shown != null && shown.correction() == HubCorrection.NONE
                && name(shown.space()).equals(against.getValue());
        Map<String, Double> before = against.getValue() == null || itself ? null : known.get(against.getValue());
        Double value = before == null ? null : before.get(e.id());
        return value == null ? Double.NaN : e.mean() - value;
    }

    void setActive(boolean on) {
        active = on;
        refresh();
    }

    private void spaceChanged() {
        AppModel.Space space = model.gallery().get();
        if (dataset != model.dataset().get() || scope != model.scope().get()) {
            dataset = model.dataset().get();
            scope = model.scope().get();
            known.clear();
            first = null;
            cell = null;
            shown = null;
        }
        if (space != null && (first == null || space.epoch() < first.epoch())) {
            first = space;
        }
        refresh();
    }

    private static String name(AppModel.Space space) {
        return "epoch " + space.epoch();
    }

    private void refresh() {
        AppModel.Space space = model.gallery().get();
        if (!active) {
            return;
        }
        if (space == null || space.embeddings().size() == 0 || space.embeddings().modalities().size() < 2) {
            say(space == null ? model.dataset().get() == null ? "Open a dataset to see which queries fail."
                    : "Preparing " + model.dataset().get().name() + " …" : "There is nothing to rank in this split.");
            return;
        }
        HubCorrection how = model.correction().get();
        if (shown != null && shown.space() == space && shown.correction() == how) {
            return;
        }
        AppModel.Space start = first;
        boolean startKnown = known.containsKey(name(start)) || start == space;
        if (shown == null) {
            say("Ranking all queries …");
        }
        List<String> asking = asking();
        latest.submit(() -> {
            FailureList before = startKnown ? null : list(start.embeddings(), HubCorrection.NONE, asking);
            FailureList now = list(space.embeddings(), how, asking);
            return new Object[] {before, new Shown(space, how, now)};
        }, result -> {
            if (result[0] instanceof FailureList before) {
                known.putIfAbsent(name(start), before.byId());
            }
            shown = (Shown) result[1];
            remember();
            fillChoices();
            show();
        }, this::say);
    }

    /** Ids of the samples that are queries where not all are: those that the map draws. */
    private List<String> asking() {
        AppModel.Space map = model.space().get();
        return map == null ? List.of() : map.embeddings().ids();
    }

    /** Each query is ranked against the whole gallery; where that has very many pairs, not all of them are queries. */
    private static FailureList list(Embeddings e, HubCorrection how, List<String> asking) {
        if (QuerySample.all(e.size())) {
            return FailureList.of(e, Similarity.COSINE, how);
        }
        Set<String> wanted = new HashSet<>(asking);
        return FailureList.of(e, Similarity.COSINE, how, IntStream.range(0, e.size())
                .filter(r -> wanted.contains(e.ids().get(r))).toArray());
    }

    private void remember() {
        if (shown.correction() == HubCorrection.NONE) {
            known.put(name(shown.space()), shown.list().byId());
            List<String> epochs = new ArrayList<>(known.keySet().stream().filter(k -> k.startsWith("epoch ")).toList());
            for (int i = 1; i < epochs.size() - EPOCHS; i++) {
                known.remove(epochs.get(i));
            }
        }
    }

    private void fillChoices() {
        filling = true;
        String chosen = against.getValue();
        List<String> names = new ArrayList<>(known.keySet());
        names.add(A_RUN);
        against.getItems().setAll(names);
        against.setValue(known.containsKey(chosen) ? chosen : names.get(0));
        filling = false;
    }

    private void compare(String was, String is) {
        if (filling || is == null) {
            return;
        }
        if (!is.equals(A_RUN)) {
            show();
            return;
        }
        filling = true;
        against.setValue(was);
        filling = false;
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle("Compare with a run");
        File folder = chooser.showDialog(getScene().getWindow());
        if (folder != null) {
            compareWith(folder.toPath());
        }
    }

    /** Compares with the embeddings of a finished run, query by query. */
    void compareWith(java.nio.file.Path run) {
        Split split = model.scope().get();
        List<String> asking = asking();
        other.submit(() -> list(Run.open(run).embeddings(split), HubCorrection.NONE, asking).byId(), map -> {
            String name = "run " + run.getFileName();
            known.put(name, map);
            fillChoices();
            against.setValue(name);
        }, sentence -> {
            about.setText(sentence);
            about.setTooltip(new Tooltip(sentence));
        });
    }

    private void say(String sentence) {
        content.setVisible(false);
        none.setText(sentence);
        none.setVisible(true);
    }

    private void choose(int direction, int queryClass, int foundClass) {
        int[] wanted = {direction, queryClass, foundClass};
        cell = Arrays.equals(cell, wanted) ? null : wanted;
        show();
    }

    @FXML
    private void clearCell() {
        cell = null;
        show();
    }

    private void show() {
        if (shown == null) {
            return;
        }
        none.setVisible(false);
        content.setVisible(true);
        FailureList list = shown.list();
        Embeddings e = shown.space().embeddings();
        String a = list.modalities().get(0);
        String b = list.modalities().get(1);
        ((Label) forwardColumn.getGraphic()).setText(a.charAt(0) + "→" + b.charAt(0));
        ((Label) backwardColumn.getGraphic()).setText(b.charAt(0) + "→" + a.charAt(0));
        heading(forwardTitle, a, b, list.mean().get(0));
        heading(backwardTitle, b, a, list.mean().get(1));
        String tip = "%s queries find %s: %.1f %% of their first " + FailureList.DEPTH + " results";
        forward.setTable(e.classNames(), list.confusion().get(0).shares(), tip, model.dark().get());
        backward.setTable(e.classNames(), list.confusion().get(1).shares(), tip, model.dark().get());
        forward.mark(cell != null && cell[0] == 0 ? cell[1] : -1, cell != null ? cell[2] : -1);
        backward.mark(cell != null && cell[0] == 1 ? cell[1] : -1, cell != null ? cell[2] : -1);
        List<FailureList.Entry> entries = cell == null ? list.entries()
                : list.queries(e, cell[0], cell[1], cell[2]);
        int asked = list.entries().size();
        String how = shown.correction() == HubCorrection.NONE ? "cosine" : shown.correction().label();
        String split = model.scope().get().key();
        String all = asked < e.size() ? String.format(Locale.ROOT, "%,d of %,d %s queries (those on the map), AP over all"
                + " %,d, %s", asked, e.size(), split, e.size(), how)
                : String.format(Locale.ROOT, "%,d %s queries, AP, %s", asked, split, how);
        about.setText(cell == null ? all : String.format(Locale.ROOT, "%,d queries", entries.size()));
        about.setTooltip(new Tooltip(all));
        clear.setVisible(cell != null);
        clear.setManaged(cell != null);
        if (cell != null) {
            clear.setText(e.classNames().get(cell[1]) + " → " + e.classNames().get(cell[2]));
        }
        List<TableColumn<FailureList.Entry, ?>> order = List.copyOf(table.getSortOrder());
        table.getItems().setAll(entries);
        table.getSortOrder().setAll(order);
        table.sort();
    }

    private static void heading(Label title, String from, String to, Interval map) {
        title.setText(String.format(Locale.ROOT, "%s → %s%nmAP %.3f [%.3f, %.3f]", from, to, map.value(), map.low(),
                map.high()));
        title.setTooltip(new Tooltip("Rows: class of the query; columns: class of its first " + FailureList.DEPTH
                + " results. mAP over the whole ranking with its 95 % bootstrap interval over queries (2,000 rounds, seed"
                + " 1). Click a cell for its queries."));
    }
}
