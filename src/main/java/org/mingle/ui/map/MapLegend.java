package org.mingle.ui.map;

import java.util.ArrayList;
import java.util.Arrays;
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
    void update(MapPoints next, MapScene scene, String problem) {
        if (next.isEmpty()) {
            return;
        }
        var e = next.layout().embeddings();
        String guest = scene.guest() == null ? "" : scene.guest().words();
        List<Object> key = List.of(e.modalities(), e.classNames(), e.ids(), scene.colouring(), scene.dark(),
                scene.links(), problem, guest);
        points = next;
        if (!key.equals(shown)) {
            shown = key;
            rebuild(scene, problem);
        }
        refresh();
    }

    private void rebuild(MapScene scene, String problem) {
        Colouring colouring = scene.colouring();
        boolean dark = scene.dark();
        boolean byClass = colouring.by() == ColourBy.CLASS;
        var e = points.layout().embeddings();
        int[] counts = MapPoints.classCounts(e);
        box.getChildren().clear();
        modalityEntries.clear();
        classEntries.clear();
        heading("Modality");
        for (int m = 0; m < e.modalities().size(); m++) {
            Shape swatch = swatch(MarkShape.of(m));
            if (colouring.by() != ColourBy.MODALITY) {
                swatch.getStyleClass().add("shape-swatch");
            } else {
                swatch.setFill(Palette.color(m, dark));
            }
            modalityEntries.add(entry(e.modalities().get(m), e.size(), swatch, m,
                    i -> points.showModality(i, !points.modalityOn(i)), i -> points.isolateModality(i)));
        }
        if (scene.guest() != null) {
            heading("Query from outside");
            note(scene.guest().words());
        }
        values(colouring, dark, problem);
        links(scene.links(), dark);
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

    /** What colours mean, where they mean neither classes nor modalities. */
    private void values(Colouring colouring, boolean dark, String problem) {
        ColourBy by = colouring.by();
        if (by == ColourBy.CLASS || by == ColourBy.MODALITY) {
            return;
        }
        heading(by.title());
        PointValues values = colouring.values();
        if (values == null) {
            note(problem.isEmpty() ? "Computing …" : problem);
            return;
        }
        if (by.warp() != null) {
            box.getChildren().add(new ColourBar(by, values.low(), values.high(), dark));
        }
        for (int k = 0; k < by.kinds().size(); k++) {
            int code = k;
            int n = (int) Arrays.stream(values.values()).filter(v -> v == code).count();
            if (n > 0 || by != ColourBy.SPLIT) {
                kind(by.kinds().get(k), n, new Circle(SWATCH, MapRenderer.colour(colouring.kind(k, dark))));
            }
        }
        if (values.missing() > 0) {
            Circle hollow = new Circle(SWATCH, Color.TRANSPARENT);
            hollow.getStyleClass().add("missing-swatch");
            kind("no value", values.missing(), hollow);
        }
        if (!by.meaning().isEmpty()) {
            note(Character.toUpperCase(by.meaning().charAt(0)) + by.meaning().substring(1) + ".");
        }
        if (!values.basis().isEmpty()) {
            note(values.basis());
        }
    }

    private void links(PairLinks links, boolean dark) {
        if (links.mode() == PairLinks.Mode.POINTED) {
            return;
        }
        heading("Lines of pairs");
        if (links.ranks() == null) {
            note("Computing …");
            return;
        }
        box.getChildren().add(new ColourBar(ColourBy.PAIR_RANK, 1, links.ranks().length, dark));
        note(String.format(Locale.ROOT, "Rank in the space, the worse of both directions. %,d of %,d pairs joined.",
                links.rows().length, links.ranks().length));
    }

    private void note(String text) {
        Label label = new Label(text);
        label.setWrapText(true);
        label.setMinHeight(USE_PREF_SIZE);
        label.getStyleClass().add("legend-note");
        box.getChildren().add(label);
    }

    private void kind(String name, int count, Shape swatch) {
        HBox row = row(name, count, swatch);
        row.getStyleClass().add("legend-kind");
        box.getChildren().add(row);
    }

    private void heading(String text) {
        Label label = new Label(text);
        label.getStyleClass().add("legend-heading");
        box.getChildren().add(label);
    }

    private static HBox row(String name, int count, Shape swatch) {
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
        return row;
    }

    private ToggleButton entry(String name, int count, Shape swatch, int index, IntConsumer toggle,
            IntConsumer isolate) {
        HBox row = row(name, count, swatch);
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
