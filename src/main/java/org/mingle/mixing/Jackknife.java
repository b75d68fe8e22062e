package org.mingle.mixing;

import java.util.function.IntToDoubleFunction;

/**
 * Intervals of statistics whose points are not independent of each other, because they are neighbours: the
 * delete-a-group jackknife over pairs (Efron and Tibshirani 1993, chapter 11; Kott 2001 for groups). Row i of both
 * sides belongs to group i mod 30, so that whole pairs are left out.
 */
final class Jackknife {
    static final int GROUPS = 30;
    /** 97.5 % quantile of Student's t with 29 degrees of freedom. */
    private static final double T = 2.045229642132703;

    private Jackknife() {}

    /** Group of a pooled row. */
    static int group(TwoSample sample, int pooledRow) {
        int n = sample.first().rows();
        return (pooledRow < n ? pooledRow : pooledRow - n) % GROUPS;
    }

    /**
     * Half the width of the 95 % interval.
     *
     * @param without the statistic without the rows of a group
     */
    static double half(IntToDoubleFunction without) {
        double[] values = new double[GROUPS];
        for (int g = 0; g < GROUPS; g++) {
            values[g] = without.applyAsDouble(g);
        }
        double squares = Statistics.variance(values) * (GROUPS - 1);
        return T * Math.sqrt(squares * (GROUPS - 1) / GROUPS);
    }
}
