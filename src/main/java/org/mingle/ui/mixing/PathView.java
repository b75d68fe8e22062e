package org.mingle.ui.mixing;

import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.Toggle;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.VBox;
import org.mingle.model.EpochSummary;
import org.mingle.ui.Fxml;

/** The path plot with the choice of what structure means. */
public final class PathView extends VBox {
    @FXML
    private ToggleGroup choice;
    @FXML
    private ToggleButton byClass;
    @FXML
    private ToggleButton byMap;
    @FXML
    private Label note;
    @FXML
    private PathPlot plot;
    private List<EpochSummary> history = List.of();

    public PathView() {
        Fxml.load(this, "mixing/path-view.fxml");
        choice.selectedToggleProperty().addListener((o, was, is) -> choose(was, is));
        show(List.of());
    }

    /** One of the two is always chosen. */
    private void choose(Toggle was, Toggle is) {
        if (is == null) {
            was.setSelected(true);
        } else {
            show(history);
        }
    }

    /** Shows the epochs that measured mixing. */
    void show(List<EpochSummary> epochs) {
        history = epochs;
        List<EpochSummary> known = epochs.stream()
                .filter(e -> !Double.isNaN(e.validation().getOrDefault("ilisi", Double.NaN))).toList();
        String key = byMap.isSelected() ? "map_avg" : "clisi";
        plot.show(known.stream().mapToInt(EpochSummary::epoch).toArray(), values(known, "ilisi"), values(known, key),
                byMap.isSelected() ? "mAP, both ways" : "class purity (cLISI)");
        plot.setVisible(!known.isEmpty());
        plot.setManaged(!known.isEmpty());
        note.setText(known.isEmpty() ? "Appears with the first epoch of training."
                : "One point for each epoch in which mixing was measured, on at most 120 pairs of the validation"
                        + " split. To the right and up: mixed and useful. To the right and down: "
                        + "mixed because everything collapsed.");
    }

    private static double[] values(List<EpochSummary> epochs, String key) {
        return epochs.stream().mapToDouble(e -> e.validation().getOrDefault(key, Double.NaN)).toArray();
    }
}
