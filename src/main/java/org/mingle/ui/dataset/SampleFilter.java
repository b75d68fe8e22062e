package org.mingle.ui.dataset;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.IntPredicate;
import org.mingle.data.Dataset;
import org.mingle.data.Media;
import org.mingle.data.Split;

/** Finds samples by words in their id, class or text; all words must occur, in any case and order. */
public final class SampleFilter {
    private SampleFilter() {}

    /** Rows of a split that match, ascending; all of them for a blank text. */
    public static int[] rows(Dataset dataset, Split split, String text) {
        int[] all = dataset.rows(split);
        String[] words = text.strip().toLowerCase(Locale.ROOT).split("\\s+");
        return text.isBlank() ? all : Arrays.stream(all).filter(matches(dataset, words)).toArray();
    }

    private static IntPredicate matches(Dataset dataset, String[] words) {
        return row -> {
            StringBuilder s = new StringBuilder(dataset.id(row));
            for (int label : dataset.labels(row)) {
                s.append('\n').append(dataset.classNames().get(label));
            }
            for (int m = 0; m < dataset.modalities().size(); m++) {
                if (dataset.media(m, row) instanceof Media.Text t) {
                    s.append('\n').append(t.text());
                }
            }
            String where = s.toString().toLowerCase(Locale.ROOT);
            return Arrays.stream(words).allMatch(where::contains);
        };
    }
}
