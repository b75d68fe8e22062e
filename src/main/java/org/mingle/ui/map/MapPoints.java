package org.mingle.ui.map;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.mingle.data.Embeddings;
import org.mingle.projection.Layout;
import org.mingle.ui.SampleRef;

/**
 * The points of the map: where they are on their way to the newest layout, and which of them the legend lets through.
 * A point's number is {@code modality * pairs + row}; towards the outside a point is always a {@link SampleRef}.
 */
final class MapPoints {
    /** Seconds in which a point covers 63 % of its way to the newest layout: two frames of a lively projection. */
    private static final double EASE = 0.09;
    /** The same while epochs are played: on their way until the next comes, without stop and go. */
    private static final double PLAYED_EASE = 0.16;
    /** Ways shorter than this many pixels are not worth a frame. */
    private static final double NEAR = 0.15;
    private static final int MEDIAN_STEPS = 8;
    /** Of more points than this some are enough to know where a class lies. */
    private static final int MEDIAN_POINTS = 10_000;
    /** Part of the map's diagonal. */
    private static final double MEDIAN_NEAR = 0.02;

    private Layout layout;
    private Map<String, Integer> rows = Map.of();
    private float[] x = new float[0];
    private float[] y = new float[0];
    private boolean[] visible = new boolean[0];
    private boolean[] classOn = new boolean[0];
    private boolean[] modalityOn = new boolean[0];
    private PointGrid grid;
    private double[][] centres;
    private int visibleCount;
    private boolean moving;
    private double ease = EASE;

    /** Takes the newest layout; whether its samples are others than before, so that the view must be fitted anew. */
    boolean take(Layout next) {
        Embeddings old = layout == null ? null : layout.embeddings();
        Embeddings now = next.embeddings();
        boolean others = old == null || old.modalities().size() != now.modalities().size()
                || !old.ids().equals(now.ids());
        layout = next;
        if (others) {
            rows = new HashMap<>();
            for (int r = 0; r < now.size(); r++) {
                rows.put(now.ids().get(r), r);
            }
            classOn = filled(now.classNames().size());
            modalityOn = filled(now.modalities().size());
            x = new float[next.xy().rows()];
            y = new float[x.length];
            for (int i = 0; i < x.length; i++) {
                x[i] = next.xy().get(i, 0);
                y[i] = next.xy().get(i, 1);
            }
            filter();
        } else {
            moving = true;
        }
        moved();
        return others;
    }

    /** Forgets what is known of where visible points are. */
    private void moved() {
        grid = null;
        centres = null;
    }

    private static boolean[] filled(int n) {
        boolean[] b = new boolean[n];
        Arrays.fill(b, true);
        return b;
    }

    /** Whether epochs are being played, one a beat: then points take their time. */
    void play(boolean on) {
        ease = on ? PLAYED_EASE : EASE;
    }

    /** Moves the points on by some seconds; whether any moved. {@code scale} in pixels per unit of the layout. */
    boolean step(double seconds, double scale) {
        if (!moving) {
            return false;
        }
        float part = (float) (1 - Math.exp(-seconds / ease));
        float[] goal = layout.xy().data();
        double farthest = 0;
        for (int i = 0; i < x.length; i++) {
            float dx = goal[2 * i] - x[i];
            float dy = goal[2 * i + 1] - y[i];
            farthest = Math.max(farthest, Math.max(Math.abs(dx), Math.abs(dy)));
            x[i] += dx * part;
            y[i] += dy * part;
        }
        if (farthest * scale < NEAR) {
            for (int i = 0; i < x.length; i++) {
                x[i] = goal[2 * i];
                y[i] = goal[2 * i + 1];
            }
            moving = false;
        }
        moved();
        return true;
    }

    Layout layout() {
        return layout;
    }

    boolean isEmpty() {
        return x.length == 0;
    }

    int count() {
        return x.length;
    }

    /** Number of pairs. */
    int pairs() {
        return layout == null ? 0 : layout.embeddings().size();
    }

    int modalities() {
        return modalityOn.length;
    }

    float x(int point) {
        return x[point];
    }

    float y(int point) {
        return y[point];
    }

    boolean visible(int point) {
        return visible[point];
    }

    int modality(int point) {
        return point / pairs();
    }

    int row(int point) {
        return point % pairs();
    }

    /** The first class of a point. */
    int label(int point) {
        return layout.embeddings().labels()[row(point)][0];
    }

    SampleRef ref(int point) {
        return new SampleRef(layout.embeddings().ids().get(row(point)), modality(point));
    }

    /** The point of a sample, or -1 when it is not on the map. */
    int point(SampleRef ref) {
        Integer row = ref == null ? null : rows.get(ref.id());
        return row == null || ref.modality() >= modalities() ? -1 : ref.modality() * pairs() + row;
    }

    boolean classOn(int c) {
        return classOn[c];
    }

    boolean modalityOn(int m) {
        return modalityOn[m];
    }

    /** Shows or hides a class. A sample of several classes is shown as long as one of them is. */
    void showClass(int c, boolean on) {
        classOn[c] = on;
        filter();
    }

    void showModality(int m, boolean on) {
        modalityOn[m] = on;
        filter();
    }

    /** Shows this class alone, or all of them when it already is alone. */
    void isolateClass(int c) {
        isolate(classOn, c);
        filter();
    }

    /** Shows this modality alone, or all of them when it already is alone. */
    void isolateModality(int m) {
        isolate(modalityOn, m);
        filter();
    }

    private static void isolate(boolean[] on, int one) {
        boolean alone = on[one];
        for (int i = 0; i < on.length; i++) {
            alone &= i == one || !on[i];
        }
        Arrays.fill(on, alone);
        on[one] = true;
    }

