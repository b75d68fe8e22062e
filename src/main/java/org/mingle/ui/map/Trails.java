package org.mingle.ui.map;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.mingle.projection.Layout;

/**
 * The ways of points from one epoch to the one that is shown, where they end at the points themselves. Immutable.
 *
 * @param from the epoch where they begin
 * @param stops the layouts passed, the oldest first, without the last; interleaved coordinates
 * @param points whose ways are drawn
 * @param every of how many points one is among them: 1 unless they are very many
 */
record Trails(int from, List<float[]> stops, int[] points, int every) {
    static final Trails NONE = new Trails(0, List.of(), new int[0], 1);
    /** Of more epochs in between only so many are passed, evenly spread. */
    private static final int MOST_STOPS = 12;
    private static final int FEWEST_STOPS = 2;
    /** More lines than this take longer to draw than a jump to another epoch may, and cover each other. */
    static final int MOST_LINES = 40_000;

    /**
     * Ways from one layout to another.
     *
     * @param passed from the first to the last, both included
     * @param points the selected ones, or all that are shown; of very many the first of each so many is taken
     */
    static Trails of(List<Layout> passed, int[] points) {
        int n = passed.size() - 1;
        if (n < 1) {
            return NONE;
        }
        int most = Math.min(MOST_STOPS, Math.max(FEWEST_STOPS, MOST_LINES / Math.max(1, points.length)));
        int count = Math.min(n, most);
        List<float[]> stops = new ArrayList<>();
        IntStream.range(0, count).map(i -> (int) ((long) i * n / count)).forEach(i -> stops.add(passed.get(i).xy().data()));
        int every = Math.max(1, (int) Math.ceil((double) points.length * count / MOST_LINES));
        int[] drawn = every == 1 ? points
                : IntStream.range(0, points.length / every).map(i -> points[i * every]).toArray();
        return new Trails(passed.get(0).epoch(), stops, drawn, every);
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof Trails t && t.from == from && sameStops(t) && Arrays.equals(t.points, points);
    }

    private boolean sameStops(Trails t) {
        return t.stops.size() == stops.size()
                && IntStream.range(0, stops.size()).allMatch(i -> Arrays.equals(t.stops.get(i), stops.get(i)));
    }

    @Override
    public int hashCode() {
        return 31 * from + Arrays.hashCode(points);
    }
}
