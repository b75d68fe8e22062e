package org.mingle.projection;

import org.mingle.compute.Parallel;

/** Every point against every other: n^2 steps. */
final class ExactRepulsion implements Repulsion {
    /** Above this many points a grid is quicker. */
    static final int MOST = 256;
    private final int threads;

    ExactRepulsion(int threads) {
        this.threads = threads;
    }

    @Override
    public double compute(float[] x, float[] y, float[] fx, float[] fy) {
        int n = x.length;
        double[] z = new double[Math.max(1, Math.min(threads, n))];
        Parallel.forRange(n, z.length, (part, from, to) -> {
            double own = 0;
            for (int i = from; i < to; i++) {
                double sx = 0;
                double sy = 0;
                for (int j = 0; j < n; j++) {
                    double dx = x[i] - x[j];
                    double dy = y[i] - y[j];
                    double q = 1 / (1 + dx * dx + dy * dy);
                    own += q;
                    sx += q * q * dx;
                    sy += q * q * dy;
                }
                fx[i] = (float) sx;
                fy[i] = (float) sy;
            }
            z[part] = own;
        });
        double sum = -n; // each point met itself
        for (double part : z) {
            sum += part;
        }
        return sum;
    }
}
