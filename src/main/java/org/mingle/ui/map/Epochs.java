package org.mingle.ui.map;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.mingle.projection.Layout;

/**
 * The last layout of every epoch that the map has seen of the same samples, and which of them is shown: one of them, or
 * the newest whatever comes. Only coordinates are kept of past epochs, not their embeddings.
 */
final class Epochs {
    private final TreeMap<Integer, Layout> kept = new TreeMap<>();
    private Layout newest;
    private Layout shown;

    /** Takes note of the newest layout. @return whether there is another epoch than before */
    boolean record(Layout layout) {
        if (layout == newest) {
            return false;
        }
        if (newest != null && !newest.embeddings().ids().equals(layout.embeddings().ids())) {
            kept.clear();
            shown = null;
        }
        boolean begunAnew = layout.epoch() <= 1 && newest != null && newest.epoch() > layout.epoch()
                && newest.embeddings() != layout.embeddings();
        newest = layout;
        if (begunAnew) {
            kept.tailMap(layout.epoch(), true).clear();
            shown = null;
        }
        boolean another = !kept.containsKey(layout.epoch());
        kept.put(layout.epoch(), layout);
        if (shown == null) {
            // The embeddings of all epochs would be many times as large as their layouts.
            kept.replaceAll((epoch, l) -> l.embeddings() == layout.embeddings() ? l : with(l, layout));
        }
        return another || begunAnew;
    }

    private static Layout with(Layout old, Layout now) {
        return new Layout(now.embeddings(), old.epoch(), old.iteration(), old.xy(), old.method(), old.perplexity(), old.kl(),
                old.seed(), old.quality());
    }

    /** What to draw, null before the first layout. */
    Layout current() {
        return shown != null ? shown : newest;
    }

    /** Epochs there are, ascending. */
    List<Integer> numbers() {
        return new ArrayList<>(kept.keySet());
    }

    /** Shows the layout of an epoch, or of the last one before it. */
    void show(int epoch) {
        var entry = kept.floorEntry(epoch);
        shown = entry == null ? null : entry.getValue();
    }

    /** Follows what comes. */
    void follow() {
        shown = null;
    }

    boolean following() {
        return shown == null;
    }

    /** The epoch after that which is shown, or -1 after the last. */
    int next() {
        Integer after = current() == null ? null : kept.higherKey(current().epoch());
        return after == null ? -1 : after;
    }

    int first() {
        return kept.isEmpty() ? -1 : kept.firstKey();
    }
}
