package org.mingle.model;

/** Trains one model on one dataset. Made by {@link Trainers}; used once, from one thread. */
public interface Trainer {
    void addListener(TrainingListener listener);

    /**
     * Trains to the end, to a stop, or until the objective diverges. Blocks.
     *
     * @throws org.mingle.data.MingleException when the data cannot be trained on
     */
    TrainingResult train(TrainingControl control);
}
