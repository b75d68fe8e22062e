package org.mingle.mixing;

/** Computes one statistic. */
interface MixingStatistic {
    /** Name on the command line. */
    String name();

    /** The value, or a value of NaN with the reason in the settings where the sample does not allow it. */
    Statistic of(TwoSample sample);
}
