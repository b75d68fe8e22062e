package org.mingle.mixing;

import java.util.List;
import java.util.Locale;

/** Turns the numbers into one of four states, one sentence and what to try next. */
final class Verdict {
    /** Local mixing this much below the mean of the classes makes a class worth naming. */
    private static final double NOTABLY_LESS = 0.1;

    private Verdict() {}

    /** @param vote null if classes are not known */
    static MixingReport of(TwoSample sample, List<Statistic> statistics, List<ClassMixing> classes, ClassVote vote,
            Thresholds thresholds) {
        Statistic probe = strongest(statistics);
        double uniformity = value(statistics, "uniformity");
        double rank = value(statistics, "effective_rank");
        double lisi = value(statistics, "ilisi");
        boolean lost = uniformity > thresholds.collapsedUniformity() || rank < thresholds.collapsedRank();
        boolean separable = probe.value() >= thresholds.separableAccuracy();
        boolean apart = probe.value() > thresholds.mixedAccuracy() && probe.low() > 0.5 || lisi < thresholds.mixedIlisi();
        boolean classless = vote != null && vote.skill() < thresholds.collapsedClassSkill();
        MixingReport.State state = lost && !separable ? MixingReport.State.COLLAPSED
                : separable ? MixingReport.State.SEPARABLE
                : apart ? MixingReport.State.PARTLY_MIXED
                : classless ? MixingReport.State.COLLAPSED
                : MixingReport.State.MIXED;
        return new MixingReport(sample.size(), sample.seed(), state, sentence(state, lost, sample, probe, uniformity, classes, vote),
                advice(state), statistics, classes);
    }

    private static String sentence(MixingReport.State state, boolean lost, TwoSample sample, Statistic probe, double uniformity,
            List<ClassMixing> classes, ClassVote vote) {
        String a = sample.names().get(0);
        String b = sample.names().get(1);
        String evidence = String.format(Locale.ROOT, "a fresh %s names the modality of %.0f %% of held-out points"
                + " (chance 50 %%, 95 %% interval %.0f to %.0f)", StatisticGuide.of(probe.name()).title().toLowerCase(Locale.ROOT), 100 * probe.value(), 100 * probe.low(),
                100 * probe.high());
        return switch (state) {
            case SEPARABLE -> "Separable: " + evidence + ", so " + a + " and " + b + " sit apart" + where(a, b, classes) + ".";
            case PARTLY_MIXED -> "Partly mixed: " + evidence + where(a, b, classes) + ".";
            case MIXED -> "Mixed: " + evidence + ", so " + a + " and " + b + " can hardly be told apart" + where(a, b, classes)
                    + (vote == null ? "." : String.format(Locale.ROOT, ", and neighbours name the class of %.0f %% (chance %.0f %%).",
                            100 * vote.accuracy(), 100 * vote.chance()));
            case COLLAPSED -> lost
                    ? String.format(Locale.ROOT, "Collapsed: all points are nearly one (uniformity %.3f, 0 is a single point), so"
                            + " mixing means nothing.", uniformity)
                    : String.format(Locale.ROOT, "Collapsed: %s, but neighbours name the class of only %.0f %% (chance %.0f %%):"
                            + " the classes were lost.", evidence, 100 * vote.accuracy(), 100 * vote.chance());
        };
    }

    /** Names the class that is least mixed, if one stands out. */
    private static String where(String a, String b, List<ClassMixing> classes) {
        double mean = classes.stream().mapToDouble(ClassMixing::localMixing).average().orElse(Double.NaN);
        if (classes.size() < 2 || classes.get(0).localMixing() > mean - NOTABLY_LESS) {
            return "";
        }
        return String.format(Locale.ROOT, ", most of all in class %s (local mixing %.2f of 2)", classes.get(0).name(),
                classes.get(0).localMixing());
    }

    private static String advice(MixingReport.State state) {
        return switch (state) {
            case SEPARABLE -> "Try a stronger adversary or pair term, or train longer.";
            case PARTLY_MIXED -> "More weight on the adversary or more epochs may close the rest.";
            case MIXED -> "Compare mAP with a run without the adversary: mixing is worth something only if retrieval keeps up.";
            case COLLAPSED -> "Lower the adversary's weight or the learning rate.";
        };
    }

    static Statistic strongest(List<Statistic> statistics) {
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
