package org.mingle.ui.map;

import java.util.List;

/**
 * What is drawn besides the points themselves. Points by number, -1 for none.
 *
 * @param byClass colours mean classes; otherwise modalities
 * @param dark whether the background is dark
 * @param hovered the point under the pointer
 * @param query the point whose results are shown
 * @param hits the first results of the query, with whether they are right
 * @param guest where a query stands that is not in the dataset, null for none
 * @param allPairs whether the members of every pair are joined, not only of the hovered and the query's
 */
record MapScene(boolean byClass, boolean dark, int hovered, int query, List<Hit> hits, Guest guest, boolean allPairs) {
    /** A result of the query on the map. */
    record Hit(int point, boolean relevant) {}

    /** A query from outside, in the coordinates of the layout. */
    record Guest(double x, double y, int modality) {}

    static final MapScene PLAIN = new MapScene(true, false, -1, -1, List.of(), false);

    /** A scene without a guest. */
    MapScene(boolean byClass, boolean dark, int hovered, int query, List<Hit> hits, boolean allPairs) {
        this(byClass, dark, hovered, query, hits, null, allPairs);
    }
}
