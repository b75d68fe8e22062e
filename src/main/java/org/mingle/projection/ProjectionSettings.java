package org.mingle.projection;

import org.mingle.data.MingleException;
import org.mingle.retrieval.Similarity;

/**
 * Settings of a layout.
 *
 * @param method {@code tsne}, {@code pca} or {@code separating}
 * @param metric cosine or Euclidean
 * @param perplexity effective number of neighbours, 1 to 10,000; 5 to 100 are usual
 * @param iterations of a layout made from nothing
 * @param continueIterations after each new epoch's embeddings
 * @param threads at least 1
 * @param seed of everything random
 */
public record ProjectionSettings(String method, Similarity metric, double perplexity, int iterations,
        int continueIterations, int threads, long seed) {
    public ProjectionSettings {
        if (!(perplexity >= 1 && perplexity <= 10_000)) {
            throw new MingleException("The perplexity cannot be " + perplexity + ": it must be from 1 to 10000.");
        }
        if (iterations < 1 || iterations > 1_000_000) {
            throw new MingleException("There cannot be " + iterations + " iterations: give 1 to 1000000.");
        }
    }

    /** Kobak and Berens 2019: perplexity 30, 1,000 iterations; cosine as in retrieval. */
    public static ProjectionSettings defaults() {
        return new ProjectionSettings("tsne", Similarity.COSINE, 30, 1000, 100, 1, 0);
    }

    public ProjectionSettings withThreads(int n) {
        return new ProjectionSettings(method, metric, perplexity, iterations, continueIterations, n, seed);
    }
}
