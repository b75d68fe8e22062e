package org.mingle.ui.mixing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;
import org.mingle.projection.Layout;

/**
 * Some of the pairs of a space: those of a class, those that were selected, or all.
 *
 * @param className of the class, null for pairs of all classes
 * @param ids of the selected pairs, null for pairs selected or not
 */
record Part(String className, Set<String> ids) {
    static final Part ALL = new Part(null, null);

    static Part ofClass(String name) {
        return new Part(name, null);
    }

    static Part selected(Set<String> ids) {
        return new Part(null, Set.copyOf(ids));
    }

    /** Rows of the pairs that belong to it. */
    int[] rows(Embeddings e) {
        int c = className == null ? -1 : e.classNames().indexOf(className);
        return IntStream.range(0, e.size())
                .filter(i -> className == null || Arrays.stream(e.labels()[i]).anyMatch(l -> l == c))
                .filter(i -> ids == null || ids.contains(e.ids().get(i))).toArray();
    }

    /** Before the number of pairs it says which they are; empty for all. */
    String words() {
        return className != null ? "class " + className + ", " : ids != null
                ? String.format(Locale.ROOT, "map selection of %,d pairs, ", ids.size()) : "";
    }

    static Embeddings of(Embeddings e, int[] rows) {
        if (rows.length == e.size()) {
            return e;
        }
        List<FloatMatrix> points = e.points().stream().map(p -> p.gather(rows)).toList();
        return new Embeddings(e.modalities(), IntStream.of(rows).mapToObj(e.ids()::get).toList(),
                IntStream.of(rows).mapToObj(r -> e.labels()[r]).toArray(int[][]::new), e.classNames(), points);
    }

    /** Places of the pairs on the map, the first modality's first. */
    static FloatMatrix of(Layout layout, int[] rows) {
        int n = layout.embeddings().size();
        int modalities = layout.embeddings().modalities().size();
        return layout.xy().gather(IntStream.range(0, modalities).flatMap(m -> IntStream.of(rows).map(r -> m * n + r)).toArray());
    }
}
