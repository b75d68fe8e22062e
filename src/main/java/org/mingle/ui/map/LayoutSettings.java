package org.mingle.ui.map;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.Spinner;
import javafx.scene.control.SpinnerValueFactory.IntegerSpinnerValueFactory;
import javafx.scene.layout.GridPane;
import javafx.util.Duration;
import org.mingle.projection.ProjectionSettings;
import org.mingle.ui.Fxml;

/** What a person can set of the live t-SNE: one or two perplexities, and how strongly points are held. */
public final class LayoutSettings extends GridPane {
    /** While a person still turns at a number nothing is laid out anew. */
    private static final Duration STILL = Duration.millis(500);

    @FXML private Spinner<Integer> perplexity;
    @FXML private Spinner<Integer> further;
    @FXML private Slider coherence;
    @FXML private Label strength;

    private final PauseTransition still = new PauseTransition(STILL);

    /**
     * Shows the settings in force.
     *
     * @param settings those
     * @param changed hears of others
     */
    LayoutSettings(ProjectionSettings settings, Consumer<ProjectionSettings> changed) {
        Fxml.load(this, "map/layout-settings.fxml");
        perplexity.setValueFactory(new IntegerSpinnerValueFactory(2, 1000, (int) Math.round(settings.perplexity()), 5));
        further.setValueFactory(new IntegerSpinnerValueFactory(0, 5000, settings.further().isEmpty() ? 0
                : (int) Math.round(settings.further().get(0)), 20));
        coherence.setValue(settings.coherence());
        still.setOnFinished(e -> changed.accept(chosen(settings)));
        coherence.valueProperty().subscribe(v -> strength.setText(v.doubleValue() == 0 ? "off"
                : String.format(Locale.ROOT, "%.1f", v.doubleValue())));
        perplexity.valueProperty().addListener((p, old, now) -> still.playFromStart());
        further.valueProperty().addListener((p, old, now) -> still.playFromStart());
        coherence.valueProperty().addListener((p, old, now) -> still.playFromStart());
    }

    private ProjectionSettings chosen(ProjectionSettings settings) {
        double first = perplexity.getValue();
        return settings.withPerplexities(further.getValue() < 1 ? List.of(first) : List.of(first, (double) further.getValue()))
                .withCoherence(coherence.getValue());
    }
}
