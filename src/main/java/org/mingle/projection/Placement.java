package org.mingle.projection;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.mingle.compute.Crew;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MingleException;

/**
 * New points in a finished layout, which does not move (Poličar, Stražar and Zupan 2021, "Embedding to reference t-SNE
 * space"). Each goes downhill on its own KL(p || q) against the whole layout, independently of the other new ones, from
 * the best of its nearest neighbours' places and their median; and once more from the place of each neighbour that is far
 * from where it came to so far. So a point whose neighbours lie in several clusters has several places.
 *
 * <p>How sure they are is said so that it can be checked: nine times in ten the circle around one of its places holds where
 * the point would lie if it were a point of the layout. That means: t-SNE goes on from the layout with the new points in
 * it until it is at rest, and how far their surroundings went meanwhile is taken off. The radius of a circle is 1.1 times the
 * mean distance of the neighbours there, by their affinities, and 1, the width of the layout's kernel; it is 2 - s times as
 * long around a place that only a part s of the neighbours speaks for. Measured by leaving out a tenth of the points three
 * times ({@code PlacementCoverage} among the tests): the circles held 90 to 98 % of the points of seven sets, made up and
 * trained, of 600 to 2,500 points; of the points with several places 83 to 100 %, together 92 %. Of these the place that 25
 * to 50 % of the neighbours spoke for was the right one for 37 %, that for which 50 to 75 % did for 63 %.
 *
 * @param xy m x 2, in the units of the layout: the place that most of the neighbours speak for
 * @param uncertainty of each: the radius of the circle around this place that holds its circle and those of its other
 *     places, in units of the layout; 0 where the place is exact
 * @param spots of each the places where it might lie, the likeliest first; at least one
 */
public record Placement(FloatMatrix xy, float[] uncertainty, List<List<Spot>> spots) {
    /**
     * Where a point might lie.
     *
     * @param x in units of the layout
     * @param y the same
     * @param radius of the circle around it, in units of the layout
     * @param share of the neighbours, by their affinities, that are nearer to this place than to the others; above 0, at
     *     most 1
     */
    public record Spot(float x, float y, float radius, float share) {}

    /** As in openTSNE: a new point needs only its nearest. */
    private static final double PERPLEXITY = 5;
    private static final int STEPS = 100;
    private static final double LEAST_STEP = 1e-4;
    /** Places nearer to each other than this are one: some widths of the kernel, less than between clusters. */
    private static final double APART = 5;
    private static final int MOST = 6;
    /** A place for which less speaks is left out: nearly all of these are wrong. */
    private static final double LEAST_SHARE = 0.1;
    /** By which the circles hold nine points in ten. */
    private static final double MARGIN = 1.1;

    /**
     * Places points.
     *
     * @param points of the layout, n x d
     * @param layout n x 2
     * @param fresh m x d, from the same space
     * @param settings metric and threads of the layout
     * @throws MingleException with other dimensions, values that are no numbers, or too few points
     */
    public static Placement of(FloatMatrix points, FloatMatrix layout, FloatMatrix fresh, ProjectionSettings settings) {
        check(points, fresh);
        FloatMatrix known = Tsne.prepared(points, settings.metric());
        FloatMatrix asked = Tsne.prepared(fresh, settings.metric());
        List<List<Spot>> spots = new ArrayList<>(Collections.nCopies(fresh.rows(), List.of()));
        try (Crew crew = new Crew(settings.threads())) {
            crew.run(fresh.rows(), (i, worker) -> spots.set(i, place(known, layout.data(), asked, i)));
        }
        float[] xy = new float[2 * fresh.rows()];
        float[] uncertainty = new float[fresh.rows()];
        for (int i = 0; i < uncertainty.length; i++) {
            Spot first = spots.get(i).get(0);
            xy[2 * i] = first.x;
            xy[2 * i + 1] = first.y;
            for (Spot spot : spots.get(i)) {
                uncertainty[i] = Math.max(uncertainty[i],
                        (float) Math.hypot(spot.x - first.x, spot.y - first.y) + spot.radius);
            }
        }
        return new Placement(new FloatMatrix(fresh.rows(), 2, xy), uncertainty, List.copyOf(spots));
    }

    /** Places that are known exactly, m x 2. */
    static Placement exactly(FloatMatrix xy) {
        return new Placement(xy, new float[xy.rows()],
                IntStream.range(0, xy.rows()).mapToObj(i -> List.of(new Spot(xy.get(i, 0), xy.get(i, 1), 0, 1))).toList());
    }

    static void check(FloatMatrix points, FloatMatrix fresh) {
        Tsne.check(points);
        if (fresh.cols() != points.cols()) {
            throw new MingleException("The new points have " + fresh.cols() + " dimensions, those of the layout "
                    + points.cols() + ": they must come from the same space.");
        }
        for (int i = 0; i < fresh.data().length; i++) {
            if (!Float.isFinite(fresh.data()[i])) {
                throw new MingleException("Row " + (i / fresh.cols() + 1) + ", column " + (i % fresh.cols() + 1)
                        + " of the new points is " + fresh.data()[i] + ": every value must be a number.");
            }
        }
    }

