package org.mingle.ui.training;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.util.Duration;
import org.mingle.data.Dataset;
import org.mingle.data.MingleException;
import org.mingle.model.TrainingForecast;
import org.mingle.model.TrainingSettings;
import org.mingle.ui.AppModel;

/** Keeps {@link AppModel#forecast()} up to date with the dataset and the settings; counts and measures off the FX thread. */
public final class Forecaster {
    /** Settings that are being typed or dragged are not worth a forecast each. */
    private static final Duration REST = Duration.millis(250);

    private final AppModel model;
    private final PauseTransition rest = new PauseTransition(REST);
    private final ExecutorService worker = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "mingle-forecast");
        thread.setDaemon(true);
        return thread;
    });

    public Forecaster(AppModel model) {
        this.model = model;
        rest.setOnFinished(e -> ask());
        model.dataset().addListener((o, was, is) -> soon());
        model.settings().addListener((o, was, is) -> soon());
        soon();
    }

    private void soon() {
        model.forecast().set(null);
        rest.playFromStart();
    }

    private void ask() {
        Dataset dataset = model.dataset().get();
        TrainingSettings settings = model.settings().get();
        if (dataset == null) {
            return;
        }
        worker.execute(() -> {
            try {
                TrainingForecast forecast = TrainingForecast.of(dataset, settings).orElse(null);
                Platform.runLater(() -> show(dataset, settings, forecast));
            } catch (MingleException e) {
                // A library that does not load is told of when training is to start.
            }
        });
    }

    private void show(Dataset dataset, TrainingSettings settings, TrainingForecast forecast) {
        if (model.dataset().get() == dataset && model.settings().get() == settings) {
            model.forecast().set(forecast);
        }
    }

    /** Ends its thread after what it has begun. */
    public void close() {
        rest.stop();
        worker.shutdown();
    }
}
