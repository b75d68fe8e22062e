package org.mingle.mixing;

import java.util.Arrays;
import java.util.Map;

/**
 * Out-of-fold scores of a probe on pairs (or on arbitrary twosomes where there are no pairs): positive means
 * "second side".
 */
record ProbeResult(double[] first, double[] second) {
    /** Folds share training pairs, so the pooled count varies more than independent answers: an allowance, not a theorem. */
    private static final double OVERDISPERSION = 1.65;

    /**
     * Accuracy with the area under the ROC curve and an interval: Wilson's, with the effective number of units that
     * the variance over pairs gives (the two members of a pair are not independent) less the overlap of the folds.
     */
    Statistic summary(String name, double p, Map<String, Object> settings) {
        int n = first.length;
        double[] share = new double[n];
        for (int i = 0; i < n; i++) {
            share[i] = ((first[i] <= 0 ? 1 : 0) + (second[i] > 0 ? 1 : 0)) / 2.0;
        }
        double accuracy = Statistics.mean(share);
        double variance = Statistics.variance(share);
        double units = variance > 0 ? Math.min(20.0 * n, accuracy * (1 - accuracy) * n / variance) : n;
        double[] interval = Statistics.wilson(accuracy, units / OVERDISPERSION);
        return new Statistic(name, accuracy, interval[0], interval[1], p, Statistics.with(settings, "auc", auc()));
    }

    /** Probability that a random member of the second side scores above one of the first, ties counting half. */
    double auc() {
        double[] sorted = first.clone();
        Arrays.sort(sorted);
        double sum = 0;
        for (double s : second) {
            sum += below(sorted, s, false) + below(sorted, s, true);
        }
        return sum / 2 / first.length / second.length;
    }

    /** Number of sorted values below s, or at most s. */
    private static int below(double[] sorted, double s, boolean orEqual) {
        int low = 0;
        int high = sorted.length;
        while (low < high) {
            int middle = low + high >>> 1;
            if (sorted[middle] < s || orEqual && sorted[middle] == s) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
