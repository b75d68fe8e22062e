package org.mingle.ui.query;

import java.util.Locale;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import org.mingle.ui.Fxml;
import org.mingle.ui.SampleRef;

/** How many samples are picked, and what can be done with them; there only while some are. */
public final class PickedBar extends HBox {
    @FXML private Label pickedText;

    private ObservableList<SampleRef> picked;
    private Runnable ask = () -> { };

    public PickedBar() {
        Fxml.load(this, "query/picked-bar.fxml");
    }

    /** Follows the picked samples; asking by their mean is done elsewhere. */
    void connect(ObservableList<SampleRef> samples, Runnable askByMean) {
        picked = samples;
        ask = askByMean;
        picked.addListener((ListChangeListener<SampleRef>) c -> show());
        show();
    }

    private void show() {
        int n = picked.size();
        setVisible(n > 0);
        setManaged(n > 0);
        pickedText.setText(n == 1 ? "1 sample picked" : String.format(Locale.ROOT, "%,d samples picked", n));
    }

    @FXML
    private void askPicked() {
        ask.run();
    }

    @FXML
    private void clearPicked() {
        picked.clear();
    }
}
