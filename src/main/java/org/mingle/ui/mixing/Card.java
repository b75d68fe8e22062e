package org.mingle.ui.mixing;

import org.mingle.data.Split;
import org.mingle.mixing.MixingReport;
import org.mingle.mixing.PlaneComparison;
import org.mingle.ui.AppModel.Space;

/**
 * What the panel shows.
 *
 * @param space what was judged
 * @param split that it is of
 * @param part which of its pairs were judged
 * @param plane null until there is a map of the space
 * @param seconds what it cost
 */
record Card(Space space, Split split, Part part, MixingReport report, PlaneComparison plane, double seconds) {}
