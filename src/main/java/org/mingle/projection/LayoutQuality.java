package org.mingle.projection;

import java.util.Locale;
import org.mingle.compute.Crew;
import org.mingle.data.FloatMatrix;

/**
 * How far a layout can be believed: what it keeps of each point's nearest neighbours. All figures are from 0 to 1, where
 * 1 is best; a layout at random has a preservation of about k / n and the others about 0.5.
 *
 * @param n points of the layout
 * @param sampled points that were asked, spread evenly over all rows; n where all were
 * @param k neighbours of each
 * @param trustworthiness whether neighbours on the plane are near in the space, by their ranks there (Venna and Kaski
 *     2001)
 * @param continuity whether neighbours in the space are near on the plane, likewise
 * @param preservation share of the k nearest in the space that are among the k nearest on the plane, mean
 * @param reliability of each point: share of its k nearest on the plane that are among its 3 k nearest in the space;
 *     empty unless all points were asked. Not to be changed
 */
public record LayoutQuality(int n, int sampled, int k, double trustworthiness, double continuity, double preservation,
        float[] reliability) {
    private static final int NEIGHBOURS = 10;
    /** For its reliability a point's neighbours may be so many times farther down in the order of the space. */
    private static final int WIDER = 3;
    /** With fewer of its neighbours true than this share a point's place says little. */
    private static final double UNRELIABLE = 0.25;
    /** Fewer points have no order of neighbours worth the name. */
    private static final int FEWEST = 8;

    /**
     * Judges a layout.
     *
     * @param ready the points as the layout's metric sees them, n x d
     * @param xy interleaved coordinates
     * @param most points to ask at most
     * @return null with fewer than 8 points
     */
    static LayoutQuality of(FloatMatrix ready, float[] xy, int most, Crew crew) {
        int n = ready.rows();
        if (n < FEWEST) {
            return null;
        }
        int k = Math.min(NEIGHBOURS, n / 3);
        int wide = Math.min(n - 1, WIDER * k);
        int sampled = Math.min(n, most);
        Distances space = new Distances(ready);
        Distances plane = new Distances(new FloatMatrix(n, 2, xy));
        double[][] sums = new double[sampled][];
        Scratch[] scratch = new Scratch[crew.threads()];
        crew.run(sampled, (s, worker) -> {
            if (scratch[worker] == null) {
                scratch[worker] = new Scratch(n, k, wide);
            }
            sums[s] = scratch[worker].judge((int) ((long) s * n / sampled), space, plane);
        });
        double[] total = new double[3];
        float[] reliability = new float[sampled == n ? n : 0];
        for (int s = 0; s < sampled; s++) {
            for (int i = 0; i < 3; i++) {
                total[i] += sums[s][i];
            }
            if (sampled == n) {
                reliability[s] = (float) sums[s][3];
            }
        }
        double scale = 2 / ((double) sampled * k * (2.0 * n - 3.0 * k - 1));
        return new LayoutQuality(n, sampled, k, 1 - scale * total[0], 1 - scale * total[1],
                total[2] / ((double) sampled * k), reliability);
    }

    /** Whether less than a quarter of a point's neighbours on the plane are near it in the space; false if not asked. */
    public boolean unreliable(int point) {
        return point < reliability.length && reliability[point] < UNRELIABLE;
    }

    /** How many points are {@link #unreliable}. */
    public int unreliable() {
        int count = 0;
        for (int i = 0; i < reliability.length; i++) {
            count += unreliable(i) ? 1 : 0;
        }
        return count;
    }

    /** In one line. */
    public String words() {
        return String.format(Locale.ROOT, "trustworthiness %.3f · continuity %.3f · %d-NN kept %.0f %%%s", trustworthiness,
                continuity, k, 100 * preservation, sampled < n ? String.format(Locale.ROOT, " (%,d of %,d points)",
                        sampled, n) : "");
    }

    /** Squared distances of one point to all. */
    private static final class Distances {
        private final FloatMatrix points;
        private final float[][] across;
        private final float[] norms;

        Distances(FloatMatrix points) {
            this.points = points;
            across = NeighbourGraph.across(points);
            norms = new float[points.rows()];
            NeighbourGraph.squaredNorms(points, norms);
        }

        /** But for the point's own norm, which changes no order; infinite for the point itself. */
        void from(int point, float[] into) {
            float[] row = new float[across.length];
            System.arraycopy(points.data(), point * points.cols(), row, 0, points.cols());
            System.arraycopy(norms, 0, into, 0, norms.length);
            NeighbourGraph.subtractProducts(across, row, into, 0, into.length);
            into[point] = Float.POSITIVE_INFINITY;
        }
    }

    /** What one thread needs. */
    private static final class Scratch {
        private final int k;
        private final float[] inSpace;
        private final float[] onPlane;
        private final NeighbourGraph.Selection wider;
        private final NeighbourGraph.Selection nearest;
        private final int[] spaceNear;
        private final int[] planeNear;
        private final float[] kept;

        Scratch(int n, int k, int wide) {
            this.k = k;
            inSpace = new float[n];
            onPlane = new float[n];
            wider = new NeighbourGraph.Selection(wide);
            nearest = new NeighbourGraph.Selection(k);
            spaceNear = new int[wide];
            planeNear = new int[k];
            kept = new float[wide];
        }

        /** @return excess ranks in the space, on the plane, neighbours kept, and the reliability */
        double[] judge(int point, Distances space, Distances plane) {
            space.from(point, inSpace);
            plane.from(point, onPlane);
            wider.smallest(inSpace, spaceNear, kept, 0);
            nearest.smallest(onPlane, planeNear, kept, 0);
            double strangers = 0;
            double lost = 0;
            int both = 0;
            int near = 0;
            for (int j : planeNear) {
                boolean same = contains(spaceNear, k, j);
                both += same ? 1 : 0;
                near += contains(spaceNear, spaceNear.length, j) ? 1 : 0;
                strangers += same ? 0 : Math.max(0, rank(inSpace, j) - k);
            }
            for (int i = 0; i < k; i++) {
                int j = spaceNear[i];
                lost += contains(planeNear, k, j) ? 0 : Math.max(0, rank(onPlane, j) - k);
            }
            return new double[] {strangers, lost, both, (double) near / k};
        }

        private static boolean contains(int[] values, int length, int value) {
            for (int i = 0; i < length; i++) {
                if (values[i] == value) {
                    return true;
                }
            }
            return false;
        }

        /** From 1 on. */
        private static int rank(float[] distances, int j) {
            int rank = 1;
            float own = distances[j];
            for (float d : distances) {
                rank += d < own ? 1 : 0;
            }
            return rank;
        }
    }
}
