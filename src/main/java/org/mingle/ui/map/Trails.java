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
 */
record Trails(int from, List<float[]> stops, int[] points) {
    static final Trails NONE = new Trails(0, List.of(), new int[0]);
    /** Of more epochs in between only so many are passed, evenly spread. */
    private static final int MOST_STOPS = 12;

    /**
     * Ways from one layout to another.
     *
     * @param passed from the first to the last, both included
     * @param points the selected ones, or all that are shown
     */
    static Trails of(List<Layout> passed, int[] points) {
        int n = passed.size() - 1;
        if (n < 1) {
            return NONE;
        }
        List<float[]> stops = new ArrayList<>();
        IntStream.range(0, Math.min(n, MOST_STOPS)).map(i -> (int) ((long) i * n / Math.min(n, MOST_STOPS)))
                .forEach(i -> stops.add(passed.get(i).xy().data()));
        return new Trails(passed.get(0).epoch(), stops, points);
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