    private static List<Spot> place(FloatMatrix known, float[] layout, FloatMatrix asked, int i) {
        int n = known.rows();
        int d = known.cols();
        float[] distances = new float[n];
        for (int j = 0; j < n; j++) {
            float sum = 0;
            for (int c = 0; c < d; c++) {
                float apart = known.data()[j * d + c] - asked.data()[i * d + c];
                sum += apart * apart;
            }
            distances[j] = sum;
        }
        double perplexity = Tsne.perplexity(n, PERPLEXITY);
        int k = Tsne.neighbours(n, perplexity);
        int[] near = new int[k];
        float[] squared = new float[k];
        new NeighbourGraph.Selection(k).smallest(distances, near, squared, 0);
        double[] p = new double[k];
        Affinities.calibrate(squared, 0, k, Math.log(perplexity), p);
        double[] x = new double[k + 1];
        double[] y = new double[k + 1];
        double[] costs = new double[k + 1];
        int best = k;
        for (int e = k; e >= 0; e--) {
            x[e] = e == k ? median(layout, near, 0) : layout[2 * near[e]];
            y[e] = e == k ? median(layout, near, 1) : layout[2 * near[e] + 1];
            costs[e] = look(layout, near, p, x[e], y[e])[0];
            best = costs[e] < costs[best] ? e : best;
        }
        List<double[]> places = new ArrayList<>();
        places.add(descend(layout, near, p, x[best], y[best]));
        for (int e = 0; e < k && places.size() < MOST; e++) {
            if (apart(places, x[e], y[e])) {
                double[] other = descend(layout, near, p, x[e], y[e]);
                if (apart(places, other[0], other[1])) {
                    places.add(other);
                }
            }
        }
        return spots(places, x, y, p);
    }

    private static boolean apart(List<double[]> places, double x, double y) {
        return places.stream().allMatch(at -> Math.hypot(at[0] - x, at[1] - y) > APART);
    }

    /** Shares the neighbours out among the places, each to the nearest. */
    private static List<Spot> spots(List<double[]> places, double[] x, double[] y, double[] p) {
        double[] share = new double[places.size()];
        double[] far = new double[places.size()];
        for (int e = 0; e < p.length; e++) {
            int nearest = 0;
            double least = Double.POSITIVE_INFINITY;
            for (int c = 0; c < share.length; c++) {
                double distance = Math.hypot(places.get(c)[0] - x[e], places.get(c)[1] - y[e]);
                if (distance < least) {
                    least = distance;
                    nearest = c;
                }
            }
            share[nearest] += p[e];
            far[nearest] += p[e] * least;
        }
        List<Spot> spots = new ArrayList<>();
        int most = IntStream.range(0, share.length).reduce(0, (a, b) -> share[b] > share[a] ? b : a);
        for (int c = 0; c < share.length; c++) {
            if (c == most || share[c] >= LEAST_SHARE) {
                double radius = MARGIN * (1 + far[c] / share[c]) * (2 - share[c]);
                spots.add(new Spot((float) places.get(c)[0], (float) places.get(c)[1], (float) radius, (float) share[c]));
            }
        }
        spots.sort(Comparator.comparingDouble(Spot::share).reversed());
        return List.copyOf(spots);
    }

    /** Downhill from a place. @return where that ends */
    private static double[] descend(float[] layout, int[] near, double[] p, double x, double y) {
        double px = x;
        double py = y;
        double[] here = look(layout, near, p, px, py);
        double step = 1;
        for (int s = 0; s < STEPS && step > LEAST_STEP; s++) {
            double nextX = px - step * here[1];
            double nextY = py - step * here[2];
            double[] there = look(layout, near, p, nextX, nextY);
            if (there[0] < here[0]) {
                px = nextX;
                py = nextY;
                here = there;
                step *= 1.5;
            } else {
                step /= 2;
            }
        }
        return new double[] {px, py};
    }

    /** @return the divergence but for a constant, and its gradient */
    private static double[] look(float[] layout, int[] near, double[] p, double x, double y) {
        double cost = 0;
        double gx = 0;
        double gy = 0;
        for (int e = 0; e < near.length; e++) {
            double dx = x - layout[2 * near[e]];
            double dy = y - layout[2 * near[e] + 1];
            double w = 1 / (1 + dx * dx + dy * dy);
            cost -= p[e] * Math.log(w);
            gx += p[e] * w * dx;
            gy += p[e] * w * dy;
        }
        double z = 0;
        double rx = 0;
        double ry = 0;
        for (int j = 0; j < layout.length; j += 2) {
            double dx = x - layout[j];
            double dy = y - layout[j + 1];
            double w = 1 / (1 + dx * dx + dy * dy);
            z += w;
            rx += w * w * dx;
            ry += w * w * dy;
        }
        return new double[] {cost + Math.log(z), 2 * (gx - rx / z), 2 * (gy - ry / z)};
    }

    private static double median(float[] layout, int[] near, int axis) {
        double[] at = new double[near.length];
        for (int e = 0; e < at.length; e++) {
            at[e] = layout[2 * near[e] + axis];
        }
        Arrays.sort(at);
        return (at[(at.length - 1) / 2] + at[at.length / 2]) / 2;
    }
}
