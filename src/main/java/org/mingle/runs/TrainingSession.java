package org.mingle.runs;

import org.mingle.model.TrainingListener;

/**
 * One training run from start to end: the trainer with its listeners (validation, journal, checkpoints, divergence
 * guard), writing a run folder. The window and the command line both train through this class and nothing else.
 */
public final class TrainingSession {
    public TrainingSession(TrainingRequest request) {
        throw new UnsupportedOperationException();
    }

    /** Adds a listener, called on the trainer's thread. Before {@link #run()}. */
    public void addListener(TrainingListener listener) {
        throw new UnsupportedOperationException();
    }

    /**
     * Trains on the calling thread and writes the run folder.
     *
     * @return the finished run
     * @throws org.mingle.data.MingleException when training cannot start or the run cannot be written
     */
    public Run run() {
        throw new UnsupportedOperationException();
    }

    public void pause() {
        throw new UnsupportedOperationException();
    }

    public void resume() {
        throw new UnsupportedOperationException();
    }

    /** Ends training after the batch under way; the run keeps its best state and is complete. */
    public void stop() {
        throw new UnsupportedOperationException();
    }

    /** Where it stands now; any thread, never blocks. */
    public Progress progress() {
        throw new UnsupportedOperationException();
    }
}
