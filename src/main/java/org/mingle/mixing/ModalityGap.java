package org.mingle.mixing;

import java.util.SplittableRandom;
import java.util.Map;
import java.util.TreeMap;
import org.mingle.data.FloatMatrix;

/**
 * Distance between the centroids of the two sides on the unit sphere (Liang et al. 2022, "Mind the Gap"), 0 to 2. The
 * raw gap shrinks with the spread of the points, so the settings give it relative to the mean distance of points to
 * their own centroid ({@code relative}), and what of the difference between the sides is not in their centroids:
 * {@code distribution}, the distance between their covariances (Frobenius) over the norm of the pooled one. Interval:
 * bootstrap over pairs (200 rounds). Cost: n d^2 for the covariances, 200 n d for the bootstrap.
 */
final class ModalityGap implements MixingStatistic {
    private static final int ROUNDS = 200;

    @Override
    public String name() {
        return "gap";
    }

    @Override
    public Statistic of(TwoSample sample) {
        double[] a = Centroids.mean(sample.first());
        double[] b = Centroids.mean(sample.second());
        double gap = Centroids.distance(a, b);
        double spread = (Centroids.spread(sample.first(), a) + Centroids.spread(sample.second(), b)) / 2;
        Map<String, Object> settings = new TreeMap<>();
        settings.put("relative", spread > 0 ? gap / spread : 0);
        settings.put("distribution", Centroids.covarianceDistance(sample.first(), a, sample.second(), b));
        settings.put("bootstrap", ROUNDS);
        settings.put("seed", sample.seed());
        double[] rounds = new double[ROUNDS];
        SplittableRandom random = new SplittableRandom(sample.seed());
        for (int round = 0; round < ROUNDS; round++) {
            int[] weightsA = draws(sample.first().rows(), random);
            int[] weightsB = sample.paired() ? weightsA : draws(sample.second().rows(), random);
            rounds[round] = Centroids.distance(Centroids.mean(sample.first(), weightsA), Centroids.mean(sample.second(), weightsB));
        }
        // A norm is biased upwards by noise, and the bootstrap doubles that bias: the basic interval takes it back.
        java.util.Arrays.sort(rounds);
        double low = Math.max(0, 2 * gap - rounds[(int) (0.975 * (ROUNDS - 1))]);
        double high = Math.max(gap, 2 * gap - rounds[(int) (0.025 * (ROUNDS - 1))]);
        return new Statistic(name(), gap, low, high, Double.NaN, settings);
    }

    private static int[] draws(int n, SplittableRandom random) {
        int[] counts = new int[n];
        for (int i = 0; i < n; i++) {
            counts[random.nextInt(n)]++;
        }
        return counts;
    }

    /** Means and covariances of rows. */
    private static final class Centroids {
        private Centroids() {}

        static double[] mean(FloatMatrix m) {
            int[] once = new int[m.rows()];
            java.util.Arrays.fill(once, 1);
            return mean(m, once);
        }

        static double[] mean(FloatMatrix m, int[] weights) {
            double[] mean = new double[m.cols()];
            for (int r = 0; r < m.rows(); r++) {
                if (weights[r] != 0) {
                    for (int c = 0; c < mean.length; c++) {
                        mean[c] += weights[r] * (double) m.data()[r * mean.length + c];
                    }
                }
            }
            for (int c = 0; c < mean.length; c++) {
                mean[c] /= m.rows();
            }
            return mean;
        }

        static double distance(double[] a, double[] b) {
            double sum = 0;
            for (int c = 0; c < a.length; c++) {
                sum += (a[c] - b[c]) * (a[c] - b[c]);
            }
            return Math.sqrt(sum);
        }

        static double spread(FloatMatrix m, double[] mean) {
            double sum = 0;
            for (int r = 0; r < m.rows(); r++) {
                double squares = 0;
                for (int c = 0; c < mean.length; c++) {
                    double d = m.data()[r * mean.length + c] - mean[c];
                    squares += d * d;
                }
                sum += Math.sqrt(squares);
            }
            return sum / m.rows();
        }

        static double covarianceDistance(FloatMatrix x, double[] meanX, FloatMatrix y, double[] meanY) {
            float[] a = Spectrum.covariance(x, meanX);
            float[] b = Spectrum.covariance(y, meanY);
            double difference = 0;
            double pooled = 0;
            for (int i = 0; i < a.length; i++) {
                difference += (double) (a[i] - b[i]) * (a[i] - b[i]);
                pooled += (double) (a[i] + b[i]) * (a[i] + b[i]) / 4;
            }
            return pooled > 0 ? Math.sqrt(difference / pooled) : 0;
        }
    }
}
