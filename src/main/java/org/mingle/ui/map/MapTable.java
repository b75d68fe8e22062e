package org.mingle.ui.map;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.animation.PauseTransition;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.control.Label;
import javafx.scene.control.TableCell;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.util.Duration;
import org.mingle.ui.AppModel;

/**
 * What is on the map as a table, one row a point that is shown: for those who do not see the map, and for looking up
 * numbers. The row at the cursor is lit up in all panels; Enter asks by it, Space selects it.
 */
public final class MapTable extends TableView<Integer> {
    /** While the map moves its numbers are read anew no more often than this. */
    private static final Duration PATIENCE = Duration.millis(500);

    private final TableColumn<Integer, String> value;
    private final PauseTransition again = new PauseTransition(PATIENCE);
    private AppModel model;
    private MapPoints points;
    private MapScene scene = MapScene.PLAIN;
    private int[] rows = new int[0];

    public MapTable() {
        getStyleClass().addAll("map-table", "dense", "edge-to-edge");
        setAccessibleText("Points of the map");
        setPlaceholder(new Label("No point is shown"));
        TableColumn<Integer, String> selected = column("Selected", p -> scene.selected().get(p) ? "✓" : "");
        TableColumn<Integer, String> modality = column("Modality", p -> points.modalityNames().get(points.modality(p)));
        TableColumn<Integer, String> id = column("Id", p -> points.ref(p).id());
        TableColumn<Integer, String> classes = column("Class", this::classes);
        value = column("", p -> scene.colouring().values() == null ? "" : scene.colouring().values().words(p));
        value.setComparator(Comparator.comparingDouble(MapTable::number).thenComparing(Comparator.naturalOrder()));
        getColumns().addAll(List.of(modality, id, classes, value, place("x", p -> (double) points.x(p)),
                place("y", p -> (double) points.y(p)), selected));
        setColumnResizePolicy(CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
        again.setOnFinished(e -> refresh());
        getSelectionModel().selectedItemProperty().subscribe(p -> {
            if (p != null && model != null) {
                model.hovered().set(points.ref(p));
            }
        });
        addEventHandler(KeyEvent.KEY_PRESSED, this::key);
    }

    /** @param mapPoints whose shown ones are the rows */
    void connect(AppModel window, MapPoints mapPoints) {
        model = window;
        points = mapPoints;
    }

    private static double number(String words) {
        try {
            return Double.parseDouble(words.replace(",", ""));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    private String classes(int p) {
        var e = points.layout().embeddings();
        return Arrays.stream(e.labels()[points.row(p)]).mapToObj(e.classNames()::get).collect(Collectors.joining(", "));
    }

    private static TableColumn<Integer, String> column(String title, Function<Integer, String> text) {
        TableColumn<Integer, String> column = new TableColumn<>(title);
        column.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(text.apply(f.getValue())));
        return column;
    }

    private static TableColumn<Integer, Double> place(String title, Function<Integer, Double> number) {
        TableColumn<Integer, Double> column = new TableColumn<>(title);
        column.setCellValueFactory(f -> new ReadOnlyObjectWrapper<>(number.apply(f.getValue())));
        column.setCellFactory(c -> new TableCell<>() {
            @Override
            protected void updateItem(Double v, boolean empty) {
                super.updateItem(v, empty);
                setText(empty || v == null ? null : String.format(Locale.ROOT, "%.2f", v));
            }
        });
        return column;
    }

    /** Shows the points that are shown, as this scene has them; costs little while it is out of view. */
    void show(MapScene next) {
        boolean other = !next.colouring().equals(scene.colouring()) || !next.selected().equals(scene.selected());
        scene = next;
        if (!isVisible() || points.isEmpty()) {
            return;
        }
        int[] shown = IntStream.range(0, points.count()).filter(points::visible).toArray();
        value.setText(scene.colouring().values() == null ? "" : scene.colouring().by().title());
        value.setVisible(scene.colouring().values() != null);
        if (!Arrays.equals(shown, rows)) {
            rows = shown;
            getItems().setAll(IntStream.of(shown).boxed().toList());
            sort();
        } else if (other) {
            refresh();
        } else if (again.getStatus() != PauseTransition.Status.RUNNING) {
            again.playFromStart();
        }
    }

    private void key(KeyEvent e) {
        Integer p = getSelectionModel().getSelectedItem();
        if (p == null) {
            return;
        }
        if (e.getCode() == KeyCode.ENTER) {
            model.query().set(points.ref(p));
            e.consume();
        } else if (e.getCode() == KeyCode.SPACE) {
            new MapSelection(model, points).toggle(p);
            e.consume();
        }
    }
}
