package org.mingle.mixing;

import org.bytedeco.openblas.global.openblas;
import org.mingle.compute.Blas;
import org.mingle.data.FloatMatrix;

/** Covariances and what can be said of their eigenvalues. */
final class Spectrum {
    private Spectrum() {}

    /** Covariance of rows about a centre, d x d, divided by n. */
    static float[] covariance(FloatMatrix m, double[] centre) {
        int d = m.cols();
        float[] centred = new float[m.data().length];
        for (int i = 0; i < centred.length; i++) {
            centred[i] = (float) (m.data()[i] - centre[i % d]);
        }
        float[] c = new float[d * d];
        Blas.sgemm(true, false, d, d, m.rows(), 1f / m.rows(), centred, d, centred, d, 0, c, d);
        return c;
    }

    /**
     * Rows n x d turned so that their second moment is the identity, up to a ridge of a thousandth of its mean
     * diagonal (of a tenth where there are fewer rows than twice the columns).
     */
    static float[] whitened(float[] rows, int n, int d) {
        float[] moment = new float[d * d];
        Blas.sgemm(true, false, d, d, n, 1f / n, rows, d, rows, d, 0, moment, d);
        double[] vectors = widened(moment);
        double[] values = eigen(vectors, d, 'V');
        double trace = 0;
        for (double v : values) {
            trace += Math.max(0, v);
        }
        double ridge = (n < 2 * d ? 0.1 : 0.001) * trace / d + Float.MIN_NORMAL;
        float[] scaled = new float[d * d];
        for (int i = 0; i < scaled.length; i++) {
            scaled[i] = (float) (vectors[i] / Math.sqrt(Math.max(0, values[i % d]) + ridge));
        }
        float[] white = new float[n * d];
        Blas.sgemm(false, false, n, d, d, 1, rows, d, scaled, d, 0, white, d);
        return white;
    }

    /** Eigenvalues of a symmetric matrix, ascending, by LAPACK's divide and conquer. */
    static double[] eigenvalues(float[] symmetric, int d) {
        return eigen(widened(symmetric), d, 'N');
    }

    /** With job {@code V} the columns of {@code a} become the eigenvectors. */
    private static double[] eigen(double[] a, int d, char job) {
        double[] values = new double[d];
        if (openblas.LAPACKE_dsyevd(openblas.LAPACK_ROW_MAJOR, (byte) job, (byte) 'U', d, a, d, values) != 0) {
            throw new IllegalStateException("The eigenvalues of a " + d + " x " + d + " matrix did not converge.");
        }
        return values;
    }

    private static double[] widened(float[] values) {
        double[] wide = new double[values.length];
        for (int i = 0; i < wide.length; i++) {
            wide[i] = values[i];
        }
        return wide;
    }
}
