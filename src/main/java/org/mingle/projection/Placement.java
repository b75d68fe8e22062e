package org.mingle.projection;

import java.util.Arrays;
import org.mingle.compute.Crew;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MingleException;

/**
 * New points in a finished layout, which does not move (Poličar, Stražar and Zupan 2021, "Embedding to reference t-SNE
 * space"). Each goes downhill on its own KL(p || q) against the whole layout, independently of the other new ones, from
 * the best of its nearest neighbours' places and their median.
 *
 * <p>How sure the place is follows from the same divergence, which is, up to a constant, the mean of -log q over
 * neighbours drawn by their affinities: exp(-KL) is the likelihood of a place by one neighbour. (Neighbours are not
 * independent of each other; to count more of them as if they were says too little.) The places of the neighbours,
 * weighted by it, are where the point might stand as well. For 500 points placed by one half of 2,000 in 64 dimensions
 * and by the other half, the distance of both places was within the uncertainties, combined as of independent errors, for
 * 64 %, and within twice as much for 93 %.
 *
 * @param xy m x 2, in the units of the layout
 * @param uncertainty of each: the root mean square distance, in units of the layout, from its place to where it might
 *     stand as well, the width of the likelihood around its place included (by Laplace's method): small for the copy of a
 *     point of the layout, larger where neighbours lie scattered, largest between clusters that lie apart
 */
public record Placement(FloatMatrix xy, float[] uncertainty) {
    /** As in openTSNE: a new point needs only its nearest. */
    private static final double PERPLEXITY = 5;
    private static final int STEPS = 100;
    private static final double LEAST_STEP = 1e-4;
    /** Where the divergence is all but flat, other places tell how far it is so. */
    private static final double LEAST_CURVATURE = 0.02;

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
        float[] xy = new float[2 * fresh.rows()];
        float[] uncertainty = new float[fresh.rows()];
        try (Crew crew = new Crew(settings.threads())) {
            crew.run(fresh.rows(), (i, worker) -> place(known, layout.data(), asked, i, xy, uncertainty));
        }
        return new Placement(new FloatMatrix(fresh.rows(), 2, xy), uncertainty);
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
        double[] x = new double[k + 1];
        double[] y = new double[k + 1];
        double[][] looks = new double[k + 1][];
        int best = k;
        for (int e = k; e >= 0; e--) {
            x[e] = e == k ? median(layout, near, 0) : layout[2 * near[e]];
            y[e] = e == k ? median(layout, near, 1) : layout[2 * near[e] + 1];
            looks[e] = look(layout, near, p, x[e], y[e]);
            best = looks[e][0] < looks[best][0] ? e : best;
        }
        double px = x[best];
        double py = y[best];
        double[] here = looks[best];
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
        double mass = 1; // of the place itself
        double squares = 0;
        for (int e = 0; e < k; e++) {
            double likelihood = Math.exp(here[0] - looks[e][0]);
            mass += likelihood;
            squares += likelihood * (square(x[e] - px) + square(y[e] - py));
        }
        xy[2 * i] = (float) px;
        xy[2 * i + 1] = (float) py;
        uncertainty[i] = (float) Math.sqrt(squares / mass + 2 / curvature(layout, near, p, px, py));
    }

    /** Mean second derivative of the divergence, at least so much that the kernel's own width remains. */
    private static double curvature(float[] layout, int[] near, double[] p, double x, double y) {
        double h = 0.1;
        double xx = look(layout, near, p, x + h, y)[1] - look(layout, near, p, x - h, y)[1];
        double yy = look(layout, near, p, x, y + h)[2] - look(layout, near, p, x, y - h)[2];
        return Math.max(LEAST_CURVATURE, (xx + yy) / (4 * h));
    }

    private static double square(double v) {
        return v * v;
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
