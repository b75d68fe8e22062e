package org.mingle.ui.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import org.mingle.data.Dataset;

/** The directions of search in a row, one of them chosen. */
public final class DirectionBar extends FlowPane {
    private final List<Query.Direction> choices = new ArrayList<>();
    private Consumer<Query.Direction> chosen = d -> { };

    void setOnChosen(Consumer<Query.Direction> listener) {
        chosen = listener;
    }

    /** Offers the directions of a dataset; none for null. */
    void offer(Dataset dataset) {
        choices.clear();
        getChildren().clear();
        if (dataset != null) {
            choices.addAll(Query.directions(dataset.modalities().size()));
            for (int i = 0; i < choices.size(); i++) {
                getChildren().add(button(dataset, i));
            }
        }
    }

    private ToggleButton button(Dataset dataset, int i) {
        Query.Direction d = choices.get(i);
        String text = dataset.modalities().get(d.from()).name() + " → " + dataset.modalities().get(d.to()).name();
        ToggleButton button = new ToggleButton(text);
        String place = i == 0 ? "left-pill" : i == choices.size() - 1 ? "right-pill" : "center-pill";
        button.getStyleClass().addAll("small", place);
        button.setTooltip(new Tooltip(String.format(Locale.ROOT, "Search %s with %s (%d)",
                Summary.plural(dataset.modalities().get(d.to()).name()), d.crosses() ? "the query's other half"
                        : "the same modality", i + 1)));
        button.setOnAction(e -> chosen.accept(d));
        return button;
    }

    /** The direction that is in force before a person has chosen one. */
    Query.Direction first() {
        return choices.get(0);
    }

    /** Chooses the direction at a place; false where there is none. */
    boolean choose(int place) {
        if (place < 0 || place >= choices.size()) {
            return false;
        }
        chosen.accept(choices.get(place));
        return true;
    }

    /** Marks the direction in force; null for none. */
    void mark(Query.Direction inForce) {
        for (int i = 0; i < choices.size(); i++) {
            ((ToggleButton) getChildren().get(i)).setSelected(choices.get(i).equals(inForce));
        }
    }
}
