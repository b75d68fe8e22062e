package org.mingle.model;

import java.util.List;
import java.util.Locale;

/**
 * How training ended.
 *
 * @param model the model of the best epoch by the selection measure on the validation split
 * @param bestEpoch that epoch
 * @param bestScore its selection measure, NaN if there was no validation
 * @param end why training ended
 * @param history one entry an epoch, epoch 0 first
 * @param seconds wall time, pauses excluded
 * @param stepSeconds of them spent in steps of training
 * @param validationSeconds of them spent in validation: embedding, retrieval, the divergence guard, statistics
 * @param statisticsSeconds of these spent in statistics of mixing
 */
public record TrainingResult(CrossModalModel model, int bestEpoch, double bestScore, End end,
        List<EpochSummary> history, double seconds, double stepSeconds, double validationSeconds,
        double statisticsSeconds) {
    /** Why training ended. */
    public enum End {
        COMPLETED,
        STOPPED,
        DIVERGED
    }

    /** Where the time went, {@code steps 84 %, validation 6 %, statistics of mixing 3 %, map, charts and files 7 %}. */
    public String costs() {
        long steps = Math.round(100 * stepSeconds / seconds);
        long validation = Math.round(100 * (validationSeconds - statisticsSeconds) / seconds);
        long statistics = Math.round(100 * statisticsSeconds / seconds);
        return String.format(Locale.ROOT, "steps %d %%, validation %d %%, statistics of mixing %d %%, map, charts and files"
                + " %d %%", steps, validation, statistics, Math.max(0, 100 - steps - validation - statistics));
    }
}
