package org.mingle.model;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.mingle.data.Dataset;
import org.mingle.data.Split;
import org.mingle.data.MingleException;

/** Fits a baseline in one go; to its listeners that is one epoch of one batch. */
final class BaselineTrainer implements Trainer {
    private final Dataset dataset;
    private final TrainingSettings settings;
    private final Validator validator;
    private final Fit fit;
    private final List<TrainingListener> listeners = new CopyOnWriteArrayList<>();

    BaselineTrainer(Dataset dataset, TrainingSettings settings, Validator validator, Fit fit) {
        this.dataset = dataset;
        this.settings = settings;
        this.validator = validator;
        this.fit = fit;
    }

    /** Fits a model to the training rows. */
    @FunctionalInterface
    interface Fit {
        LinearModel fit(Dataset dataset, int[] rows, TrainingSettings settings);
    }

    @Override
    public void addListener(TrainingListener listener) {
        listeners.add(listener);
    }

    @Override
    public TrainingResult train(TrainingControl control) {
        int[] rows = dataset.rows(Split.TRAIN);
        if (rows.length < 2) {
            throw new MingleException(dataset.name() + " has " + rows.length
                    + " training pairs: training needs at least two.");
        }
        long start = System.nanoTime();
        emit(new TrainingEvent.Started(settings.preset(), 1, 1, rows.length));
        LinearModel model = fit.fit(dataset, rows, settings);
        double fitted = (System.nanoTime() - start) / 1e9;
        Map<String, Double> measures = validator.validate(model, 1);
        double score = measures.getOrDefault(Validator.SELECTION_MEASURE, Double.NaN);
        double seconds = (System.nanoTime() - start) / 1e9;
        EpochSummary summary = new EpochSummary(1, seconds, rows.length, Map.of(), Double.NaN, measures, true, 0);
        emit(new TrainingEvent.EpochEnded(summary, model, earlier -> model.arrays()));
        TrainingResult result = new TrainingResult(model, 1, score, TrainingResult.End.COMPLETED, List.of(summary),
                seconds, fitted, seconds - fitted, validator.statisticsSeconds());
        emit(new TrainingEvent.Finished(result));
        return result;
    }

    private void emit(TrainingEvent event) {
        listeners.forEach(l -> l.on(event));
    }
}
