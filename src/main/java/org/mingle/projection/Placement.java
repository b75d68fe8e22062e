package org.mingle.projection;

import java.util.Arrays;
import org.mingle.compute.Crew;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MingleException;

/**
 * New points in a finished layout, which does not move (Poličar, Stražar and Zupan 2021, "Embedding to reference t-SNE
 * space"). Each stands at first at the median of its nearest neighbours' places and then goes downhill on its own
 * KL(p || q) against the whole layout, independently of the other new ones.
 *
 * @param xy m x 2, in the units of the layout
 * @param uncertainty of each: the root mean square distance, in units of the layout, from its place to those of its
 *     neighbours, weighted by their affinity: small where all neighbours stand together, large where they are torn apart
 */
public record Placement(FloatMatrix xy, float[] uncertainty) {
    /** As in openTSNE: a new point needs only its nearest. */
    private static final double PERPLEXITY = 5;
    private static final int STEPS = 100;
    private static final double LEAST_STEP = 1e-4;

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
        FloatMatrix known = Tsne.prepared(points, settings.metric());
        FloatMatrix asked = Tsne.prepared(fresh, settings.metric());
        float[] xy = new float[2 * fresh.rows()];
        float[] uncertainty = new float[fresh.rows()];
        try (Crew crew = new Crew(settings.threads())) {
            crew.run(fresh.rows(), (i, worker) -> place(known, layout.data(), asked, i, xy, uncertainty));
        }
        return new Placement(new FloatMatrix(fresh.rows(), 2, xy), uncertainty);
    }

    private static void place(FloatMatrix known, float[] layout, FloatMatrix asked, int i, float[] xy, float[] uncertainty) {
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
        double x = median(layout, near, 0);
        double y = median(layout, near, 1);
        double[] here = look(layout, near, p, x, y);
        double step = 1;
        for (int s = 0; s < STEPS && step > LEAST_STEP; s++) {
            double nextX = x - step * here[1];
            double nextY = y - step * here[2];
            double[] there = look(layout, near, p, nextX, nextY);
            if (there[0] < here[0]) {
                x = nextX;
                y = nextY;
                here = there;
                step *= 1.5;
            } else {
                step /= 2;
            }
        }
        double squares = 0;
        for (int e = 0; e < k; e++) {
            double dx = layout[2 * near[e]] - x;
            double dy = layout[2 * near[e] + 1] - y;
            squares += p[e] * (dx * dx + dy * dy);
        }
        xy[2 * i] = (float) x;
        xy[2 * i + 1] = (float) y;
        uncertainty[i] = (float) Math.sqrt(squares);
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
