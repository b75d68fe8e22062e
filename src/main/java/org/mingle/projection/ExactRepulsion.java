package org.mingle.projection;

import java.util.Arrays;
import org.mingle.compute.Crew;

/**
 * Every point against every other: n^2 steps. Sums are kept for many points at once, so that the compiler makes vector
 * instructions of them.
 */
final class ExactRepulsion implements Repulsion {
    /** Above this many points a grid is quicker. */
    static final int MOST = 1024;
    /** Points of a block, whose sums stay in the first-level cache. */
    private static final int BLOCK = 128;

    private final int n;
    private final Crew crew;
    private final float[] fx;
    private final float[] fy;
    private final double[] blockZ;
    private final float[][] partZ;

    ExactRepulsion(int n, Crew crew) {
        this.n = n;
        this.crew = crew;
        fx = new float[n];
        fy = new float[n];
        blockZ = new double[(n + BLOCK - 1) / BLOCK];
        partZ = new float[crew.threads()][n];
    }

    @Override
    public double compute(float[] x, float[] y) {
        crew.run(blockZ.length, (block, worker) -> {
            int from = block * BLOCK;
            int to = Math.min(n, from + BLOCK);
            float[] z = partZ[worker];
            Arrays.fill(z, from, to, 0);
            Arrays.fill(fx, from, to, 0);
            Arrays.fill(fy, from, to, 0);
            for (int j = 0; j < n; j++) {
                against(x[j], y[j], x, y, fx, fy, z, from, to);
            }
            double sum = 0;
            for (int i = from; i < to; i++) {
                sum += z[i] - 1; // each point met itself
            }
            blockZ[block] = sum;
        });
        double sum = 0;
        for (double part : blockZ) {
            sum += part;
        }
        return sum;
    }

    private static void against(float xj, float yj, float[] x, float[] y, float[] fx, float[] fy, float[] z, int from,
            int to) {
        for (int i = from; i < to; i++) {
            float dx = x[i] - xj;
            float dy = y[i] - yj;
            float q = 1 / (1 + dx * dx + dy * dy);
            z[i] += q;
            fx[i] += q * q * dx;
            fy[i] += q * q * dy;
        }
    }

    @Override
    public void read(int from, int to, float[] intoX, float[] intoY) {
        System.arraycopy(fx, from, intoX, from, to - from);
        System.arraycopy(fy, from, intoY, from, to - from);
    }
}
