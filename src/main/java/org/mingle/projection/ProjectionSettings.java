package org.mingle.projection;

import java.util.List;
import java.util.Locale;
import org.mingle.data.MingleException;
import org.mingle.retrieval.Similarity;

/**
 * Settings of a layout.
 *
 * @param method {@code tsne}, {@code pca} or {@code separating}
 * @param metric cosine or Euclidean
 * @param perplexity effective number of neighbours, 1 to 10,000; 5 to 100 are usual
 * @param further perplexities of other scales, whose affinities are averaged with those of the first: near neighbours and
 *     the arrangement of clusters both count (Lee, Peluffo-Ordóñez and Verleysen 2015; Kobak and Berens 2019 take n / 100
 *     beside 30). Each takes as long as its neighbours are many. Usually empty
 * @param iterations of a layout made from nothing
 * @param continueIterations after each new epoch's embeddings
 * @param coherence how strongly points are held where they were as a layout follows newer embeddings, 0 to 10: the
 *     weight lambda of lambda / 2n sum |y - y before|^2 beside the divergence (Rauber, Falcão and Telea 2016, "Visualizing
 *     time-dependent data using dynamic t-SNE"; 0.1 there). Unlike there, layouts before do not move any more. 0 leaves them
 *     free
 * @param threads at least 1
 * @param seed of everything random
 */
public record ProjectionSettings(String method, Similarity metric, double perplexity, List<Double> further, int iterations,
        int continueIterations, double coherence, int threads, long seed) {
    /** The largest {@link #coherence()}: with more a step would overshoot. */
    public static final double MOST_COHERENCE = 10;

    public ProjectionSettings {
        further = List.copyOf(further);
        check(perplexity);
        further.forEach(ProjectionSettings::check);
        if (iterations < 1 || iterations > 1_000_000) {
            throw new MingleException("There cannot be " + iterations + " iterations: give 1 to 1000000.");
        }
        if (!(coherence >= 0 && coherence <= MOST_COHERENCE)) {
            throw new MingleException("The coherence cannot be " + coherence + ": it must be from 0 to 10.");
        }
    }

    /** Of one perplexity, without coherence. */
    public ProjectionSettings(String method, Similarity metric, double perplexity, int iterations, int continueIterations,
            int threads, long seed) {
        this(method, metric, perplexity, List.of(), iterations, continueIterations, 0, threads, seed);
    }

    private static void check(double perplexity) {
        if (!(perplexity >= 1 && perplexity <= 10_000)) {
            throw new MingleException("The perplexity cannot be " + perplexity + ": it must be from 1 to 10000.");
        }
    }

    /** Kobak and Berens 2019: perplexity 30, 1,000 iterations; cosine as in retrieval. */
    public static ProjectionSettings defaults() {
        return new ProjectionSettings("tsne", Similarity.COSINE, 30, 1000, 100, 1, 0);
    }

    /** Further perplexities and coherence in words, as captions say them; empty where there are none. */
    public String details() {
        StringBuilder s = new StringBuilder();
        for (double p : further) {
            s.append(String.format(Locale.ROOT, "%salso perplexity %.3g", s.isEmpty() ? "" : " · ", p));
        }
        if (coherence > 0) {
            s.append(String.format(Locale.ROOT, "%scoherence %.2g", s.isEmpty() ? "" : " · ", coherence));
        }
        return s.toString();
    }

    public ProjectionSettings withThreads(int n) {
        return new ProjectionSettings(method, metric, perplexity, further, iterations, continueIterations, coherence, n, seed);
    }

    /** @param scales at least one, the first of which is {@link #perplexity()} */
    public ProjectionSettings withPerplexities(List<Double> scales) {
        return new ProjectionSettings(method, metric, scales.get(0), scales.subList(1, scales.size()), iterations,
                continueIterations, coherence, threads, seed);
    }

    public ProjectionSettings withCoherence(double strength) {
        return new ProjectionSettings(method, metric, perplexity, further, iterations, continueIterations, strength, threads,
                seed);
    }
}
