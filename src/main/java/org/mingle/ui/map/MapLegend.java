package org.mingle.ui.map;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.IntConsumer;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Polygon;
import javafx.scene.shape.Shape;
import org.mingle.ui.Palette;

/** Explains shapes and colours, and filters: a click shows or hides, a double click shows one alone. */
public final class MapLegend extends ScrollPane {
    private static final double SWATCH = 5;

    private final VBox box = new VBox();
    private Runnable onChange = () -> { };
    private MapPoints points;
    private List<Object> shown = List.of();
    private final List<ToggleButton> modalityEntries = new ArrayList<>();
    private final List<ToggleButton> classEntries = new ArrayList<>();

    public MapLegend() {
        getStyleClass().add("map-legend");
        box.getStyleClass().add("entries");
        setContent(box);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
    }

    void setOnChange(Runnable action) {
        onChange = action;
    }

    /** Shows the legend of these points; does nothing when it already does. */
    void update(MapPoints next, boolean byClass, boolean dark) {
        if (next.isEmpty()) {
            return;
        }
        var e = next.layout().embeddings();
        List<Object> key = List.of(e.modalities(), e.classNames(), e.ids(), byClass, dark);
        points = next;
        if (!key.equals(shown)) {
            shown = key;
            rebuild(byClass, dark);
        }
        refresh();
    }

    private void rebuild(boolean byClass, boolean dark) {
        var e = points.layout().embeddings();
        int[] counts = MapPoints.classCounts(e);
        box.getChildren().clear();
        modalityEntries.clear();
        classEntries.clear();
        heading("Modality");
        for (int m = 0; m < e.modalities().size(); m++) {
            Shape swatch = swatch(MarkShape.of(m));
            if (byClass) {
                swatch.getStyleClass().add("shape-swatch");
            } else {
                swatch.setFill(Palette.color(m, dark));
            }
            modalityEntries.add(entry(e.modalities().get(m), e.size(), swatch, m,
                    i -> points.showModality(i, !points.modalityOn(i)), i -> points.isolateModality(i)));
        }
        heading("Class");
        for (int c = 0; c < counts.length; c++) {
            Shape swatch = new Circle(SWATCH, byClass ? Palette.color(c, dark) : Color.TRANSPARENT);
            if (!byClass) {
                swatch.getStyleClass().add("no-swatch");
            }
            classEntries.add(entry(e.classNames().get(c), counts[c], swatch, c,
                    i -> points.showClass(i, !points.classOn(i)), i -> points.isolateClass(i)));
        }
    }

    private void heading(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("legend-heading");
        box.getChildren().add(label);
    }

    private ToggleButton entry(String name, int count, Shape swatch, int index, IntConsumer toggle,
            IntConsumer isolate) {
        HBox icon = new HBox(swatch);
        icon.getStyleClass().add("swatch");
        Label text = new Label(name);
        text.setMinWidth(0);
        text.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(text, Priority.ALWAYS);
        Label number = new Label(String.format(Locale.ROOT, "%,d", count));
        number.getStyleClass().add("count");
        number.setMinWidth(USE_PREF_SIZE);
        HBox row = new HBox(icon, text, number);
        row.getStyleClass().add("row");
        ToggleButton button = new ToggleButton(null, row);
        button.getStyleClass().setAll("legend-entry");
        button.setMaxWidth(Double.MAX_VALUE);
        row.prefWidthProperty().bind(button.widthProperty().subtract(12));
        button.setAccessibleText(name + ", " + count + " pairs");
        button.setTooltip(new Tooltip(name + "\nClick shows or hides, double click shows it alone"));
        button.setOnAction(e -> {
            toggle.accept(index);
            changed();
        });
        button.setOnMouseClicked(e -> {
            if (e.getClickCount() % 2 == 0) {
                isolate.accept(index);
                changed();
            }
        });
        box.getChildren().add(button);
        return button;
    }

    private void changed() {
        refresh();
        onChange.run();
    }

    private void refresh() {
        for (int m = 0; m < modalityEntries.size(); m++) {
            modalityEntries.get(m).setSelected(points.modalityOn(m));
        }
        for (int c = 0; c < classEntries.size(); c++) {
            classEntries.get(c).setSelected(points.classOn(c));
        }
    }

    /** The entries of classes, in the order of the dataset. */
    List<ToggleButton> classEntries() {
        return classEntries;
    }

    private static Shape swatch(MarkShape shape) {
        double half = SWATCH * Math.sqrt(Math.PI) / 2;
        double diagonal = SWATCH * Math.sqrt(Math.PI / 2);
        double inner = SWATCH * Math.sqrt(Math.PI / (3 * Math.sqrt(3)));
        double base = inner * Math.sqrt(3);
        return switch (shape) {
            case CIRCLE -> new Circle(SWATCH);
            case SQUARE -> new Polygon(-half, -half, half, -half, half, half, -half, half);
            case DIAMOND -> new Polygon(-diagonal, 0, 0, -diagonal, diagonal, 0, 0, diagonal);
            case TRIANGLE -> new Polygon(-base, inner, base, inner, 0, -2 * inner);
        };
    }
}
