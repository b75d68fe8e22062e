package org.mingle.projection;

import java.util.Arrays;
import org.mingle.compute.Parallel;

/**
 * Gradient descent of t-SNE on one layout, with momentum and gains (Jacobs 1988; van der Maaten 2008). The same start,
 * affinities and number of threads give the same bytes. Nothing is allocated by a step.
 */
final class TsneEngine {
    private static final float LEAST_GAIN = 0.01f;
    /** A point moves at most this far in one step (as in openTSNE): early steps of a large learning rate would explode. */
    private static final float LONGEST_STEP = 5;

    private final int n;
    private final int threads;
    private final Repulsion repulsion;
    private final float[] x;
    private final float[] y;
    private final float[] repelX;
    private final float[] repelY;
    private final float[] speedX;
    private final float[] speedY;
    private final float[] gainX;
    private final float[] gainY;
    private Affinities affinities;

    /**
     * @param start interleaved coordinates, n x 2
     */
    TsneEngine(Affinities affinities, float[] start, int threads) {
        n = affinities.n();
        this.affinities = affinities;
        this.threads = threads;
        repulsion = Repulsion.of(n, threads);
        x = new float[n];
        y = new float[n];
        for (int i = 0; i < n; i++) {
            x[i] = start[2 * i];
            y[i] = start[2 * i + 1];
        }
        repelX = new float[n];
        repelY = new float[n];
        speedX = new float[n];
        speedY = new float[n];
        gainX = new float[n];
        gainY = new float[n];
        rest();
    }

    /** Goes on with other affinities of the same points. */
    void follow(Affinities next) {
        affinities = next;
    }

    /** Forgets speeds and gains. */
    void rest() {
        Arrays.fill(speedX, 0);
        Arrays.fill(speedY, 0);
        Arrays.fill(gainX, 1);
        Arrays.fill(gainY, 1);
    }

    /**
     * One step downhill.
     *
     * @param exaggeration factor on the attraction, 1 for the true gradient
     */
    void step(double exaggeration, double momentum, double learningRate) {
        float scale = (float) (1 / repulsion.compute(x, y, repelX, repelY));
        Parallel.forRange(n, threads, (part, from, to) ->
                gradient(from, to, (float) exaggeration, scale));
        Parallel.forRange(n, threads, (part, from, to) -> {
            move(from, to, x, repelX, speedX, gainX, (float) momentum, (float) learningRate);
            move(from, to, y, repelY, speedY, gainY, (float) momentum, (float) learningRate);
        });
        centre(x);
        centre(y);
    }

    /** Turns the repulsion into the gradient: attraction - repulsion, without the factor 4. */
    private void gradient(int from, int to, float exaggeration, float scale) {
        int[] start = affinities.start();
        int[] column = affinities.column();
        float[] p = affinities.p();
        for (int i = from; i < to; i++) {
            float ax = 0;
            float ay = 0;
            float xi = x[i];
            float yi = y[i];
            for (int e = start[i], end = start[i + 1]; e < end; e++) {
                int j = column[e];
                float dx = xi - x[j];
                float dy = yi - y[j];
                float q = p[e] / (1 + dx * dx + dy * dy);
                ax += q * dx;
                ay += q * dy;
            }
            repelX[i] = exaggeration * ax - scale * repelX[i];
            repelY[i] = exaggeration * ay - scale * repelY[i];
        }
    }

    private static void move(int from, int to, float[] at, float[] gradient, float[] speed, float[] gain, float momentum,
            float rate) {
        for (int i = from; i < to; i++) {
            float g = gradient[i];
            float v = speed[i];
            float k = g * v < 0 ? gain[i] + 0.2f : Math.max(LEAST_GAIN, gain[i] * 0.8f);
            gain[i] = k;
            v = momentum * v - rate * k * g;
            v = Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, v));
            speed[i] = v;
            at[i] += v;
        }
    }

    private static void centre(float[] v) {
        double sum = 0;
        for (float f : v) {
            sum += f;
        }
        float mean = (float) (sum / v.length);
        for (int i = 0; i < v.length; i++) {
            v[i] -= mean;
        }
    }

    /** Kullback-Leibler divergence KL(P || Q) in nats, Z as the repulsion has it. */
    double divergence() {
        double z = repulsion.compute(x, y, repelX, repelY);
        double sum = 0;
        double mass = 0;
        for (int i = 0; i < n; i++) {
            for (int e = affinities.start()[i]; e < affinities.start()[i + 1]; e++) {
                double pij = affinities.p()[e];
                if (pij > 0) {
                    double dx = x[i] - x[affinities.column()[e]];
                    double dy = y[i] - y[affinities.column()[e]];
                    sum += pij * (Math.log(pij) + Math.log1p(dx * dx + dy * dy));
                    mass += pij;
                }
            }
        }
        return sum + mass * Math.log(z);
    }

    /** The layout, interleaved, n x 2; a copy. */
    float[] layout() {
        float[] xy = new float[2 * n];
        for (int i = 0; i < n; i++) {
            xy[2 * i] = x[i];
            xy[2 * i + 1] = y[i];
        }
        return xy;
    }

    /** Puts the points elsewhere; speeds turn with them only if they are given up by {@link #rest()}. */
    void place(float[] xy) {
        for (int i = 0; i < n; i++) {
            x[i] = xy[2 * i];
            y[i] = xy[2 * i + 1];
        }
    }
}