    void showAll() {
        Arrays.fill(classOn, true);
        Arrays.fill(modalityOn, true);
        filter();
    }

    /** A copy that stands still. */
    MapPoints still() {
        MapPoints copy = new MapPoints();
        copy.take(layout);
        copy.filterAs(this);
        copy.x = x.clone();
        copy.y = y.clone();
        return copy;
    }

    /** Puts the points to places at once. @param xy interleaved coordinates */
    void place(float[] xy) {
        for (int i = 0; i < x.length; i++) {
            x[i] = xy[2 * i];
            y[i] = xy[2 * i + 1];
        }
        moved();
        moving = false;
    }

    /** Lets through what another set of the same samples does. */
    void filterAs(MapPoints other) {
        if (other.classOn.length == classOn.length && other.modalityOn.length == modalityOn.length) {
            System.arraycopy(other.classOn, 0, classOn, 0, classOn.length);
            System.arraycopy(other.modalityOn, 0, modalityOn, 0, modalityOn.length);
            filter();
        }
    }

    private void filter() {
        visible = new boolean[x.length];
        visibleCount = 0;
        for (int i = 0; i < x.length; i++) {
            boolean on = false;
            for (int c : layout.embeddings().labels()[row(i)]) {
                on |= classOn[c];
            }
            visible[i] = on && modalityOn[modality(i)];
            visibleCount += visible[i] ? 1 : 0;
        }
        moved();
    }

    int visibleCount() {
        return visibleCount;
    }

    /** The visible point nearest to a place, within a distance, both in units of the layout; -1 for none. */
    int nearest(double wx, double wy, double within) {
        if (grid == null) {
            grid = new PointGrid(x, y, visible);
        }
        return grid.nearest(wx, wy, within);
    }

    /**
     * The next visible point in a direction: near, and rather straight ahead than aside; the point itself if there is
     * none. Directions are those of the screen, y downwards.
     */
    int walk(int from, int dirX, int dirY) {
        int best = from;
        double bestCost = Double.POSITIVE_INFINITY;
        for (int i = 0; i < x.length; i++) {
            double dx = x[i] - x[from];
            double dy = y[i] - y[from];
            double ahead = dx * dirX + dy * dirY;
            double aside = Math.abs(dx * dirY) + Math.abs(dy * dirX);
            if (i != from && visible[i] && ahead > 0 && aside <= ahead && ahead + 2 * aside < bestCost) {
                best = i;
                bestCost = ahead + 2 * aside;
            }
        }
        return best;
    }

    /** The first visible point, or -1. */
    int firstVisible() {
        for (int i = 0; i < visible.length; i++) {
            if (visible[i]) {
                return i;
            }
        }
        return -1;
    }

    /** Points of a pair, one per modality. */
    int partner(int point, int modality) {
        return modality * pairs() + row(point);
    }

    /** Bounds of the newest layout's points that are shown: {@code minX, minY, maxX, maxY}. */
    double[] bounds() {
        double inf = Double.POSITIVE_INFINITY;
        double[] b = {inf, inf, -inf, -inf};
        boolean none = visibleCount() == 0;
        float[] goal = layout.xy().data();
        for (int i = 0; i < x.length; i++) {
            if (visible[i] || none) {
                b[0] = Math.min(b[0], goal[2 * i]);
                b[1] = Math.min(b[1], goal[2 * i + 1]);
                b[2] = Math.max(b[2], goal[2 * i]);
                b[3] = Math.max(b[3], goal[2 * i + 1]);
            }
        }
        return b;
    }

    /**
     * Where the name of each class goes: the geometric median of its visible points (Weiszfeld 1937, from their mean), which
     * lies among most of them where the mean of two clouds would lie between. Each is x, y and the number of points; NaN for
     * a class without any.
     */
    double[][] classCentres() {
        if (centres != null) {
            return centres;
        }
        centres = new double[classOn.length][3];
        for (int i = 0; i < x.length; i++) {
            if (visible[i]) {
                double[] c = centres[label(i)];
                c[0] += x[i];
                c[1] += y[i];
                c[2]++;
            }
        }
        for (double[] c : centres) {
            c[0] /= c[2];
            c[1] /= c[2];
        }
        double[] b = bounds();
        double near = MEDIAN_NEAR * Math.hypot(b[2] - b[0], b[3] - b[1]) + Float.MIN_NORMAL;
        for (int s = 0; s < MEDIAN_STEPS; s++) {
            towardsMedians(near);
        }
        return centres;
    }

    /** @param near nearer points weigh no more, so that a name does not hang on one of them */
    private void towardsMedians(double near) {
        int every = Math.max(1, visibleCount / MEDIAN_POINTS);
        double[][] sums = new double[centres.length][3];
        for (int i = 0; i < x.length; i += every) {
            if (visible[i]) {
                int c = label(i);
                double weight = 1 / Math.max(near, Math.hypot(x[i] - centres[c][0], y[i] - centres[c][1]));
                sums[c][0] += weight * x[i];
                sums[c][1] += weight * y[i];
                sums[c][2] += weight;
            }
        }
        for (int c = 0; c < sums.length; c++) {
            if (sums[c][2] > 0) {
                centres[c][0] = sums[c][0] / sums[c][2];
                centres[c][1] = sums[c][1] / sums[c][2];
            }
        }
    }

    /** How many pairs each class has, as the legend says it. */
    static int[] classCounts(Embeddings e) {
        int[] counts = new int[e.classNames().size()];
        for (int[] labels : e.labels()) {
            for (int c : labels) {
                counts[c]++;
            }
        }
        return counts;
    }

    /** Names of the modalities on the map. */
    List<String> modalityNames() {
        return layout == null ? List.of() : layout.embeddings().modalities();
    }
}
