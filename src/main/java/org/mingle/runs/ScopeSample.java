package org.mingle.runs;

import java.util.Arrays;
import org.mingle.data.Dataset;
import org.mingle.data.Split;

/** Which pairs of a split are shown when there are more than a map can serve. */
public final class ScopeSample {
    /** More pairs would slow training and crowd the map. */
    public static final int MOST_PAIRS = 3000;

    private ScopeSample() {}

    /**
     * Rows of a split, ascending: all, or about {@code most} of them, taken evenly from each class in proportion to its
     * size, at least one of each. The same data gives the same rows.
     *
     * @param most at least 1
     */
    public static int[] rows(Dataset dataset, Split split, int most) {
        int[] all = dataset.rows(split);
        if (all.length <= most) {
            return all;
        }
        int[] sizes = new int[dataset.classNames().size()];
        for (int row : all) {
            sizes[dataset.label(row)]++;
        }
        int[][] byClass = new int[sizes.length][];
        Arrays.setAll(byClass, c -> new int[sizes[c]]);
        Arrays.fill(sizes, 0);
        for (int row : all) {
            int c = dataset.label(row);
            byClass[c][sizes[c]++] = row;
        }
        int[] taken = new int[all.length];
        int n = 0;
        for (int[] rows : byClass) {
            int quota = rows.length == 0 ? 0 : Math.max(1, (int) ((long) rows.length * most / all.length));
            for (int i = 0; i < quota; i++) {
                taken[n++] = rows[(int) ((long) i * rows.length / quota)];
            }
        }
        int[] rows = Arrays.copyOf(taken, n);
        Arrays.sort(rows);
        return rows;
    }
}
