package org.mingle.ui.shell;

import java.nio.file.Path;
import java.util.Locale;
import javafx.beans.value.ObservableValue;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import org.controlsfx.control.StatusBar;
import org.mingle.model.TrainingForecast;
import org.mingle.runs.Progress;
import org.mingle.ui.AppModel;
import org.mingle.ui.Fxml;
import org.mingle.ui.training.TrainingService;
import org.mingle.ui.training.TrainingService.Phase;

/** The bottom line: what is going on, how far it is, how fast it goes, how long it will take. */
public final class StatusPane extends StatusBar {
    @FXML
    private Label shown;
    @FXML
    private Label epoch;
    @FXML
    private Label speed;
    @FXML
    private Label forecast;
    @FXML
    private Tooltip hint;
    @FXML
    private Label left;
    private String message = "";
    private TrainingService training;
    private ObservableValue<Path> opening;
    private AppModel model;

    public StatusPane() {
        setText("");
        Fxml.load(this, "shell/status-pane.fxml");
    }

    void connect(AppModel appModel, TrainingService service, ObservableValue<Path> beingOpened) {
        model = appModel;
        training = service;
        opening = beingOpened;
        service.progress().addListener((o, was, is) -> update());
        service.phase().addListener((o, was, is) -> update());
        opening.addListener((o, was, is) -> update());
        model.space().addListener((o, was, is) -> update());
        model.obstacle().addListener((o, was, is) -> update());
        model.dataset().addListener((o, was, is) -> update());
        model.forecast().addListener((o, was, is) -> update());
        update();
    }

    /** Says something until something else is said. */
    void say(String sentence) {
        message = sentence;
        update();
    }

    private void update() {
        Phase phase = training.phase().get();
        Progress p = training.progress().get();
        boolean embedding = model.dataset().getValue() != null && model.space().get() == null
                && model.obstacle().get().isEmpty();
        if (opening.getValue() != null) {
            setText("Opening " + opening.getValue());
            setProgress(-1);
        } else if (phase.active()) {
            setText(switch (phase) {
                case STARTING -> "Preparing to train";
                case PAUSED -> "Paused";
                case STOPPING -> "Stopping after this batch";
                default -> p.message().isEmpty() ? "Training" : p.message();
            });
            setProgress(phase == Phase.STARTING ? -1 : p.fraction());
        } else {
            setText(embedding ? "Placing the samples with an untrained model" : message);
            setProgress(embedding ? -1 : 0);
        }
        boolean numbers = phase.active() && p.epochs() > 0;
        set(epoch, numbers ? "Epoch " + p.epoch() + "/" + p.epochs() : "");
        set(speed, numbers && p.pairsPerSecond() > 0
                ? String.format(Locale.ROOT, "%,.0f pairs/s", p.pairsPerSecond()) : "");
        set(left, numbers && !Double.isNaN(p.secondsLeft()) ? duration(p.secondsLeft()) + " left" : "");
        set(shown, sample());
        TrainingForecast ahead = phase.active() || opening.getValue() != null ? null : model.forecast().get();
        set(forecast, ahead == null ? "" : "Training alone: " + ahead.duration());
        hint.setText(ahead == null ? "" : ahead.sentence());
    }

    /** Says how many of how many pairs are shown where it is not all. */
    private String sample() {
        AppModel.Space space = model.space().get();
        return space == null || space.embeddings().size() == space.total() ? ""
                : String.format(Locale.ROOT, "Map: %,d of %,d pairs", space.embeddings().size(),
                        space.total());
    }

    private static void set(Label label, String text) {
        label.setText(text);
        label.setVisible(!text.isEmpty());
        label.setManaged(!text.isEmpty());
    }

    /** {@code 0:07}, {@code 12:30}, {@code 3:05:00}. */
    static String duration(double seconds) {
        long s = Math.round(seconds);
        return s < 3600 ? String.format(Locale.ROOT, "%d:%02d", s / 60, s % 60)
                : String.format(Locale.ROOT, "%d:%02d:%02d", s / 3600, s / 60 % 60, s % 60);
    }
}
