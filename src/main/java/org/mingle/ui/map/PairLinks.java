package org.mingle.ui.map;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.mingle.data.SequentialColors;

/**
 * Lines between the halves of pairs. Immutable.
 *
 * @param mode which pairs are joined, besides those of the hovered point and the query
 * @param rows those of the mode; empty for {@link Mode#POINTED}
 * @param ranks of every pair in the space, the worse of its two directions; null while not known
 */
record PairLinks(Mode mode, int[] rows, double[] ranks) {
    static final PairLinks NONE = new PairLinks(Mode.POINTED, new int[0], null);
    /** So many of the pairs that lie farthest apart in the space are joined. */
    static final int LONGEST = 50;

    /** Which pairs are joined. */
    enum Mode {
        POINTED("Of the point under the pointer"),
        SELECTED("Of the selection"),
        FARTHEST("The " + LONGEST + " with the worst rank in the space"),
        ALL("All");

        private final String title;

        Mode(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }
    }

    /** @param ranks null while not known; then there are no farthest pairs */
    static PairLinks of(Mode mode, MapPoints points, MapSelection selection, double[] ranks) {
        int n = points.pairs();
        int[] rows = switch (mode) {
            case POINTED -> new int[0];
            case SELECTED -> selection.points().stream().map(points::row).distinct().sorted().toArray();
            case ALL -> IntStream.range(0, n).toArray();
            case FARTHEST -> ranks == null ? new int[0] : farthest(ranks);
        };
        return new PairLinks(mode, rows, ranks);
    }

    private static int[] farthest(double[] ranks) {
        return IntStream.range(0, ranks.length).boxed().filter(r -> !Double.isNaN(ranks[r]))
                .sorted(Comparator.comparingDouble((Integer r) -> -ranks[r]).thenComparing(r -> r)).limit(LONGEST)
                .mapToInt(r -> r).toArray();
    }

    /** The colour of a pair's line by its rank on a logarithmic scale, or -1 where that is not known. */
    int rgb(int row, boolean dark) {
        return ranks == null || Double.isNaN(ranks[row]) ? -1
                : SequentialColors.rgb(ColourBy.Warp.LOG.part(ranks[row], 1, ranks.length), dark);
    }

    /** Whether lines are drawn in colours that mean ranks. */
    boolean ranked() {
        return mode != Mode.POINTED && ranks != null;
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof PairLinks l && l.mode == mode && Arrays.equals(l.rows, rows) && l.ranks == ranks;
    }

    @Override
    public int hashCode() {
        return mode.hashCode() * 31 + Arrays.hashCode(rows);
    }
}
