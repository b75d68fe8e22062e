package org.mingle.ui.map;

import java.util.BitSet;
import java.util.List;

/**
 * What is drawn besides the points themselves. Points by number, -1 for none. Immutable: the sets must not be changed
 * any more.
 *
 * @param byClass colours mean classes; otherwise modalities
 * @param dark whether the background is dark
 * @param hovered the point under the pointer
 * @param query the point whose results are shown
 * @param hits the first results of the query, with whether they are right
 * @param guest where a query stands that is not in the dataset, null for none
 * @param allPairs whether the members of every pair are joined, not only of the hovered and the query's
 * @param selected points that stand out while the others step back; empty for none
 * @param found points ringed because they match the search
 */
record MapScene(boolean byClass, boolean dark, int hovered, int query, List<Hit> hits, Guest guest, boolean allPairs,
        BitSet selected, BitSet found) {
    private static final BitSet NONE = new BitSet();

    /** A result of the query on the map. */
    record Hit(int point, boolean relevant) {}

    /** A query from outside, in the coordinates of the layout. */
    record Guest(double x, double y, int modality) {}

    static final MapScene PLAIN = new MapScene(true, false, -1, -1, List.of(), null, false, NONE, NONE);

    MapScene withHovered(int point) {
        return new MapScene(byClass, dark, point, query, hits, guest, allPairs, selected, found);
    }

    MapScene withQuery(int point) {
        return new MapScene(byClass, dark, hovered, point, hits, guest, allPairs, selected, found);
    }

    MapScene withAllPairs(boolean all) {
        return new MapScene(byClass, dark, hovered, query, hits, guest, all, selected, found);
    }

    MapScene withSelected(BitSet points) {
        return new MapScene(byClass, dark, hovered, query, hits, guest, allPairs, points, found);
    }

    MapScene withFound(BitSet points) {
        return new MapScene(byClass, dark, hovered, query, hits, guest, allPairs, selected, points);
    }
}
