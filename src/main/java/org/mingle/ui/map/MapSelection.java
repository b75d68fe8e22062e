package org.mingle.ui.map;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.mingle.ui.AppModel;
import org.mingle.ui.SampleRef;

/**
 * The picked samples of the window as points of the map, and back. Samples that are picked but not on the map stay
 * picked where points are added or removed one by one, and go where the whole selection is made anew.
 */
final class MapSelection {
    private final AppModel model;
    private final MapPoints points;

    MapSelection(AppModel model, MapPoints points) {
        this.model = model;
        this.points = points;
    }

    /** Points of the picked samples. */
    BitSet points() {
        BitSet set = new BitSet();
        for (SampleRef ref : model.picked()) {
            int p = points.point(ref);
            if (p >= 0) {
                set.set(p);
            }
        }
        return set;
    }

    /** Pairs of which at least one half is on the map and picked. */
    int pairs() {
        Set<String> ids = new HashSet<>();
        model.picked().forEach(ref -> {
            if (points.point(ref) >= 0) {
                ids.add(ref.id());
            }
        });
        return ids.size();
    }

    void select(BitSet chosen) {
        List<SampleRef> refs = new ArrayList<>(chosen.cardinality());
        chosen.stream().forEach(p -> refs.add(points.ref(p)));
        if (!refs.equals(model.picked())) {
            model.picked().setAll(refs);
        }
    }

    void combine(Combine how, BitSet area) {
        select(how.apply(points(), area));
    }

    /** Picks a point, or puts it back. */
    void toggle(int p) {
        SampleRef ref = points.ref(p);
        if (model.isPicked(ref)) {
            model.picked().remove(ref);
        } else {
            model.picked().add(ref);
        }
    }

    void add(int p) {
        if (!model.isPicked(points.ref(p))) {
            model.picked().add(points.ref(p));
        }
    }

    /** All points that are shown. */
    void selectShown() {
        select(shown());
    }

    /** The shown points that were not selected. */
    void invert() {
        BitSet rest = shown();
        rest.andNot(points());
        select(rest);
    }

    void clear() {
        model.picked().clear();
    }

    private BitSet shown() {
        BitSet shown = new BitSet();
        for (int p = 0; p < points.count(); p++) {
            shown.set(p, points.visible(p));
        }
        return shown;
    }
}
