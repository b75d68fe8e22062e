package org.mingle.model;

import java.util.Map;

/**
 * What one epoch came to. Epoch 0 is the untrained model: it has validation measures and no losses.
 *
 * @param epoch 0 for the untrained model, then 1, 2, ...
 * @param seconds wall time of the epoch, validation included
 * @param pairs training pairs seen in the epoch
 * @param losses mean over batches of each weighted term of the objective, by name, and their sum {@code total}
 * @param classifierAccuracy share of training embeddings whose modality the adversary names rightly, NaN without one
 * @param validation measures on the validation split, by name ({@code map_i2t map_t2i map_avg probe_accuracy ...}), and
 *     {@code classifier_change}, the length of the adversary's step in the epoch over the length of its weights
 * @param best whether this is the best epoch so far by the selection measure
 * @param adversaryWeight the gradient-reversal weight in force at the end of the epoch
 */
public record EpochSummary(int epoch, double seconds, long pairs, Map<String, Double> losses, double classifierAccuracy,
        Map<String, Double> validation, boolean best, double adversaryWeight) {}
