package org.mingle.projection;

import java.util.SplittableRandom;
import org.mingle.compute.Blas;
import org.mingle.data.FloatMatrix;

/** Principal component analysis onto the plane (Hotelling 1933). */
final class Pca {
    /** Below so many multiply-adds a loop here has done them before the native library is loaded. */
    private static final double FEW = 2e9;
    /** Directions followed; those beyond the two wanted make them converge sooner. */
    private static final int DIRECTIONS = 8;
    private static final int ROUNDS = 300;
    private static final double CLOSE = 1e-7;

    private Pca() {}

    /**
     * The two leading components of each point. Each axis points to where its largest loading is positive, so that the
     * same data give the same picture.
     *
     * @return interleaved coordinates, n x 2; the second is 0 where the points have one dimension only
     */
    static float[] plane(FloatMatrix points) {
        float[] mean = mean(points);
        return project(points, mean, axes(covariance(points, mean)));
    }

    static float[] mean(FloatMatrix points) {
        int n = points.rows();
        int d = points.cols();
        float[] mean = new float[d];
        double[] sums = new double[d];
        for (int i = 0; i < n; i++) {
            for (int c = 0; c < d; c++) {
                sums[c] += points.data()[i * d + c];
            }
        }
        for (int c = 0; c < d; c++) {
            mean[c] = (float) (sums[c] / n);
        }
        return mean;
    }

    /** The two leading eigenvectors of a covariance, turned; the second is 0 where there is one dimension only. */
    static double[][] axes(float[][] covariance) {
        int d = covariance.length;
        double[][] leading = leading(covariance);
        double[][] axes = {leading[0], d > 1 ? leading[1] : new double[d]};
        turn(axes[0]);
        turn(axes[1]);
        return axes;
    }

    /** Where points stand on a plane through the mean. @return interleaved coordinates, n x 2 */
    static float[] project(FloatMatrix points, float[] mean, double[][] axes) {
        int n = points.rows();
        int d = points.cols();
        float[] xy = new float[n * 2];
        for (int a = 0; a < 2; a++) {
            for (int i = 0; i < n; i++) {
                double sum = 0;
                for (int c = 0; c < d; c++) {
                    sum += (points.data()[i * d + c] - mean[c]) * axes[a][c];
                }
                xy[2 * i + a] = (float) sum;
            }
        }
        return xy;
    }

    static void turn(double[] axis) {
        int largest = 0;
        for (int i = 1; i < axis.length; i++) {
            largest = Math.abs(axis[i]) > Math.abs(axis[largest]) * (1 + 1e-6) ? i : largest;
        }
        if (axis[largest] < 0) {
            for (int i = 0; i < axis.length; i++) {
                axis[i] = -axis[i];
            }
        }
    }

    static float[][] covariance(FloatMatrix points, float[] mean) {
        int n = points.rows();
        int d = points.cols();
        float[][] covariance = new float[d][d];
        if ((double) n * d * d < FEW) {
            float[] row = new float[d];
            for (int i = 0; i < n; i++) {
                for (int c = 0; c < d; c++) {
                    row[c] = points.data()[i * d + c] - mean[c];
                }
                for (int a = 0; a < d; a++) {
                    add(row, row[a] / n, covariance[a]);
                }
            }
        } else {
            float[] centred = new float[n * d];
            for (int i = 0; i < centred.length; i++) {
                centred[i] = points.data()[i] - mean[i % d];
            }
            float[] flat = new float[d * d];
            Blas.sgemm(true, false, d, d, n, 1f / n, centred, d, centred, d, 0, flat, d);
            for (int a = 0; a < d; a++) {
                System.arraycopy(flat, a * d, covariance[a], 0, d);
            }
        }
        return covariance;
    }

    private static void add(float[] values, float times, float[] into) {
        for (int i = 0; i < into.length; i++) {
            into[i] += times * values[i];
        }
    }

