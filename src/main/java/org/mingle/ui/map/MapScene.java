package org.mingle.ui.map;

import java.util.BitSet;
import java.util.List;

/**
 * What is drawn besides the points themselves. Points by number, -1 for none. Immutable: the sets must not be changed
 * any more.
 *
 * @param colouring what colours mean
 * @param dark whether the background is dark
 * @param hovered the point under the pointer
 * @param query the point whose results are shown
 * @param hits the first results of the query, with whether they are right
 * @param guest where a query stands that is not in the dataset, null for none
 * @param links the pairs whose halves are joined
 * @param selected points that stand out while the others step back; empty for none
 * @param found points ringed because they match the search
 * @param trails the ways of points from a past epoch
 */
record MapScene(Colouring colouring, boolean dark, int hovered, int query, List<Hit> hits, Guest guest, PairLinks links,
        BitSet selected, BitSet found, Trails trails) {
    private static final BitSet NONE = new BitSet();

    /** A result of the query on the map. */
    record Hit(int point, boolean relevant) {}

    /**
     * A query from outside, in the coordinates of the layout.
     *
     * @param uncertainty how far away it might stand as well; NaN while that is not known
     */
    record Guest(double x, double y, int modality, double uncertainty) {
        /** What its rings mean, for the legend. */
        String words() {
            if (Double.isNaN(uncertainty)) {
                return "In ink and ringed, at the median of its first results; being placed …";
            }
            return uncertainty == 0 ? "In ink and ringed, exactly where it lies on this plane."
                    : "In ink and ringed. Broken ring: how far off it might stand as well (root mean square).";
        }
    }

    static final MapScene PLAIN = new MapScene(Colouring.CLASS, false, -1, -1, List.of(), null, PairLinks.NONE, NONE, NONE,
            Trails.NONE);

    MapScene withColouring(Colouring next) {
        return new MapScene(next, dark, hovered, query, hits, guest, links, selected, found, trails);
    }

    MapScene withDark(boolean on) {
        return new MapScene(colouring, on, hovered, query, hits, guest, links, selected, found, trails);
    }

    MapScene withHovered(int point) {
        return new MapScene(colouring, dark, point, query, hits, guest, links, selected, found, trails);
    }

    MapScene withQuery(int point) {
        return new MapScene(colouring, dark, hovered, point, hits, guest, links, selected, found, trails);
    }

    MapScene withLinks(PairLinks pairs) {
        return new MapScene(colouring, dark, hovered, query, hits, guest, pairs, selected, found, trails);
    }

    MapScene withSelected(BitSet points) {
        return new MapScene(colouring, dark, hovered, query, hits, guest, links, points, found, trails);
    }

    MapScene withFound(BitSet points) {
        return new MapScene(colouring, dark, hovered, query, hits, guest, links, selected, points, trails);
    }

    /** The same without a query from outside, whose place is that in one layout. */
    MapScene withoutGuest() {
        return new MapScene(colouring, dark, hovered, query, hits, null, links, selected, found, trails);
    }

    MapScene withTrails(Trails ways) {
        return new MapScene(colouring, dark, hovered, query, hits, guest, links, selected, found, ways);
    }
}
