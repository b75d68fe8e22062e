package org.mingle.model;

import java.util.Map;

/** What the trainer tells its listeners, on its own thread. */
public sealed interface TrainingEvent {
    /** Before the first batch. */
    record Started(String preset, int epochs, int batchesPerEpoch, int trainingPairs) implements TrainingEvent {}

    /** After each batch: weighted losses of this batch by term, and {@code total}. */
    record BatchEnded(int epoch, int batch, int batches, Map<String, Double> losses) implements TrainingEvent {}

    /**
     * After each epoch, and once before training as epoch 0.
     *
     * @param model the model as it is now; valid during the call only, because training goes on afterwards
     * @param state everything needed to go on from here; valid during the call only
     */
    record EpochEnded(EpochSummary summary, CrossModalModel model, TrainerState state) implements TrainingEvent {}

    record Paused(int epoch, int batch) implements TrainingEvent {}

    record Resumed(int epoch, int batch) implements TrainingEvent {}

    /** Training cannot go on; the best state so far is kept. */
    record Diverged(int epoch, String reason, String advice) implements TrainingEvent {}

    /** The last event. */
    record Finished(TrainingResult result) implements TrainingEvent {}
}
