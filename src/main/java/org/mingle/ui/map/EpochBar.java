package org.mingle.ui.map;

import java.util.function.Consumer;
import javafx.animation.PauseTransition;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;
import org.mingle.ui.Fxml;

/**
 * Goes back and forth through the layouts of past epochs, plays them one after the other, and says from which epoch on
 * ways are drawn and layouts compared.
 */
public final class EpochBar extends HBox {
    /** From one epoch to the next: long enough to follow a point with the eye. */
    private static final Duration BEAT = Duration.millis(450);
    private static final int FIRST = -1;

    @FXML private ToggleButton play;
    @FXML private FontIcon playIcon;
    @FXML private ToggleButton loop;
    @FXML private ToggleButton live;
    @FXML private Slider slider;
    @FXML private Label label;
    @FXML private Button mark;
    @FXML private ToggleButton trails;
    @FXML private ToggleButton compare;
    @FXML private ToggleButton moved;

    private final PauseTransition beat = new PauseTransition(BEAT);
    private Epochs epochs = new Epochs();
    private Runnable changed = () -> { };
    private Runnable jumped = () -> { };
    private int from = FIRST;
    private boolean setting;

    public EpochBar() {
        Fxml.load(this, "map/epoch-bar.fxml");
        slider.valueProperty().subscribe(value -> {
            if (!setting) {
                stop();
                epochs.show((int) Math.round(value.doubleValue()));
                jumped.run();
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

    /** @param action hears when ways or comparisons are wanted otherwise */
    void setOnChange(Runnable action) {
        changed = action;
    }

    /** @param action hears when a person went to another epoch, of which nothing but itself is to be seen */
    void setOnJump(Runnable action) {
        jumped = action;
    }

    /** @param told whether epochs are being played, whenever that changes */
    void setOnPlaying(Consumer<Boolean> told) {
        play.selectedProperty().subscribe(told);
    }

    /** The epoch where ways and comparisons begin: the first unless another was marked. */
    int from() {
        return from == FIRST ? Math.max(0, epochs.first()) : from;
    }

    boolean trails() {
        return isVisible() && trails.isSelected();
    }

    boolean compares() {
        return isVisible() && compare.isSelected();
    }

    boolean lists() {
        return isVisible() && moved.isSelected();
    }

    /** Comparisons begin at the first epoch again. */
    void forget() {
        from = FIRST;
    }

    /** Shows which epochs there are and which one is seen. */
    void refresh() {
        var numbers = epochs.numbers();
        boolean some = numbers.size() > 1 && epochs.current() != null;
        boolean was = isVisible();
        setVisible(some);
        setManaged(some);
        if (was != some) {
            changed.run();
        }
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
        mark.setText("from " + from());
        mark.setAccessibleText("Ways and comparisons begin at epoch " + from() + "; begin at the shown epoch instead");
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

    @FXML
    private void marked() {
        if (epochs.current() != null) {
            from = epochs.current().epoch();
            refresh();
            changed.run();
        }
    }

    @FXML
    private void switched() {
        changed.run();
    }
}
