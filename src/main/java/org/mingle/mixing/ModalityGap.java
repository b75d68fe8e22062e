package org.mingle.mixing;

import java.util.SplittableRandom;
import java.util.Map;
import java.util.TreeMap;
import org.mingle.compute.Blas;
import org.mingle.data.FloatMatrix;

/**
 * Distance between the centroids of the two sides on the unit sphere (Liang et al. 2022, "Mind the Gap"), 0 to 2. The
 * raw gap shrinks with the spread of the points, so the settings give it relative to the mean distance of points to
 * their own centroid ({@code relative}), and what of the difference between the sides is not in their centroids:
 * {@code distribution}, the distance between their covariances (Frobenius) over the norm of the pooled one. Interval:
 * bootstrap over pairs (400 rounds). P-value: 999 swaps of labels within pairs. Cost: n d^2 for the covariances,
 * 1,400 n d in two products.
 */
final class ModalityGap implements MixingStatistic {
    private static final int ROUNDS = 400;
    private static final int SWAPS = 999;

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
        settings.put("swaps", sample.paired() ? SWAPS : 0);
        double[] interval = interval(sample, gap, a, b);
        return new Statistic(name(), gap, interval[0], interval[1], sample.paired() ? swapped(sample, gap) : Double.NaN, settings);
    }

    static double value(TwoSample sample) {
        return Centroids.distance(Centroids.mean(sample.first()), Centroids.mean(sample.second()));
    }

    /**
     * A length is never negative and noise makes it longer, so it has no plain bootstrap interval at 0. With e the
     * error of the difference of centres in a bootstrap round: where the gap is no longer than the 95 % quantile of |e|,
     * 0 is in the interval; the centre is the gap less what noise adds to it, sqrt(gap^2 - mean |e|^2), the half width
     * is that of e along the gap.
     */
    private static double[] interval(TwoSample sample, double gap, double[] a, double[] b) {
        int d = a.length;
        float[] errors = errors(sample, a, b);
        double[] lengths = new double[ROUNDS];
        double[] along = new double[ROUNDS];
        double squares = 0;
        for (int round = 0; round < ROUNDS; round++) {
            double squared = 0;
            for (int c = 0; c < d; c++) {
                double e = errors[round * d + c];
                squared += e * e;
                along[round] += gap > 0 ? e * (a[c] - b[c]) / gap : 0;
            }
            lengths[round] = Math.sqrt(squared);
            squares += squared / ROUNDS;
        }
        java.util.Arrays.sort(lengths);
        double centre = Math.sqrt(Math.max(0, gap * gap - squares));
        double half = Statistics.Z * Math.sqrt(Statistics.variance(along));
        boolean distinct = gap > lengths[(int) Math.ceil(0.95 * ROUNDS) - 1];
        return new double[] {distinct ? Math.max(Double.MIN_VALUE, centre - half) : 0, Math.max(gap, centre + half)};
    }

    /** Error of the difference of centres in each bootstrap round, rounds x d. */
    private static float[] errors(TwoSample sample, double[] a, double[] b) {
        int d = a.length;
        SplittableRandom random = new SplittableRandom(sample.seed());
        float[] errors = new float[ROUNDS * d];
        if (sample.paired()) {
            resample(differences(sample, a, b), sample.size(), d, 1, random, errors);
        } else {
            resample(centred(sample.first(), a), sample.first().rows(), d, 1, random, errors);
            resample(centred(sample.second(), b), sample.second().rows(), d, -1, random, errors);
        }
        return errors;
    }

    /** Adds the means of resampled rows, all rounds in one product. */
    private static void resample(float[] rows, int n, int d, int sign, SplittableRandom random, float[] into) {
        float[] counts = new float[ROUNDS * n];
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < n; i++) {
                counts[round * n + random.nextInt(n)]++;
            }
        }
        Blas.sgemm(false, false, ROUNDS, d, n, (float) sign / n, counts, n, rows, d, 1, into, d);
    }

    /** P-value by swaps of labels within pairs: a swap flips the sign of the pair's difference. */
    private static double swapped(TwoSample sample, double gap) {
        int n = sample.size();
        int d = sample.first().cols();
        double[] none = new double[d];
        double[] rounds = SwapTest.squaredSums(differences(sample, none, none), n, d, SwapTest.signs(SWAPS, n, sample.seed() + 1));
        return SwapTest.p(gap * gap * n * n, rounds);
    }

    private static float[] differences(TwoSample sample, double[] a, double[] b) {
        float[] x = centred(sample.first(), a);
        float[] y = centred(sample.second(), b);
        for (int i = 0; i < x.length; i++) {
            x[i] -= y[i];
        }
        return x;
    }

    private static float[] centred(FloatMatrix m, double[] centre) {
        float[] rows = new float[m.data().length];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = (float) (m.data()[i] - centre[i % centre.length]);
        }
        return rows;
    }

    /** Means and covariances of rows. */
    private static final class Centroids {
        private Centroids() {}

        static double[] mean(FloatMatrix m) {
            double[] mean = new double[m.cols()];
            for (int r = 0; r < m.rows(); r++) {
                for (int c = 0; c < mean.length; c++) {
                    mean[c] += m.data()[r * mean.length + c];
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
