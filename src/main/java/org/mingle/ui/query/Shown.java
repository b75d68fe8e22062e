package org.mingle.ui.query;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.RandomAccess;
import org.mingle.data.Dataset;
import org.mingle.data.Media;
import org.mingle.retrieval.Ranking;

/**
 * Which hits are listed: by class and by words in id or texts. Ranks, average precision and explanation stay those of
 * the whole gallery.
 *
 * @param classIndex listed alone, -1 for all
 * @param words lower case, empty for all
 * @param wrongOnly whether hits that are right are left out
 */
record Shown(int classIndex, String words, boolean wrongOnly) {
    static final Shown ALL = new Shown(-1, "", false);

    Shown {
        words = words.strip().toLowerCase(Locale.ROOT);
    }

    boolean all() {
        return equals(ALL);
    }

    /** The hits that pass, in order; the list itself where all do. */
    List<Ranking.Hit> of(List<Ranking.Hit> hits, Dataset dataset) {
        if (all()) {
            return hits;
        }
        int[] kept = new int[hits.size()];
        int n = 0;
        for (int i = 0; i < hits.size(); i++) {
            if (passes(hits.get(i), dataset)) {
                kept[n++] = i;
            }
        }
        return new Picked(hits, Arrays.copyOf(kept, n));
    }

    private boolean passes(Ranking.Hit hit, Dataset dataset) {
        if (wrongOnly && hit.relevant()) {
            return false;
        }
        int row = dataset.row(hit.id());
        if (row < 0) {
            return classIndex < 0 && hit.id().toLowerCase(Locale.ROOT).contains(words);
        }
        if (classIndex >= 0 && Arrays.stream(dataset.labels(row)).noneMatch(c -> c == classIndex)) {
            return false;
        }
        if (words.isEmpty() || hit.id().toLowerCase(Locale.ROOT).contains(words)) {
            return true;
        }
        for (int m = 0; m < dataset.modalities().size(); m++) {
            if (dataset.media(m, row) instanceof Media.Text t && t.text().toLowerCase(Locale.ROOT).contains(words)) {
                return true;
            }
        }
        return false;
    }

    /** Some of a list, without copying its elements. */
    private static final class Picked extends AbstractList<Ranking.Hit> implements RandomAccess {
        private final List<Ranking.Hit> all;
        private final int[] indices;

        Picked(List<Ranking.Hit> all, int[] indices) {
            this.all = all;
            this.indices = indices;
        }

        @Override
        public Ranking.Hit get(int i) {
            return all.get(indices[i]);
        }

        @Override
        public int size() {
            return indices.length;
        }
    }
}
