package org.mingle.ui.map;

import java.util.Locale;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.mingle.ui.AppModel;
import org.mingle.ui.Fxml;

/** How much is selected, and what can be done with it. Out of the way while nothing is. */
public final class SelectionBar extends VBox {
    @FXML private Label count;
    @FXML private Button ask;
    @FXML private Button judge;
    @FXML private ToggleButton save;
    @FXML private HBox naming;
    @FXML private TextField name;

    private AppModel model;
    private MapSelection selection;
    private Consumer<String> saver = text -> { };

    public SelectionBar() {
        Fxml.load(this, "map/selection-bar.fxml");
        naming.visibleProperty().bind(save.selectedProperty());
        naming.managedProperty().bind(save.selectedProperty());
        save.selectedProperty().subscribe(on -> {
            if (on) {
                name.requestFocus();
            }
        });
        naming.addEventHandler(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.ESCAPE) {
                save.setSelected(false);
                e.consume();
            }
        });
    }

    /** @param toSave stores the selection under a name */
    void connect(AppModel window, MapSelection points, Consumer<String> toSave) {
        model = window;
        selection = points;
        saver = toSave;
    }

    /** Says what is selected now. @param onMap whether there is a map to select on */
    void refresh(boolean onMap) {
        int points = onMap ? selection.points().cardinality() : 0;
        setVisible(points > 0);
        setManaged(points > 0);
        if (points > 0) {
            int pairs = selection.pairs();
            count.setText(String.format(Locale.ROOT, "%,d %s selected, of %,d %s", points, points == 1 ? "point" : "points",
                    pairs, pairs == 1 ? "pair" : "pairs"));
        } else {
            save.setSelected(false);
        }
    }

    @FXML
    private void asked() {
        model.wish(AppModel.Wish.ASK_BY_PICKED);
    }

    @FXML
    private void judged() {
        model.wish(AppModel.Wish.JUDGE_PICKED);
    }

    @FXML
    private void inverted() {
        selection.invert();
    }

    @FXML
    private void cleared() {
        selection.clear();
    }

    @FXML
    private void named() {
        if (!name.getText().isBlank()) {
            saver.accept(name.getText().strip());
            name.clear();
            save.setSelected(false);
        }
    }
}
