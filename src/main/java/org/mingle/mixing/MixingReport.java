package org.mingle.mixing;

import java.util.List;

/**
 * The answer with its numbers.
 *
 * @param n points of the smaller side; where there are pairs, their number
 * @param seed of folds, permutations, bootstraps and samples
 * @param state the verdict in one word
 * @param verdict the verdict in one sentence, computed from the numbers
 * @param advice what to try next, in one sentence
 * @param statistics in the order of {@link StatisticGuide#all()}, but for what was not asked for
 * @param classes every class with enough points, the least mixed first; empty without classes
 */
public record MixingReport(int n, long seed, State state, String verdict, String advice, List<Statistic> statistics,
        List<ClassMixing> classes) {
    public MixingReport {
        statistics = List.copyOf(statistics);
        classes = List.copyOf(classes);
    }

    /** What the numbers amount to. */
    public enum State {
        SEPARABLE("Separable"),
        PARTLY_MIXED("Partly mixed"),
        MIXED("Mixed"),
        COLLAPSED("Collapsed");

        private final String title;

        State(String title) {
            this.title = title;
        }

        /** As people read it. */
        public String title() {
            return title;
        }
    }

    /** @return the statistic of this name, null if it was not computed */
    public Statistic statistic(String name) {
        return statistics.stream().filter(s -> s.name().equals(name)).findFirst().orElse(null);
    }

    /** The probe with the highest accuracy: if one can tell the modalities apart, they can be told apart. */
    public Statistic strongestProbe() {
        return Verdict.strongest(statistics);
    }
}
