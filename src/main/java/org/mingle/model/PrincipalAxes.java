package org.mingle.model;

import java.util.SplittableRandom;
import org.mingle.compute.Blas;
import org.mingle.data.FloatMatrix;
import smile.math.blas.UPLO;
import smile.math.matrix.Matrix;

/**
 * Leading principal axes of centred rows, by randomised subspace iteration (Halko, Martinsson and Tropp, SIAM Review
 * 2011, algorithm 4.4): q random directions, a few rounds of X^T X with orthogonalisation, then the eigenvectors within
 * the subspace found. Costs 2 n d q a round, however wide the data; the same data gives the same axes.
 */
final class PrincipalAxes {
    private static final int SPARE = 10;
    private static final int ROUNDS = 4;
    private final FloatMatrix axes;
    private final double[] variances;

    private PrincipalAxes(FloatMatrix axes, double[] variances) {
        this.axes = axes;
        this.variances = variances;
    }

    /**
     * @param x n x d, each column of mean 0
     * @param components how many axes at most; fewer where the data varies in fewer directions
     */
    static PrincipalAxes fit(FloatMatrix x, int components) {
        int n = x.rows();
        int d = x.cols();
        int q = Math.min(components + SPARE, Math.min(n, d));
        FloatMatrix basis = orthogonal(random(d, q));
        for (int round = 0; round < ROUNDS; round++) {
            basis = orthogonal(product(x, true, product(x, false, basis, false), false));
        }
        FloatMatrix y = product(x, false, basis, false);
        FloatMatrix gram = product(y, true, y, false);
        Matrix covariance = new Matrix(q, q);
        for (int i = 0; i < q; i++) {
            for (int j = 0; j < q; j++) {
                covariance.set(i, j, (gram.get(i, j) + gram.get(j, i)) / 2.0 / n);
            }
        }
        covariance.uplo(UPLO.LOWER);
        Matrix.EVD eigen = covariance.eigen(false, true, true); // ascending
        int p = 0;
        while (p < Math.min(components, q) && eigen.wr[q - 1 - p] > 1e-6 * eigen.wr[q - 1]) {
            p++;
        }
        double[] variances = new double[p];
        FloatMatrix rotation = FloatMatrix.zeros(q, p);
        for (int j = 0; j < p; j++) {
            variances[j] = eigen.wr[q - 1 - j];
            for (int i = 0; i < q; i++) {
                rotation.data()[i * p + j] = (float) eigen.Vr.get(i, q - 1 - j);
            }
        }
        return new PrincipalAxes(product(basis, false, rotation, false), variances);
    }

    /** d x p, columns of length 1, the axis of most variance first. */
    FloatMatrix axes() {
        return axes;
    }

    /** Variance along each axis. */
    double[] variances() {
        return variances;
    }

    private static FloatMatrix random(int rows, int cols) {
        SplittableRandom random = new SplittableRandom(1);
        FloatMatrix m = FloatMatrix.zeros(rows, cols);
        for (int i = 0; i < rows * cols; i++) {
            m.data()[i] = (float) (2 * random.nextDouble() - 1);
        }
        return m;
    }

    /** Columns of length 1 and at right angles, by modified Gram-Schmidt; columns that hold nothing new become 0. */
    private static FloatMatrix orthogonal(FloatMatrix m) {
        int d = m.rows();
        int q = m.cols();
        double[][] columns = new double[q][d];
        for (int r = 0; r < d; r++) {
            for (int c = 0; c < q; c++) {
                columns[c][r] = m.get(r, c);
            }
        }
        for (int c = 0; c < q; c++) {
            double before = dot(columns[c], columns[c]);
            for (int b = 0; b < c; b++) {
                double along = dot(columns[b], columns[c]);
                for (int r = 0; r < d; r++) {
                    columns[c][r] -= along * columns[b][r];
                }
            }
            double left = dot(columns[c], columns[c]);
            double scale = left > 1e-12 * before ? 1 / Math.sqrt(left) : 0;
            for (int r = 0; r < d; r++) {
                columns[c][r] *= scale;
            }
        }
        FloatMatrix out = FloatMatrix.zeros(d, q);
        for (int r = 0; r < d; r++) {
            for (int c = 0; c < q; c++) {
                out.data()[r * q + c] = (float) columns[c][r];
            }
        }
        return out;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    static FloatMatrix product(FloatMatrix a, boolean transposeA, FloatMatrix b, boolean transposeB) {
        int m = transposeA ? a.cols() : a.rows();
        int k = transposeA ? a.rows() : a.cols();
        int n = transposeB ? b.rows() : b.cols();
        FloatMatrix c = FloatMatrix.zeros(m, n);
        Blas.sgemm(transposeA, transposeB, m, n, k, 1, a.data(), a.cols(), b.data(), b.cols(), 0, c.data(), n);
        return c;
    }
}
