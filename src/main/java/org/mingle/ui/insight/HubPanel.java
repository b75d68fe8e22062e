package org.mingle.ui.insight;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javafx.fxml.FXML;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Circle;
import org.mingle.data.Embeddings;
import org.mingle.retrieval.HubCorrection;
import org.mingle.retrieval.HubReport;
import org.mingle.retrieval.Interval;
import org.mingle.retrieval.KOccurrence;
import org.mingle.ui.AppModel;
import org.mingle.ui.Fxml;
import org.mingle.ui.Latest;
import org.mingle.ui.Palette;
import org.mingle.ui.SampleRef;
import org.mingle.ui.charts.BarChart;
import org.mingle.ui.charts.BarChart.Kind;

/** Which items too many queries find, which none, and what a correction of the ranking would change. */
public final class HubPanel extends StackPane {
    private static final int DEPTH = 10;
    private static final int LISTED = 200;
    private static final int BARS = 60;
    private static final double DOT = 4;

    @FXML private HBox content;
    @FXML private Label none;
    @FXML private ComboBox<String> direction;
    @FXML private BarChart histogram;
    @FXML private Label facts;
    @FXML private ToggleButton hubs;
    @FXML private ToggleButton antiHubs;
    @FXML private Label listed;
    @FXML private ListView<Integer> items;
    @FXML private Label takenTitle;
    @FXML private ListView<Integer> taken;
    @FXML private HBox switches;
    @FXML private GridPane effects;
    @FXML private Label effectNote;

    private final AppModel model;
    private final Latest latest = new Latest("hubs");
    private final Latest measuring = new Latest("hub corrections");
    private final List<int[]> directions = new ArrayList<>();
    private Shown shown;
    private AppModel.Space measured;
    private boolean active;
    private boolean filling;

    /** What is on the screen and what it is of. */
    private record Shown(AppModel.Space space, HubCorrection correction, int[] direction, HubReport report) {}

    public HubPanel(AppModel model) {
        this.model = model;
        Fxml.load(this, "insight/hub-panel.fxml");
        Switch.of(hubs, antiHubs).selectedToggleProperty().addListener((o, was, is) -> {
            if (is != null) {
                showItems();
            }
        });
        items.setCellFactory(l -> new ItemCell(false));
        taken.setCellFactory(l -> new ItemCell(true));
        items.getSelectionModel().selectedItemProperty().subscribe(this::showTaken);
        items.setAccessibleText("Hubs or anti-hubs");
        taken.setAccessibleText("Queries that find the item");
        for (ListView<Integer> list : List.of(items, taken)) {
            list.setOnKeyPressed(e -> {
                if (e.getCode() == KeyCode.ENTER && list.getSelectionModel().getSelectedItem() != null) {
                    open(list.getSelectionModel().getSelectedItem(), list == taken);
                }
            });
        }
        fillSwitches();
        direction.valueProperty().subscribe(v -> refresh());
        model.space().subscribe(s -> refresh());
        model.gallery().subscribe(s -> refresh());
        model.correction().subscribe(c -> {
            showSwitches();
            refresh();
        });
        model.dark().subscribe(d -> {
            items.refresh();
            taken.refresh();
        });
    }

    private void fillSwitches() {
        ToggleGroup group = new ToggleGroup();
        HubCorrection[] all = HubCorrection.values();
        for (int i = 0; i < all.length; i++) {
            ToggleButton button = new ToggleButton(all[i] == HubCorrection.NONE ? "Cosine" : all[i].label());
            button.getStyleClass().addAll("small", "insight-switch",
                    i == 0 ? "left-pill" : i == all.length - 1 ? "right-pill" : "center-pill");
            button.setUserData(all[i]);
            button.setMinWidth(USE_PREF_SIZE);
            button.setToggleGroup(group);
            HubCorrection correction = all[i];
            button.setOnAction(e -> {
                model.correction().set(correction);
                showSwitches();
            });
            switches.getChildren().add(button);
        }
        showSwitches();
    }

    private void showSwitches() {
        switches.getChildren().forEach(n -> ((ToggleButton) n).setSelected(n.getUserData() == model.correction().get()));
    }

    /** One item or query: a click asks for it. */
    private final class ItemCell extends ListCell<Integer> {
        private final boolean query;

