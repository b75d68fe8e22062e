package org.mingle.ui.mixing;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.VBox;
import org.mingle.mixing.Statistic;
import org.mingle.mixing.StatisticGuide;
import org.mingle.ui.Fxml;

/** One statistic: value, interval, p, its place on the scale, its course over epochs, and an answer to "what is this?". */
final class StatisticRow extends VBox {
    @FXML
    private Label title;
    @FXML
    private Label interval;
    @FXML
    private Label value;
    @FXML
    private ToggleButton ask;
    @FXML
    private Strip strip;
    @FXML
    private Sparkline sparkline;
    @FXML
    private Label scale;
    @FXML
    private Label map;
    @FXML
    private VBox answer;
    @FXML
    private Label meaning;
    @FXML
    private Label formula;
    @FXML
    private Label source;
    @FXML
    private Label settings;

    private final StatisticGuide guide;

    StatisticRow(StatisticGuide guide) {
        this.guide = guide;
        Fxml.load(this, "mixing/statistic-row.fxml");
        title.setText(guide.title());
        scale.setText(guide.scale());
        meaning.setText(guide.meaning());
        formula.setText("Formula: " + guide.formula() + ".");
        source.setText("Source: " + guide.source() + ".");
        ask.setAccessibleText("What is " + guide.title() + "?");
        answer.visibleProperty().bind(ask.selectedProperty());
        answer.managedProperty().bind(ask.selectedProperty());
    }

    /**
     * Shows a value.
     *
     * @param plane the same on the map, null if there is none
     */
    void show(Statistic s, Statistic plane) {
        String reason = String.valueOf(s.settings().getOrDefault("reason", ""));
        value.setText(guide.format(s.value()));
        String range = Double.isNaN(s.low()) ? "" : guide.format(s.low()).replace(" %", "") + " to " + guide.format(s.high());
        String p = Double.isNaN(s.p()) ? "" : p(s.p());
        interval.setText(Double.isNaN(s.value()) ? reason : range + (range.isEmpty() || p.isEmpty() ? "" : "  ·  ") + p);
        double highest = Double.isNaN(guide.high()) ? dimension(s) : guide.high();
        strip.setScale(guide.low(), highest, guide.mark());
        double there = plane == null ? Double.NaN : plane.value();
        strip.show(s.value(), s.low(), s.high(), there);
        map.setText(Double.isNaN(there) ? "" : "map " + guide.format(there));
        strip.setAccessibleText(guide.title() + " " + value.getText() + (range.isEmpty() ? "" : ", 95 % interval " + range)
                + (Double.isNaN(there) ? "" : ", on the map " + guide.format(there)));
        settings.setText(s.settings().isEmpty() ? "" : "Computed with " + words(s.settings()) + ".");
    }

    /** Shows the course over epochs; nothing with fewer than two values. */
    void course(double[] epochs, double[] values, String where) {
        sparkline.show(epochs, values);
        sparkline.setAccessibleText("Course over epochs, " + where);
    }

    private static String p(double p) {
        return p < 0.001 ? "p < 0.001" : String.format(Locale.ROOT, p < 0.0995 ? "p = %.3f" : "p = %.2f", p);
    }

    private static double dimension(Statistic s) {
        return s.settings().get("dimension") instanceof Number n ? n.doubleValue() : Math.max(1, s.value());
    }

    private static String words(Map<String, Object> settings) {
        Map<String, Object> shown = new TreeMap<>(settings);
        if (shown.get("pairs") instanceof Number pairs && shown.remove("of") instanceof Number all) {
            shown.put("pairs", pairs.equals(all) ? "all " + all : pairs + " of " + all);
        }
        return shown.entrySet().stream().map(e -> e.getKey().replace('_', ' ') + " " + word(e.getValue()))
                .collect(Collectors.joining(", "));
    }

    private static String word(Object value) {
        if (value instanceof Double d) {
            return String.format(Locale.ROOT, "%.3g", d);
        }
        if (value instanceof Map<?, ?> m) {
            return m.entrySet().stream().map(e -> e.getKey().toString().replace('_', ' ') + " " + word(e.getValue())).sorted()
                    .collect(Collectors.joining(", ", "(", ")"));
        }
        return String.valueOf(value);
    }
}
