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

    /** Eigenvalues of a symmetric matrix, ascending, by LAPACK's divide and conquer. */
    static double[] eigenvalues(float[] symmetric, int d) {
        double[] a = new double[d * d];
        for (int i = 0; i < a.length; i++) {
            a[i] = symmetric[i];
        }
        double[] values = new double[d];
        if (openblas.LAPACKE_dsyevd(openblas.LAPACK_ROW_MAJOR, (byte) 'N', (byte) 'U', d, a, d, values) != 0) {
            throw new IllegalStateException("The eigenvalues of a " + d + " x " + d + " covariance did not converge.");
        }
        return values;
    }
}