        ItemCell(boolean query) {
            this.query = query;
            // The list, not the longest line, decides the width.
            setPrefWidth(0);
            setOnMouseEntered(e -> model.hovered().set(getItem() == null || shown == null ? null : ref(getItem(), query)));
            setOnMouseExited(e -> model.hovered().set(null));
            setOnMouseClicked(e -> {
                if (getItem() != null && (query || e.getClickCount() == 2)) {
                    open(getItem(), query);
                }
            });
        }

        @Override
        protected void updateItem(Integer row, boolean blank) {
            super.updateItem(row, blank);
            if (blank || row == null || shown == null) {
                setText("");
                setGraphic(null);
                return;
            }
            Embeddings e = shown.space().embeddings();
            int c = e.labels()[row][0];
            setGraphic(new Circle(DOT, Palette.color(c, model.dark().get())));
            int count = shown.report().occurrence().counts()[row];
            setText(query ? e.ids().get(row) + "  " + e.classNames().get(c)
                    : String.format(Locale.ROOT, "%,d×  %s%s  %s", count, e.ids().get(row), count == 0 ? ""
                            : String.format(Locale.ROOT, "  %.0f %% wrong", 100 * shown.report().wrongShare(e, row)),
                            e.classNames().get(c)));
        }
    }

    private SampleRef ref(int row, boolean query) {
        return new SampleRef(shown.space().embeddings().ids().get(row), shown.direction()[query ? 0 : 1]);
    }

    private void open(int row, boolean query) {
        model.query().set(ref(row, query));
    }

    void setActive(boolean on) {
        active = on;
        refresh();
    }

    private void refresh() {
        AppModel.Space space = model.measured();
        if (!active || filling) {
            return;
        }
        if (space == null || space.embeddings().size() <= 1) {
            shown = null;
            say(space == null ? "Open a dataset to see its hubs." : "There is nothing to rank in this split.");
            return;
        }
        fillDirections(space.embeddings());
        int[] d = directions.get(Math.max(0, direction.getSelectionModel().getSelectedIndex()));
        HubCorrection how = model.correction().get();
        if (shown == null) {
            say("Counting …");
        }
        latest.submit(() -> new Shown(space, how, d, HubReport.of(space.embeddings(), d[0], d[1], how, DEPTH)), s -> {
            shown = s;
            show();
        }, this::say);
        if (measured != space) {
            measured = space;
            effects.getChildren().clear();
            effectNote.setText("Measuring the corrections …");
            measuring.submit(() -> effects(space.embeddings()), e -> showEffects(space, e), effectNote::setText);
        }
    }

    private void fillDirections(Embeddings e) {
        List<String> names = new ArrayList<>();
        directions.clear();
        int m = e.modalities().size();
        for (int from = 0; from < m; from++) {
            for (int to = 0; to < m; to++) {
                if (from != to) {
                    directions.add(new int[] {from, to});
                    names.add(e.modalities().get(from) + " → " + e.modalities().get(to));
                }
            }
        }
        if (!direction.getItems().equals(names)) {
            filling = true;
            direction.getItems().setAll(names);
            direction.getSelectionModel().select(0);
            filling = false;
        }
    }

    private static List<HubReport.Effect> effects(Embeddings e) {
        List<HubReport.Effect> effects = new ArrayList<>();
        for (int[] d : new int[][] {{0, 1}, {1, 0}}) {
            for (HubCorrection c : List.of(HubCorrection.CSLS, HubCorrection.INVERTED_SOFTMAX)) {
                effects.add(HubReport.Effect.of(e, d[0], d[1], c));
            }
        }
        return effects;
    }

    private void showEffects(AppModel.Space space, List<HubReport.Effect> found) {
        effects.getChildren().clear();
        List<String> m = space.embeddings().modalities();
        int line = 0;
        for (int d = 0; d < 2; d++) {
            Label name = new Label(m.get(d) + " → " + m.get(1 - d));
            name.getStyleClass().add("insight-title");
            effects.add(name, 0, line++, 2, 1);
            HubReport.Effect csls = found.get(2 * d);
            line(line++, "cosine", csls.before(), "");
            line(line, HubCorrection.CSLS.label(), csls.after(), change(csls));
            line += 2;
            HubReport.Effect softmax = found.get(2 * d + 1);
            line(line, "inv. softmax", softmax.after(), change(softmax));
            line += 2;
        }
        effectNote.setText(String.format(Locale.ROOT, "mAP over the whole ranking, %s %s queries; 95 %% bootstrap interval"
                + " over queries, change with its own.", count(space), model.scope().get().key()));
    }