    /**
     * Eigenvectors of the largest eigenvalues of a symmetric matrix, largest first, by simultaneous iteration with
     * Rayleigh-Ritz steps (Rutishauser 1970): the two wanted cost a few products and no full decomposition.
     */
    static double[][] leading(float[][] matrix) {
        int d = matrix.length;
        int b = Math.min(DIRECTIONS, d);
        SplittableRandom random = new SplittableRandom(1);
        double[][] v = new double[b][d];
        for (double[] axis : v) {
            for (int i = 0; i < d; i++) {
                axis[i] = random.nextDouble() - 0.5;
            }
        }
        orthonormalise(v);
        for (int round = 0; round < ROUNDS; round++) {
            double[][] image = times(matrix, v);
            double[] values = ritz(v, image);
            double change = 0;
            for (int a = 0; a < Math.min(2, b); a++) {
                change = Math.max(change, residual(v[a], image[a], values[a]) / Math.max(values[0], Double.MIN_NORMAL));
            }
            if (change < CLOSE || values[0] <= 0) {
                break;
            }
            v = image;
            orthonormalise(v);
        }
        return v;
    }

    private static double residual(double[] axis, double[] image, double value) {
        double sum = 0;
        for (int i = 0; i < axis.length; i++) {
            double r = image[i] - value * axis[i];
            sum += r * r;
        }
        return Math.sqrt(sum);
    }

    private static double[][] times(float[][] matrix, double[][] v) {
        double[][] image = new double[v.length][matrix.length];
        for (int a = 0; a < v.length; a++) {
            for (int i = 0; i < matrix.length; i++) {
                double f = v[a][i];
                float[] row = matrix[i];
                double[] into = image[a];
                for (int j = 0; j < row.length; j++) {
                    into[j] += f * row[j];
                }
            }
        }
        return image;
    }

    /** Turns the directions and their images to the eigenvectors of the matrix among them. @return eigenvalues */
    private static double[] ritz(double[][] v, double[][] image) {
        int b = v.length;
        double[][] small = new double[b][b];
        for (int i = 0; i < b; i++) {
            for (int j = 0; j <= i; j++) {
                small[i][j] = dot(v[i], image[j]);
                small[j][i] = small[i][j];
            }
        }
        // Jacobi's rotations, applied to the directions at once.
        for (int sweep = 0; sweep < 30; sweep++) {
            for (int p = 0; p < b; p++) {
                for (int q = p + 1; q < b; q++) {
                    rotate(small, v, image, p, q);
                }
            }
        }
        for (int i = 0; i < b; i++) {
            int largest = i;
            for (int j = i + 1; j < b; j++) {
                largest = small[j][j] > small[largest][largest] ? j : largest;
            }
            swap(v, i, largest);
            swap(image, i, largest);
            double value = small[i][i];
            small[i][i] = small[largest][largest];
            small[largest][largest] = value;
        }
        double[] values = new double[b];
        for (int i = 0; i < b; i++) {
            values[i] = small[i][i];
        }
        return values;
    }

    private static void rotate(double[][] small, double[][] v, double[][] image, int p, int q) {
        if (Math.abs(small[p][q]) <= 1e-300) {
            return;
        }
        double theta = (small[q][q] - small[p][p]) / (2 * small[p][q]);
        double t = Math.copySign(1, theta) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        mix(small, p, q, c, s);
        for (double[] row : small) {
            double f = row[p];
            row[p] = c * f - s * row[q];
            row[q] = s * f + c * row[q];
        }
        mix(v, p, q, c, s);
        mix(image, p, q, c, s);
    }

    private static void mix(double[][] rows, int p, int q, double c, double s) {
        for (int i = 0; i < rows[p].length; i++) {
            double f = rows[p][i];
            rows[p][i] = c * f - s * rows[q][i];
            rows[q][i] = s * f + c * rows[q][i];
        }
    }

    private static void swap(double[][] rows, int i, int j) {
        double[] row = rows[i];
        rows[i] = rows[j];
        rows[j] = row;
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    /** Gram and Schmidt's method, twice over; what is left without a direction becomes 0. */
    private static void orthonormalise(double[][] v) {
        for (int a = 0; a < v.length; a++) {
            double whole = Math.sqrt(dot(v[a], v[a]));
            for (int again = 0; again < 2; again++) {
                for (int b = 0; b < a; b++) {
                    double along = dot(v[a], v[b]);
                    for (int i = 0; i < v[a].length; i++) {
                        v[a][i] -= along * v[b][i];
                    }
                }
            }
            double length = Math.sqrt(dot(v[a], v[a]));
            double scale = length > 1e-12 * whole ? 1 / length : 0;
            for (int i = 0; i < v[a].length; i++) {
                v[a][i] *= scale;
            }
        }
    }
}
