package org.mingle.mixing;

import org.bytedeco.openblas.global.openblas;
import org.mingle.compute.Blas;
import org.mingle.data.FloatMatrix;

/**
 * A linear classifier in closed form: Fisher's discriminant with a ridge, w = (S + r I)^-1 (m2 - m1), which is least
 * squares on labels -1 and 1 (Hastie, Tibshirani and Friedman 2009, section 4.3). As sharp as logistic regression on
 * embeddings and some twenty times as quick, so it is the probe of every epoch. S is the covariance within the sides, r a
 * hundredth of its mean diagonal. Cost: 2n d^2 + d^3 / 3 a fold.
 */
final class LeastSquaresProbe {
    private static final double RIDGE = 0.01;

    private LeastSquaresProbe() {}

    /** As {@link Folds.Probe}. */
    static double[] scores(FloatMatrix train, FloatMatrix test, long seed) {
        int d = train.cols();
        int half = train.rows() / 2;
        double[][] means = {mean(train, 0, half), mean(train, half, train.rows())};
        float[] centred = new float[train.data().length];
        for (int r = 0; r < train.rows(); r++) {
            for (int c = 0; c < d; c++) {
                centred[r * d + c] = (float) (train.data()[r * d + c] - means[r < half ? 0 : 1][c]);
            }
        }
        float[] covariance = new float[d * d];
        Blas.sgemm(true, false, d, d, train.rows(), 1f / train.rows(), centred, d, centred, d, 0, covariance, d);
        double trace = 0;
        for (int c = 0; c < d; c++) {
            trace += covariance[c * d + c];
        }
        double[] a = new double[d * d];
        double[] w = new double[d];
        for (int i = 0; i < a.length; i++) {
            a[i] = covariance[i] + (i % (d + 1) == 0 ? RIDGE * trace / d + Float.MIN_NORMAL : 0);
        }
        double middle = 0;
        for (int c = 0; c < d; c++) {
            w[c] = means[1][c] - means[0][c];
        }
        if (openblas.LAPACKE_dposv(openblas.LAPACK_ROW_MAJOR, (byte) 'U', d, 1, a, d, w, 1) != 0) {
            return new double[test.rows()];
        }
        for (int c = 0; c < d; c++) {
            middle += w[c] * (means[0][c] + means[1][c]) / 2;
        }
        double[] scores = new double[test.rows()];
        for (int r = 0; r < scores.length; r++) {
            scores[r] = -middle;
            for (int c = 0; c < d; c++) {
                scores[r] += w[c] * test.data()[r * d + c];
            }
        }
        return scores;
    }

    private static double[] mean(FloatMatrix m, int from, int to) {
        double[] mean = new double[m.cols()];
        for (int i = from * m.cols(); i < to * m.cols(); i++) {
            mean[i % m.cols()] += m.data()[i] / (double) (to - from);
        }
        return mean;
    }
}
