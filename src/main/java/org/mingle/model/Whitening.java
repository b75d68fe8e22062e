package org.mingle.model;

import org.mingle.compute.Blas;

/**
 * Running whitening of embeddings: h = L^-1 (z - mu) with L L^T = C + epsilon tr(C)/d I, so that every direction of the
 * shared space has about unit variance for who sees h. mu and C are exponential averages over batches and constant
 * within a step; a gradient with respect to h goes back to z as L^-T g.
 *
 * <p>Why the modality classifier needs this: what tells the modalities apart lies mostly in directions of little
 * variance, in which the classes have no part. A classifier that sees z itself hardly moves along them, a fresh probe,
 * which scales its inputs, finds them at once. Sources: decorrelated inputs, LeCun et al., "Efficient backprop", 1998;
 * running whitening inside a network, Huang et al., "Decorrelated batch normalization", CVPR 2018; by Cholesky factor,
 * Siarohin et al., "Whitening and coloring batch transform for GANs", ICLR 2019.
 */
final class Whitening {
    private static final double DECAY = 0.9;
    /** Dimension up to which the factor is renewed at every step; the work grows with the cube beyond. */
    private static final int SMALL = 128;

    private final int d;
    private final double floor;
    private final float[] mean;
    private final float[] moment;
    private final float[] inverse;
    private final float[] batchMoment;
    private final double[] factor;
    private float[] centred = new float[0];
    private long steps;

    /** @param floor variance added to every direction, as a share of their mean */
    Whitening(int dimension, double floor) {
        d = dimension;
        this.floor = floor;
        mean = new float[d];
        moment = new float[d * d];
        inverse = new float[d * d];
        batchMoment = new float[d * d];
        factor = new double[d * d];
        for (int i = 0; i < d; i++) {
            inverse[i * d + i] = 1;
        }
    }

    /** Takes n points into the averages and renews the factor. Until the first one, points stay as they are. */
    void observe(float[] z, int n) {
        double decay = Math.min(DECAY, steps / (steps + 1.0));
        Blas.sgemm(true, false, d, d, n, 1f / n, z, d, z, d, 0, batchMoment, d);
        float[] sums = new float[d];
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < d; c++) {
                sums[c] += z[r * d + c];
            }
        }
        for (int c = 0; c < d; c++) {
            mean[c] = (float) (decay * mean[c] + (1 - decay) * sums[c] / n);
        }
        for (int i = 0; i < d * d; i++) {
            moment[i] = (float) (decay * moment[i] + (1 - decay) * batchMoment[i]);
        }
        int every = Math.max(1, d / SMALL * (d / SMALL));
        if (steps++ % every == 0) {
            renew();
        }
    }

    private void renew() {
        double trace = 0;
        for (int i = 0; i < d; i++) {
            for (int j = 0; j <= i; j++) {
                factor[i * d + j] = moment[i * d + j] - (double) mean[i] * mean[j];
            }
            trace += factor[i * d + i];
        }
        double ridge = floor * trace / d;
        if (!(ridge > 0)) {
            return; // all points are one: nothing to scale
        }
        for (int i = 0; i < d; i++) {
            factor[i * d + i] += ridge;
            for (int j = 0; j <= i; j++) {
                double sum = factor[i * d + j];
                for (int k = 0; k < j; k++) {
                    sum -= factor[i * d + k] * factor[j * d + k];
                }
                // Rounding cannot take a pivot below the ridge that every direction was given, but for its own size.
                factor[i * d + j] = i == j ? Math.sqrt(Math.max(sum, ridge / 2)) : sum / factor[j * d + j];
            }
        }
        double[] column = new double[d];
        for (int j = 0; j < d; j++) {
            for (int i = j; i < d; i++) {
                double sum = i == j ? 1 : 0;
                for (int k = j; k < i; k++) {
                    sum -= factor[i * d + k] * column[k];
                }
                column[i] = sum / factor[i * d + i];
                inverse[i * d + j] = (float) column[i];
            }
        }
    }

    /** Writes n points whitened. */
    void forward(float[] z, int n, float[] target) {
        if (centred.length < n * d) {
            centred = new float[n * d];
        }
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < d; c++) {
                centred[r * d + c] = z[r * d + c] - mean[c];
            }
        }
        Blas.sgemm(false, true, n, d, d, 1, centred, d, inverse, d, 0, target, d);
    }

    /** Adds {@code scale} times the gradient with respect to the points to {@code target}, given that of h. */
    void backward(float[] gradient, int n, float scale, float[] target) {
        Blas.sgemm(false, false, n, d, d, scale, gradient, d, inverse, d, 1, target, d);
    }

    /** Number of batches seen, mean, second moment, factor's inverse. */
    float[] state() {
        float[] s = new float[1 + d + 2 * d * d];
        s[0] = steps;
        System.arraycopy(mean, 0, s, 1, d);
        System.arraycopy(moment, 0, s, 1 + d, d * d);
        System.arraycopy(inverse, 0, s, 1 + d + d * d, d * d);
        return s;
    }

    void restore(float[] state) {
        steps = (long) state[0];
        System.arraycopy(state, 1, mean, 0, d);
        System.arraycopy(state, 1 + d, moment, 0, d * d);
        System.arraycopy(state, 1 + d + d * d, inverse, 0, d * d);
    }
}
