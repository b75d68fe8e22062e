package org.mingle.mixing;

import java.util.List;

/**
 * The answer with its numbers.
 *
 * @param n number of pairs
 * @param state the verdict in one word
 * @param verdict the verdict in one sentence, computed from the numbers
 */
public record MixingReport(int n, State state, String verdict, List<Statistic> statistics) {
    public MixingReport {
        statistics = List.copyOf(statistics);
    }

    /** What the numbers amount to. */
    public enum State {
        SEPARABLE,
        PARTLY_MIXED,
        MIXED,
        COLLAPSED
    }
}
