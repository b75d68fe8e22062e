package org.mingle.mixing;

import org.mingle.data.Embeddings;

/**
 * A linear classifier trained from nothing on frozen embeddings to tell the first two modalities apart, by Tribuo.
 * Unlike the adversary it has no part in training and can be trusted as a witness.
 */
public final class FreshProbe {
    private FreshProbe() {}

    /**
     * Cross-validated accuracy (5 folds, the two members of a pair always in the same fold), 0 to 1; 0.5 is chance.
     * Embeddings are L2-normalised and then standardised on the training folds.
     */
    public static Statistic linear(Embeddings embeddings, long seed) {
        throw new UnsupportedOperationException();
    }
}
