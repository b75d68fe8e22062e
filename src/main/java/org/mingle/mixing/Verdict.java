package org.mingle.mixing;

import java.util.List;
import java.util.Locale;

/** Turns the numbers into one of four states and one sentence. */
final class Verdict {
    /** From this accuracy of a fresh probe on, the modalities are separable. */
    static final double SEPARABLE_ACCURACY = 0.75;
    /** Up to this accuracy a probe does no better than chance in any practical sense. */
    static final double MIXED_ACCURACY = 0.55;
    /** Above this uniformity (0 is one single point) the space has collapsed. */
    static final double COLLAPSED_UNIFORMITY = -0.1;
    /** Below this effective rank there is not even a line to spread along. */
    static final double COLLAPSED_RANK = 0.5;
    /** A neighbours' vote that gains less than this share of what chance leaves knows nothing of the classes. */
    static final double COLLAPSED_CLASS_SKILL = 0.1;
    /** Scaled iLISI below which neighbourhoods are of one modality, whatever the probe says. */
    static final double MIXED_ILISI = 0.5;

    private Verdict() {}

    /** @param vote null if classes are not known */
    static MixingReport of(TwoSample sample, List<Statistic> statistics, ClassVote vote) {
        Statistic probe = strongest(statistics);
        double uniformity = value(statistics, "uniformity");
        double rank = value(statistics, "effective_rank");
        double lisi = value(statistics, "ilisi");
        boolean lost = uniformity > COLLAPSED_UNIFORMITY || rank < COLLAPSED_RANK;
        boolean separable = probe.value() >= SEPARABLE_ACCURACY;
        boolean apart = probe.value() > MIXED_ACCURACY && probe.low() > 0.5 || lisi < MIXED_ILISI;
        boolean classless = vote != null && vote.skill() < COLLAPSED_CLASS_SKILL;
        MixingReport.State state = lost && !separable ? MixingReport.State.COLLAPSED
                : separable ? MixingReport.State.SEPARABLE
                : apart ? MixingReport.State.PARTLY_MIXED
                : classless ? MixingReport.State.COLLAPSED
                : MixingReport.State.MIXED;
        return new MixingReport(sample.size(), state, sentence(state, lost, sample, probe, uniformity, vote), statistics);
    }

    private static String sentence(MixingReport.State state, boolean lost, TwoSample sample, Statistic probe, double uniformity,
            ClassVote vote) {
        String names = sample.names().get(0) + " and " + sample.names().get(1);
        String evidence = String.format(Locale.ROOT, "a fresh probe (%s) names the modality of %.0f %% of held-out points"
                + " (chance 50 %%, 95 %% interval %.0f to %.0f)", probe.name(), 100 * probe.value(), 100 * probe.low(),
                100 * probe.high());
        return switch (state) {
            case SEPARABLE -> "Separable: " + evidence + ", so " + names
                    + " sit apart; try a stronger adversary or pair term, or train longer.";
            case PARTLY_MIXED -> "Partly mixed: " + evidence + "; more weight on the adversary or more epochs may close the rest.";
            case MIXED -> "Mixed: " + evidence + ", so " + names + " can hardly be told apart"
                    + (vote == null ? "." : String.format(Locale.ROOT, ", and neighbours name the class of %.0f %% (chance %.0f %%).",
                            100 * vote.accuracy(), 100 * vote.chance()));
            case COLLAPSED -> lost
                    ? String.format(Locale.ROOT, "Collapsed: all points are nearly one (uniformity %.3f, 0 is a single point), so"
                            + " mixing means nothing; lower the adversary's weight or the learning rate.", uniformity)
                    : String.format(Locale.ROOT, "Collapsed: %s, but neighbours name the class of only %.0f %% (chance %.0f %%):"
                            + " the classes were lost; lower the adversary's weight.", evidence, 100 * vote.accuracy(),
                            100 * vote.chance());
        };
    }

    /** The probe with the highest accuracy: if one can tell the modalities apart, they can be told apart. */
    private static Statistic strongest(List<Statistic> statistics) {
        Statistic best = null;
        for (Statistic s : statistics) {
            if (s.name().startsWith("c2st") && !Double.isNaN(s.value()) && (best == null || s.value() > best.value())) {
                best = s;
            }
        }
        return best;
    }

    private static double value(List<Statistic> statistics, String name) {
        return statistics.stream().filter(s -> s.name().equals(name)).mapToDouble(Statistic::value).findFirst().orElse(Double.NaN);
    }
}
