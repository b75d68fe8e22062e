package org.mingle.ui.mixing;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;
import org.mingle.projection.Layout;

/** Some of the pairs of a space. */
final class Part {
    private Part() {}

    /** Rows of the pairs of a class; all for the empty name. */
    static int[] rows(Embeddings e, String className) {
        int c = e.classNames().indexOf(className);
        return IntStream.range(0, e.size())
                .filter(i -> className.isEmpty() || Arrays.stream(e.labels()[i]).anyMatch(l -> l == c)).toArray();
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
