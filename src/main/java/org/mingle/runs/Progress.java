package org.mingle.runs;

/**
 * Where a session stands. An immutable snapshot, replaced after every batch.
 *
 * @param state what it is doing
 * @param epoch epoch under way, 0 before the first
 * @param epochs planned
 * @param batch batch under way in the epoch
 * @param batches in an epoch
 * @param pairsPerSecond over the last seconds, 0 before the first batch
 * @param secondsLeft estimate, NaN while unknown
 * @param message one sentence for the status bar
 */
public record Progress(State state, int epoch, int epochs, int batch, int batches, double pairsPerSecond, double secondsLeft, String message) {
    /** States of a session. */
    public enum State {
        READY,
        RUNNING,
        PAUSED,
        FINISHED,
        STOPPED,
        DIVERGED,
        FAILED
    }

    /** Share of the work done, 0 to 1. */
    public double fraction() {
        return epochs == 0 || batches == 0 ? 0 : Math.min(1, (Math.max(0, epoch - 1) + (double) batch / batches) / epochs);
    }
}
