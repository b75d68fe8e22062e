package org.mingle.mixing;

/**
 * Where one verdict ends and the next begins. Defaults are conventions, not laws of nature.
 *
 * @param separableAccuracy from this accuracy of the strongest fresh probe on, the modalities are separable
 * @param mixedAccuracy up to this accuracy a probe does no better than chance in any practical sense
 * @param mixedIlisi scaled iLISI below which neighbourhoods are of one modality, whatever the probe says
 * @param collapsedUniformity above this uniformity (0 is one single point) the space has collapsed
 * @param collapsedRank below this effective rank there is not even a line to spread along
 * @param collapsedClassSkill a neighbours' vote that gains less than this share of what chance leaves knows no classes
 * @param disagreement difference of the strongest accuracies from which on the map and the space tell different stories
 */
public record Thresholds(double separableAccuracy, double mixedAccuracy, double mixedIlisi, double collapsedUniformity,
        double collapsedRank, double collapsedClassSkill, double disagreement) {
    /** The conventions. */
    public static final Thresholds DEFAULTS = new Thresholds(0.75, 0.55, 0.5, -0.1, 0.5, 0.1, 0.15);

    public Thresholds {
        if (!(mixedAccuracy >= 0.5 && separableAccuracy > mixedAccuracy && separableAccuracy <= 1)) {
            throw new IllegalArgumentException("The accuracies must rise from 0.5 over mixed to separable and end at 1, here are "
                    + mixedAccuracy + " and " + separableAccuracy + ".");
        }
    }
}
