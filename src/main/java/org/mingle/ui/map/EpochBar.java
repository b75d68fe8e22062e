package org.mingle.ui.map;

import javafx.animation.PauseTransition;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;
import org.mingle.ui.Fxml;

/** Goes back and forth through the layouts of past epochs, and plays them one after the other. */
public final class EpochBar extends HBox {
    /** From one epoch to the next: long enough to follow a point with the eye. */
    private static final Duration BEAT = Duration.millis(450);

    @FXML private ToggleButton play;
    @FXML private FontIcon playIcon;
    @FXML private ToggleButton loop;
    @FXML private ToggleButton live;
    @FXML private Slider slider;
    @FXML private Label label;

    private final PauseTransition beat = new PauseTransition(BEAT);
    private Epochs epochs = new Epochs();
    private boolean setting;

    public EpochBar() {
        Fxml.load(this, "map/epoch-bar.fxml");
        slider.valueProperty().subscribe(value -> {
            if (!setting) {
                stop();
                epochs.show((int) Math.round(value.doubleValue()));
                refresh();
            }
        });
        beat.setOnFinished(e -> step());
        refresh();
    }

    void connect(Epochs shown) {
        epochs = shown;
        refresh();
    }

    /** Shows which epochs there are and which one is seen. */
    void refresh() {
        var numbers = epochs.numbers();
        boolean some = numbers.size() > 1;
        setVisible(some);
        setManaged(some);
        if (!some) {
            stop();
            return;
        }
        int last = numbers.get(numbers.size() - 1);
        int now = epochs.current().epoch();
        setting = true;
        slider.setMin(numbers.get(0));
        slider.setMax(last);
        slider.setValue(now);
        setting = false;
        label.setText("epoch " + now + " of " + last);
        live.setSelected(epochs.following());
        slider.setAccessibleText("Epoch whose layout is shown");
    }

    private void step() {
        int next = epochs.next();
        if (next < 0 && loop.isSelected()) {
            next = epochs.first();
        }
        if (next < 0) {
            stop();
            return;
        }
        epochs.show(next);
        refresh();
        beat.playFromStart();
    }

    private void stop() {
        beat.stop();
        play.setSelected(false);
        playIcon.setIconLiteral("mdi2p-play");
    }

    @FXML
    private void played() {
        if (!play.isSelected()) {
            stop();
            return;
        }
        playIcon.setIconLiteral("mdi2p-pause");
        if (epochs.next() < 0) {
            epochs.show(epochs.first());
            refresh();
        }
        beat.playFromStart();
    }

    @FXML
    private void followed() {
        stop();
        epochs.follow();
        refresh();
    }
}
