package org.mingle.ui.map;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import org.mingle.data.Embeddings;
import org.mingle.projection.Layout;

/**
 * The last layout of every epoch of the same samples, and which of them is shown: one of them, or the newest whatever
 * comes. Only coordinates are kept of past epochs, not their embeddings.
 */
final class Epochs {
    private final TreeMap<Integer, Layout> kept = new TreeMap<>();
    /** Layouts of these are of another model, and come only because the projection has not heard of the new one yet. */
    private final Set<Embeddings> bygone = Collections.newSetFromMap(new IdentityHashMap<>());
    private Embeddings expected;
    private Layout newest;
    private Layout shown;

    /** Says what the layouts to come are of; those of other samples are not taken any more. */
    void expect(Embeddings embeddings) {
        if (expected != null && !sameSamples(expected, embeddings)) {
            clear();
            newest = null;
        }
        expected = embeddings;
        bygone.remove(embeddings);
    }

    private static boolean sameSamples(Embeddings a, Embeddings b) {
        return a.ids().equals(b.ids()) && a.modalities().equals(b.modalities());
    }

    /** Another model begins at its beginning: what there was is not of it. */
    void beginAnew() {
        clear();
        bygone.clear();
        if (newest != null) {
            bygone.add(newest.embeddings());
        }
        if (expected != null) {
            bygone.add(expected);
        }
    }

    private void clear() {
        kept.clear();
        shown = null;
    }

    /** Takes note of the newest layout. @return whether there is another epoch than before */
    boolean record(Layout layout) {
        if (layout == newest || bygone.contains(layout.embeddings())
                || expected != null && !sameSamples(expected, layout.embeddings())) {
            return false;
        }
        if (newest != null && !sameSamples(newest.embeddings(), layout.embeddings())) {
            clear();
        }
        newest = layout;
        boolean another = !kept.containsKey(layout.epoch());
        kept.put(layout.epoch(), layout);
        if (shown == null) {
            // The embeddings of all epochs would be many times as large as their layouts.
            kept.replaceAll((epoch, l) -> l.embeddings() == layout.embeddings() ? l : with(l, layout));
        }
        return another;
    }

    /** Takes stored layouts of epochs of which there is none yet. */
    void load(List<Layout> stored) {
        for (Layout l : stored) {
            if (expected == null || sameSamples(expected, l.embeddings())) {
                kept.putIfAbsent(l.epoch(), newest == null ? l : with(l, newest));
            }
        }
    }

    private static Layout with(Layout old, Layout now) {
        return old.withEmbeddings(now.embeddings());
    }

    /** What to draw, null before the first layout. */
    Layout current() {
        return shown != null ? shown : newest;
    }

    /** Epochs there are, ascending. */
    List<Integer> numbers() {
        return new ArrayList<>(kept.keySet());
    }

    /** The layout of an epoch, or of the last one before it, or else of the first; null where there is none. */
    Layout layout(int epoch) {
        var entry = kept.floorEntry(epoch);
        return entry != null ? entry.getValue() : kept.isEmpty() ? null : kept.firstEntry().getValue();
    }

    /** The layouts between two epochs, both included, ascending. */
    List<Layout> between(int a, int b) {
        return new ArrayList<>(kept.subMap(Math.min(a, b), true, Math.max(a, b), true).values());
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
