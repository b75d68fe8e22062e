package org.mingle.mixing;

import java.util.List;
import java.util.Locale;

/**
 * Is the adversary worth anything? Its own accuracy says little: at 50 % it may have lost or never have played. The
 * fresh probe tells the two apart.
 */
public final class AdversaryCheck {
    /** The adversary moved less than this share of its weights' length in an epoch: it does not learn. */
    static final double FROZEN_CHANGE = 1e-4;
    /** The probe's interval begins this far above the adversary's accuracy: the adversary misses what is there. */
    static final double WEAK_GAP = 0.1;
    /** An adversary that names nearly everything rightly gives the mappers hardly any gradient to follow. */
    static final double STRONG_ACCURACY = 0.95;
    /** Epochs in a row for which weakness or strength must last before it is worth a word. */
    static final int PATIENCE = 3;
    /** Without the adversary's own movement to go by: lost at chance while the probe finds nearly everything. */
    private static final double LOST_ACCURACY = 0.55;
    private static final double FOUND_ACCURACY = 0.9;

    private AdversaryCheck() {}

    /** What is wrong, if anything. */
    public enum State {
        /** No adversary, or no epoch yet. */
        NONE,
        FINE,
        WEAK,
        FROZEN,
        OVER_STRONG
    }

    /**
     * One epoch.
     *
     * @param accuracy the adversary's accuracy on training embeddings, NaN without one
     * @param probe the fresh probe's accuracy
     * @param probeLow lower end of its 95 % interval; NaN if not known
     * @param probed the epoch in which the probe was trained
     * @param weight of the adversary in the objective, 0 while it is off
     * @param change length of the adversary's step in this epoch over the length of its weights; NaN if not known
     */
    public record Epoch(int epoch, double accuracy, double probe, double probeLow, int probed, double weight,
            double change) {}

    /**
     * The finding at the last epoch.
     *
     * @param sentence what was seen; empty for {@link State#NONE}
     * @param advice what to try; empty where there is nothing to change
     */
    public record Finding(State state, String sentence, String advice) {}

    /** @param epochs ascending, epoch 0 (which has no adversary's accuracy) may be among them */
    public static Finding of(List<Epoch> epochs) {
        List<Epoch> played = epochs.stream().filter(e -> !Double.isNaN(e.accuracy())).toList();
        if (played.isEmpty()) {
            return new Finding(State.NONE, "", "");
        }
        Epoch last = played.get(played.size() - 1);
        String numbers = String.format(Locale.ROOT, "the adversary names %.0f %% rightly, the fresh probe %.0f %%%s",
                100 * last.accuracy(), 100 * last.probe(), last.probed() == last.epoch() ? ""
                        : " in epoch " + last.probed());
        if (last.change() < FROZEN_CHANGE || lasts(played, 2, e -> Double.isNaN(e.change()) && e.accuracy() <= LOST_ACCURACY
                && e.probe() >= FOUND_ACCURACY)) {
            return new Finding(State.FROZEN, "The adversary does not learn: in epoch " + last.epoch() + " "
                    + (Double.isNaN(last.change()) ? "" : String.format(Locale.ROOT, "its weights moved by %.1g %%, and ",
                            100 * last.change())) + numbers + ".",
                    "Raise the classifier's learning rate; until then mixing is judged by nobody.");
        }
        if (lasts(played, PATIENCE, e -> low(e) - e.accuracy() > WEAK_GAP)) {
            return new Finding(State.WEAK, "The adversary is weak: " + numbers + ", so its verdict proves nothing.",
                    "Give the classifier more steps or units, or a smaller gradient penalty.");
        }
        if (lasts(played, PATIENCE, e -> e.weight() > 0 && e.accuracy() >= STRONG_ACCURACY)) {
            return new Finding(State.OVER_STRONG, "The adversary is too strong: " + numbers
                    + ", and the mappers cannot follow.",
                    "Raise the adversary's weight, or give the classifier fewer steps or a larger gradient penalty.");
        }
        return new Finding(State.FINE, "The adversary keeps up: " + numbers + ".", "");
    }

    private static double low(Epoch e) {
        return Double.isNaN(e.probeLow()) ? e.probe() : e.probeLow();
    }

    private static boolean lasts(List<Epoch> epochs, int patience, java.util.function.Predicate<Epoch> what) {
        return epochs.size() >= patience && epochs.subList(epochs.size() - patience, epochs.size()).stream().allMatch(what);
    }
}
