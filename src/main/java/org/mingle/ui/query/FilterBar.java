package org.mingle.ui.query;

import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import org.mingle.ui.Fxml;

/** Which results are listed: by words, by class, wrong ones only. */
public final class FilterBar extends HBox {
    private static final String ALL_CLASSES = "All classes";

    @FXML private TextField filterField;
    @FXML private ComboBox<String> classFilter;
    @FXML private ToggleButton wrongOnly;

    private Runnable changed = () -> { };

    public FilterBar() {
        Fxml.load(this, "query/filter-bar.fxml");
        filterField.textProperty().addListener((o, was, is) -> changed.run());
        classFilter.valueProperty().addListener((o, was, is) -> changed.run());
        wrongOnly.selectedProperty().addListener((o, was, is) -> changed.run());
    }

    void setOnChange(Runnable listener) {
        changed = listener;
    }

    /** Lets all results pass, and offers the classes of a dataset. */
    void offer(List<String> classNames) {
        classFilter.getItems().setAll(ALL_CLASSES);
        classFilter.getItems().addAll(classNames);
        classFilter.setValue(ALL_CLASSES);
        filterField.clear();
        wrongOnly.setSelected(false);
    }

    Shown shown() {
        int c = classFilter.getSelectionModel().getSelectedIndex() - 1;
        return new Shown(Math.max(-1, c), filterField.getText(), wrongOnly.isSelected());
    }
}
