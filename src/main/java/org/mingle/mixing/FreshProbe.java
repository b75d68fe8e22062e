package org.mingle.mixing;

import org.mingle.data.Embeddings;

/**
 * A linear classifier trained from nothing on frozen embeddings to tell the first two modalities apart.
 * Unlike the adversary it has no part in training and can be trusted as a witness.
 */
public final class FreshProbe {
    private FreshProbe() {}

    /**
     * Cross-validated accuracy (5 folds, the two members of a pair always in the same fold), 0 to 1; 0.5 is chance.
     * Embeddings are L2-normalised and then standardised on the training folds. At most 300 pairs are used, drawn by
     * the seed; {@code settings} says how many, and the area under the ROC curve as {@code auc}. With fewer than 10
     * pairs the value is NaN and {@code settings} gives the reason.
     */
    public static Statistic linear(Embeddings embeddings, long seed) {
        return LinearProbe.accuracy(TwoSample.of(embeddings, seed).balanced(EpochMixing.PAIRS));
    }
}
