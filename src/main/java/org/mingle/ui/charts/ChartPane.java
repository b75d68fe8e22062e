package org.mingle.ui.charts;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Line;
import org.mingle.ui.Fxml;
import org.mingle.ui.Palette;

/**
 * A chart with its title and its legend. Each entry of the legend shows the line's value now, or at the crosshair, and
 * hides or shows the line.
 */
public final class ChartPane extends VBox {
    @FXML
    private Label title;
    @FXML
    private FlowPane legend;
    @FXML
    private LineChartCanvas chart;
    @FXML
    private StackPane body;
    @FXML
    private Label empty;

    private final Map<String, Entry> entries = new HashMap<>();
    private List<Series> series = List.of();
    private EpochAxis axis = new EpochAxis();

    public ChartPane() {
        Fxml.load(this, "charts/chart-pane.fxml");
        chart.dark().addListener((o, was, is) -> recolor());
    }

    public String getTitle() {
        return title.getText();
    }

    public void setTitle(String text) {
        title.setText(text);
    }

    /** One sentence about the chart, shown on its title. */
    public String getHelp() {
        return title.getTooltip() == null ? "" : title.getTooltip().getText();
    }

    public void setHelp(String sentence) {
        title.setTooltip(new Tooltip(sentence));
        title.setAccessibleHelp(sentence);
    }

    /** What is said while there is nothing to draw. */
    public String getEmptyText() {
        return empty.getText();
    }

    public void setEmptyText(String sentence) {
        empty.setText(sentence);
    }

    public LineChartCanvas canvas() {
        return chart;
    }

    void setAxis(EpochAxis shared) {
        axis = shared;
        chart.setAxis(shared);
        shared.crosshair().addListener((o, was, is) -> showValues());
        shared.now().addListener((o, was, is) -> showValues());
    }

    /** Replaces all lines; a hidden one stays hidden. */
    public void setSeries(List<Series> lines) {
        boolean same = lines.stream().map(Series::key).toList().equals(series.stream().map(Series::key).toList());
        series = List.copyOf(lines);
        if (!same) {
            rebuildLegend();
        }
        boolean nothing = series.stream().allMatch(s -> Double.isNaN(s.at(Double.NaN)));
        empty.setVisible(nothing);
        legend.setVisible(!nothing);
        chart.setVisible(!nothing);
        chart.setSeries(series);
        showValues();
    }

    private void rebuildLegend() {
        List<Entry> shown = new ArrayList<>();
        for (Series s : series) {
            shown.add(entries.computeIfAbsent(s.key(), k -> new Entry(s)));
        }
        legend.getChildren().setAll(shown);
        recolor();
    }

    private void recolor() {
        series.forEach(s -> entries.get(s.key()).swatch.setStroke(Palette.color(s.color(), chart.dark().get())));
    }

    private void showValues() {
        series.forEach(s -> entries.get(s.key()).show(s, axis.crosshair().get()));
    }

    /** One entry of the legend. */
    private final class Entry extends ToggleButton {
        private final Line swatch = new Line(0, 0, 12, 0);
        private final Label value = new Label();

        Entry(Series s) {
            getStyleClass().setAll("chart-legend-entry");
            swatch.getStyleClass().add(s.dashed() ? "swatch-dashed" : "swatch");
            value.getStyleClass().add("legend-value");
            Label name = new Label(s.label());
            name.getStyleClass().add("legend-name");
            HBox box = new HBox(swatch, name, value);
            box.getStyleClass().add("legend-box");
            setGraphic(box);
            setSelected(true);
            setTooltip(new Tooltip(s.help() + " Click to hide or show it."));
            setAccessibleText("Show " + s.label());
            selectedProperty().addListener((o, was, is) -> chart.setShown(s.key(), is));
        }

        /** What was measured in an epoch, or else the last value before it with the epoch that it is of. */
        void show(Series s, double epoch) {
            double v = s.at(epoch);
            double measured = s.epochOf(epoch);
            double wanted = Double.isNaN(epoch) ? Math.floor(axis.now().get()) - 1 : epoch; // the last one may be under way
            value.setText(Double.isNaN(v) ? "–" : String.format(Locale.ROOT, Math.abs(v) < 10 ? "%.3f" : "%.4g", v)
                    + (wanted - measured >= 1 ? String.format(Locale.ROOT, " (epoch %.0f)", measured) : ""));
        }
    }
}
