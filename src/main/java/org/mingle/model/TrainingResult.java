package org.mingle.model;

import java.util.List;

/**
 * How training ended.
 *
 * @param model the model of the best epoch by the selection measure on the validation split
 * @param bestEpoch that epoch
 * @param bestScore its selection measure, NaN if there was no validation
 * @param end why training ended
 * @param history one entry an epoch, epoch 0 first
 * @param seconds wall time, pauses excluded
 */
public record TrainingResult(CrossModalModel model, int bestEpoch, double bestScore, End end,
        List<EpochSummary> history, double seconds) {
    /** Why training ended. */
    public enum End {
        COMPLETED,
        STOPPED,
        DIVERGED
    }
}
