package org.mingle.ui.map;

import java.util.BitSet;
import java.util.List;
import org.mingle.projection.Placement;

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
     * A query from outside.
     *
     * @param spots where it might lie in the layout, the likeliest first, or its only place while that is not known
     * @param known whether it was placed
     */
    record Guest(List<Placement.Spot> spots, int modality, boolean known) {
        /** The likeliest place. */
        Placement.Spot spot() {
            return spots.get(0);
        }

        /** How many of the neighbours speak for a place. */
        static String share(Placement.Spot spot) {
            return Math.round(100 * spot.share()) + " %";
        }

        /** What its rings mean, for the legend. */
        String words() {
            if (!known) {
                return "In ink and ringed, at the median of its first results; being placed …";
            }
            if (spot().radius() == 0) {
                return "In ink and ringed, exactly where it lies on this plane.";
            }
            return spots.size() == 1
                    ? "In ink and ringed. Nine times in ten it would lie within the rings if it were on the map."
                    : "In ink and ringed. Its neighbours lie in " + spots.size() + " places, hollow marks: beside each, how many"
                            + " of them. Nine times in ten it would lie within one of the rings if it were on the map.";
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

    /** The same without a query, its results and the point under the pointer. */
    MapScene withoutAsked() {
        return new MapScene(colouring, dark, -1, -1, List.of(), null, links, selected, found, trails);
    }

    MapScene withTrails(Trails ways) {
        return new MapScene(colouring, dark, hovered, query, hits, guest, links, selected, found, ways);
    }
}
