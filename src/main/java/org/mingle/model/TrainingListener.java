package org.mingle.model;

/** Hears of training as it happens: charts, journal, checkpoints, the live map. Called on the trainer's thread. */
@FunctionalInterface
public interface TrainingListener {
    void on(TrainingEvent event);
}
