package org.mingle.mixing;

import org.mingle.data.Embeddings;

/** Computes every statistic there is and the verdict. */
public final class MixingAnalysis {
    private MixingAnalysis() {}

    /** @param seed of folds, permutations and bootstraps */
    public static MixingReport of(Embeddings embeddings, long seed) {
        throw new UnsupportedOperationException();
    }
}
