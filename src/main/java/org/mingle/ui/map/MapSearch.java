package org.mingle.ui.map;

import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import org.mingle.data.Dataset;
import org.mingle.data.Split;
import org.mingle.ui.AppModel;
import org.mingle.ui.Latest;
import org.mingle.ui.dataset.SampleFilter;

/** The points whose samples have the searched words in id, class or text; looked for in the background. */
final class MapSearch {
    private final AppModel model;
    private final Runnable changed;
    private final Latest worker = new Latest("mingle-map-search");
    private Set<String> ids = Set.of();

    /** @param changed hears when others are found */
    MapSearch(AppModel model, Runnable changed) {
        this.model = model;
        this.changed = changed;
        model.search().subscribe(text -> search());
        model.scope().subscribe(scope -> search());
        model.dataset().subscribe(dataset -> search());
    }

    private void search() {
        Dataset dataset = model.dataset().get();
        Split scope = model.scope().get();
        String text = model.search().get();
        if (dataset == null || text == null || text.isBlank()) {
            worker.submit(Set::<String>of, this::found, sentence -> { });
            return;
        }
        worker.submit(() -> {
            Set<String> found = new HashSet<>();
            for (int row : SampleFilter.rows(dataset, scope, text)) {
                found.add(dataset.id(row));
            }
            return found;
        }, this::found, sentence -> { });
    }

    private void found(Set<String> next) {
        if (!next.equals(ids)) {
            ids = next;
            changed.run();
        }
    }

    /** The points that were found. */
    BitSet points(MapPoints points) {
        BitSet found = new BitSet();
        if (!ids.isEmpty() && !points.isEmpty()) {
            var all = points.layout().embeddings().ids();
            for (int p = 0; p < points.count(); p++) {
                found.set(p, ids.contains(all.get(p % points.pairs())));
            }
        }
        return found;
    }
}
