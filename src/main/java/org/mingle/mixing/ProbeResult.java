package org.mingle.mixing;

import java.util.Arrays;
import java.util.Map;

/**
 * Out-of-fold scores of a probe on pairs (or on arbitrary twosomes where there are no pairs): positive means
 * "second side".
 */
record ProbeResult(double[] first, double[] second) {
    /**
     * Accuracy with an interval over pairs, the area under the ROC curve, and the p-value by swapping the modality
     * labels inside each pair while the probe stays as it is. A swap changes the accuracy only of pairs whose two
     * members the probe sets apart; right and wrong ones are then equally likely under the null, so the number of
     * right ones is Binomial(m, 1/2): the exact sign test, here with mid-p. The interval is Wilson's with the
     * effective number of units that the variance over pairs gives (the two members of a pair are not independent).
     */
    Statistic summary(String name, Map<String, Object> settings) {
        int n = first.length;
        double[] share = new double[n];
        int right = 0;
        int wrong = 0;
        for (int i = 0; i < n; i++) {
            boolean a = first[i] <= 0;
            boolean b = second[i] > 0;
            share[i] = ((a ? 1 : 0) + (b ? 1 : 0)) / 2.0;
            right += a && b ? 1 : 0;
            wrong += a || b ? 0 : 1;
        }
        double accuracy = Statistics.mean(share);
        double variance = Statistics.variance(share);
        double units = variance > 0 && accuracy > 0 && accuracy < 1 ? Math.min(2.0 * n, accuracy * (1 - accuracy) * n / variance) : n;
        double[] interval = Statistics.wilson(accuracy, units);
        return new Statistic(name, accuracy, interval[0], interval[1], Statistics.binomialMidP(right, right + wrong),
                Statistics.with(settings, "auc", auc()));
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
