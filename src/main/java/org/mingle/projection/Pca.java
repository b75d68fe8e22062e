package org.mingle.projection;

import org.mingle.compute.Blas;
import org.mingle.data.FloatMatrix;
import smile.math.blas.UPLO;
import smile.math.matrix.Matrix;

/** Principal component analysis onto the plane (Hotelling 1933). */
final class Pca {
    private Pca() {}

    /**
     * The two leading components of each point. Each axis points to where its largest loading is positive, so that the
     * same data give the same picture.
     *
     * @return interleaved coordinates, n x 2; the second is 0 where the points have one dimension only
     */
    static float[] plane(FloatMatrix points) {
        int n = points.rows();
        int d = points.cols();
        double[] means = new double[d];
        for (int i = 0; i < points.data().length; i++) {
            means[i % d] += points.data()[i] / (double) n;
        }
        float[] centred = new float[n * d];
        for (int i = 0; i < centred.length; i++) {
            centred[i] = (float) (points.data()[i] - means[i % d]);
        }
        float[] covariance = new float[d * d];
        Blas.sgemm(true, false, d, d, n, 1f / n, centred, d, centred, d, 0, covariance, d);
        Matrix symmetric = new Matrix(d, d);
        for (int i = 0; i < d; i++) {
            for (int j = 0; j < d; j++) {
                symmetric.set(i, j, covariance[Math.min(i, j) * d + Math.max(i, j)]);
            }
        }
        symmetric.uplo(UPLO.LOWER);
        Matrix.EVD eigen = symmetric.eigen(false, true, true);
        int[] order = leading(eigen.wr);
        float[] axes = new float[d * 2];
        for (int a = 0; a < Math.min(2, d); a++) {
            int largest = 0;
            for (int i = 1; i < d; i++) {
                if (Math.abs(eigen.Vr.get(i, order[a])) > Math.abs(eigen.Vr.get(largest, order[a])) * (1 + 1e-6)) {
                    largest = i;
                }
            }
            double sign = Math.signum(eigen.Vr.get(largest, order[a]));
            for (int i = 0; i < d; i++) {
                axes[2 * i + a] = (float) (sign * eigen.Vr.get(i, order[a]));
            }
        }
        float[] xy = new float[n * 2];
        Blas.sgemm(false, false, n, 2, d, 1, centred, d, axes, 2, 0, xy, 2);
        return xy;
    }

    /** Places of the two largest values; twice the first where there is but one. */
    private static int[] leading(double[] values) {
        int first = 0;
        for (int i = 1; i < values.length; i++) {
            first = values[i] > values[first] ? i : first;
        }
        int second = first == 0 && values.length > 1 ? 1 : 0;
        for (int i = 0; i < values.length; i++) {
            second = i != first && values[i] > values[second] ? i : second;
        }
        return new int[] {first, second};
    }
}
