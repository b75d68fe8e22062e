package org.mingle.mixing;

import java.util.Map;

/**
 * One number about mixing, with what is needed to trust it.
 *
 * @param name as on the command line, e.g. {@code c2st_linear}
 * @param value the estimate
 * @param low lower end of the 95 % interval, NaN if it has none
 * @param high upper end, NaN if it has none
 * @param p p-value against "not distinguishable", NaN if it has none
 * @param settings what it was computed with: folds, k, seed, sample, metric
 */
public record Statistic(String name, double value, double low, double high, double p, Map<String, Object> settings) {
    public Statistic {
        settings = Map.copyOf(settings);
    }
}