    /** How many pairs are counted; a sample of the split says so. */
    private static String count(AppModel.Space space) {
        int n = space.embeddings().size();
        return n < space.total() ? String.format(Locale.ROOT, "%,d of %,d (the pairs on the map)", n, space.total())
                : String.format(Locale.ROOT, "%,d", n);
    }

    private static String change(HubReport.Effect e) {
        Interval d = e.paired().difference();
        return String.format(Locale.ROOT, "%+.3f [%+.3f, %+.3f]", d.value(), d.low(), d.high());
    }

    private void line(int at, String name, Interval map, String change) {
        Label label = new Label(name);
        Label value = new Label(String.format(Locale.ROOT, "%.3f [%.3f, %.3f]", map.value(), map.low(), map.high()));
        Label difference = new Label(change);
        label.setMinWidth(USE_PREF_SIZE);
        label.getStyleClass().add("insight-value");
        difference.setMinWidth(USE_PREF_SIZE);
        difference.getStyleClass().add("insight-value");
        value.setMinWidth(USE_PREF_SIZE);
        effects.addRow(at, label, value);
        if (!change.isEmpty()) {
            effects.add(difference, 1, at + 1);
        }
    }

    private void say(String sentence) {
        content.setVisible(false);
        none.setText(sentence);
        none.setVisible(true);
    }

    private void show() {
        none.setVisible(false);
        content.setVisible(true);
        KOccurrence o = shown.report().occurrence();
        facts.setText(String.format(Locale.ROOT, "Skewness %.2f%s · Robin Hood %.2f · %.1f %% anti-hubs · hubs hold %.1f %% of"
                + " the places. %s %s queries, first %d, %s.", o.skewness(), o.skewness() > 1.2 ? " (notable)" : "",
                o.robinHood(), 100 * o.antiHubs(), 100 * o.hubShare(), count(shown.space()), model.scope().get().key(), o.k(),
                shown.correction() == HubCorrection.NONE ? "cosine" : shown.correction().label()));
        int[] h = shown.report().histogram();
        List<BarChart.Bar> bars = new ArrayList<>();
        for (int c = 0; c < Math.min(h.length, BARS); c++) {
            boolean last = c == BARS - 1 && h.length > BARS;
            int count = last ? Arrays.stream(h, c, h.length).sum() : h[c];
            bars.add(new BarChart.Bar(c + (last ? "+" : ""), count, 0, c >= 2 * o.k() ? Kind.GOOD : Kind.ACCENT,
                    String.format(Locale.ROOT, "%,d items are found by %d%s queries", count, c, last ? " or more" : ""),
                    null, null));
        }
        histogram.setBars(bars, "found by so many queries", "Nothing is found");
        showItems();
    }

    private void showItems() {
        if (shown == null) {
            return;
        }
        int[] order = shown.report().order();
        int[] counts = shown.report().occurrence().counts();
        int limit = 2 * shown.report().occurrence().k();
        List<Integer> rows = hubs.isSelected() ? Arrays.stream(order).filter(r -> counts[r] >= limit).boxed().toList()
                : Arrays.stream(order).filter(r -> counts[r] == 0).boxed().toList();
        listed.setText(rows.size() > LISTED ? String.format(Locale.ROOT, "%d of %,d", LISTED, rows.size())
                : String.format(Locale.ROOT, "%,d", rows.size()));
        items.setPlaceholder(new Label(hubs.isSelected() ? "No item is found by " + limit + " queries or more."
                : "Every item is found by some query."));
        items.getItems().setAll(rows.subList(0, Math.min(LISTED, rows.size())));
        if (!items.getItems().isEmpty()) {
            items.getSelectionModel().select(0);
        } else {
            showTaken(null);
        }
    }

    private void showTaken(Integer row) {
        if (row == null || shown == null) {
            takenTitle.setText("Queries that find it");
            taken.getItems().clear();
            return;
        }
        takenTitle.setText(String.format(Locale.ROOT, "%,d queries find %s", shown.report().takenBy().get(row).length,
                shown.space().embeddings().ids().get(row)));
        taken.setPlaceholder(new Label("No query has it among its first " + DEPTH + "."));
        taken.getItems().setAll(Arrays.stream(shown.report().takenBy().get(row)).boxed().toList());
    }
}
