package org.mingle.projection;

import java.util.Arrays;
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
    /** Points asked together, so that the others are fetched from memory once for all of them. */
    private static final int TOGETHER = 8;
    /** Distances in the space held at once by a thread: 32 MiB, more only where one point has more. */
    private static final int BUFFER = 1 << 23;
    /** Columns worked through at once so that they stay in the cache. */
    private static final int COLUMNS = 2048;

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
        int together = Math.max(1, Math.min(TOGETHER, BUFFER / n));
        crew.run((sampled + together - 1) / together, (block, worker) -> {
            if (scratch[worker] == null) {
                scratch[worker] = new Scratch(n, k, wide, together);
            }
            int from = block * together;
            int[] points = new int[Math.min(together, sampled - from)];
            for (int i = 0; i < points.length; i++) {
                points[i] = (int) ((long) (from + i) * n / sampled);
            }
            scratch[worker].judge(points, space, plane, sums, from);
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

    /** Squared distances of some points to all. */
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

        /** But for each point's own norm, which changes no order; infinite for the point itself. */
        void from(int[] asked, float[][] into) {
            float[][] rows = new float[asked.length][across.length];
            for (int i = 0; i < asked.length; i++) {
                System.arraycopy(points.data(), asked[i] * points.cols(), rows[i], 0, points.cols());
                System.arraycopy(norms, 0, into[i], 0, norms.length);
            }
            for (int from = 0; from < norms.length; from += COLUMNS) {
                for (int i = 0; i < asked.length; i++) {
                    NeighbourGraph.subtractProducts(across, rows[i], into[i], from, Math.min(norms.length, from + COLUMNS));
                }
            }
            for (int i = 0; i < asked.length; i++) {
                into[i][asked[i]] = Float.POSITIVE_INFINITY;
            }
        }
    }

    /** What one thread needs. */
    private static final class Scratch {
        private final int k;
        private final float[][] inSpace;
        private final float[][] onPlane;
        private final NeighbourGraph.Selection wider;
        private final NeighbourGraph.Selection nearest;
        private final int[] spaceNear;
        private final int[] planeNear;
        private final float[] kept;
        private final int[] strangers;
        private final int[] lost;

        Scratch(int n, int k, int wide, int together) {
            this.k = k;
            inSpace = new float[together][n];
            onPlane = new float[together][n];
            strangers = new int[k];
            lost = new int[k];
            wider = new NeighbourGraph.Selection(wide);
            nearest = new NeighbourGraph.Selection(k);
            spaceNear = new int[wide];
            planeNear = new int[k];
            kept = new float[wide];
        }

        /** Writes excess ranks in the space, on the plane, neighbours kept, and the reliability of each point. */
        void judge(int[] points, Distances space, Distances plane, double[][] into, int at) {
            space.from(points, inSpace);
            plane.from(points, onPlane);
            for (int i = 0; i < points.length; i++) {
                into[at + i] = judge(inSpace[i], onPlane[i]);
            }
        }

        private double[] judge(float[] space, float[] plane) {
            wider.smallest(space, spaceNear, kept, 0);
            nearest.smallest(plane, planeNear, kept, 0);
            int both = 0;
            int near = 0;
            int missing = 0;
            for (int j : planeNear) {
                boolean same = contains(spaceNear, k, j);
                both += same ? 1 : 0;
                near += contains(spaceNear, spaceNear.length, j) ? 1 : 0;
                if (!same) {
                    strangers[missing++] = j;
                }
            }
            int out = 0;
            for (int i = 0; i < k; i++) {
                if (!contains(planeNear, k, spaceNear[i])) {
                    lost[out++] = spaceNear[i];
                }
            }
            return new double[] {excess(space, strangers, missing), excess(plane, lost, out), both, (double) near / k};
        }

        /** By how much the ranks of some points, from 1 on, exceed k, in all; one pass for all of them. */
        private double excess(float[] distances, int[] points, int count) {
            if (count == 0) {
                return 0;
            }
            float[] own = new float[count];
            for (int i = 0; i < count; i++) {
                own[i] = distances[points[i]];
            }
            Arrays.sort(own);
            // How many are nearer than each, but not nearer than the one before it.
            int[] nearer = new int[count];
            float farthest = own[count - 1];
            for (float d : distances) {
                if (d < farthest) {
                    int i = 0;
                    while (own[i] <= d) {
                        i++;
                    }
                    nearer[i]++;
                }
            }
            double sum = 0;
            int rank = 1;
            for (int i = 0; i < count; i++) {
                rank += nearer[i];
                sum += Math.max(0, rank - k);
            }
            return sum;
        }

        private static boolean contains(int[] values, int length, int value) {
            for (int i = 0; i < length; i++) {
                if (values[i] == value) {
                    return true;
                }
            }
            return false;
        }
    }
}
