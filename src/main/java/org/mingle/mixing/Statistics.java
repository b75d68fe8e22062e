package org.mingle.mixing;

import java.util.Map;
import java.util.TreeMap;

/** Small things that statistics share. */
final class Statistics {
    /** 97.5 % quantile of the normal distribution. */
    static final double Z = 1.959963984540054;

    /** Loops over fewer points than this are over before another thread has woken up. */
    static final int FEW = 500;

    private Statistics() {}

    /** A value with neither interval nor p-value. */
    static Statistic plain(String name, double value, Map<String, Object> settings) {
        return new Statistic(name, value, Double.NaN, Double.NaN, Double.NaN, settings);
    }

    static Statistic impossible(String name, String reason) {
        return plain(name, Double.NaN, Map.of("reason", reason));
    }

    static Map<String, Object> with(Map<String, Object> settings, String key, Object value) {
        Map<String, Object> more = new TreeMap<>(settings);
        more.put(key, value);
        return more;
    }

    static double mean(double[] values) {
        double sum = 0;
        for (double v : values) {
            sum += v;
        }
        return sum / values.length;
    }

    /** Unbiased variance. */
    static double variance(double[] values) {
        double mean = mean(values);
        double sum = 0;
        for (double v : values) {
            sum += (v - mean) * (v - mean);
        }
        return values.length < 2 ? 0 : sum / (values.length - 1);
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        java.util.Arrays.sort(sorted);
        int n = sorted.length;
        return n == 0 ? Double.NaN : (sorted[(n - 1) / 2] + sorted[n / 2]) / 2;
    }

    /** Mean of independent units, none of them negative, with its 95 % normal interval. */
    static Statistic meanOf(String name, double[] units, Map<String, Object> settings) {
        double mean = mean(units);
        double half = Z * Math.sqrt(variance(units) / units.length);
        return new Statistic(name, mean, Math.max(0, mean - half), mean + half, Double.NaN, settings);
    }

    /**
     * Wilson's score interval (Wilson 1927) for a share measured on {@code n} independent units.
     *
     * @return low and high
     */
    static double[] wilson(double share, double n) {
        double z2 = Z * Z / n;
        double centre = (share + z2 / 2) / (1 + z2);
        double half = Z * Math.sqrt(share * (1 - share) / n + z2 / (4 * n)) / (1 + z2);
        return new double[] {Math.max(0, centre - half), Math.min(1, centre + half)};
    }

    /** The interval of a share from half its width, on the logit scale, where it is symmetric and stays between 0 and 1. */
    static double[] shareInterval(double share, double half) {
        double slope = share * (1 - share);
        if (slope <= 0) {
            return new double[] {share, share};
        }
        double logit = Math.log(share / (1 - share));
        return new double[] {1 / (1 + Math.exp(half / slope - logit)), 1 / (1 + Math.exp(-half / slope - logit))};
    }

    /** Squared Euclidean distance of rows of two matrices. */
    static double squaredDistance(float[] a, int aOffset, float[] b, int bOffset, int length) {
        double sum = 0;
        for (int c = 0; c < length; c++) {
            double d = (double) a[aOffset + c] - b[bOffset + c];
            sum += d * d;
        }
        return sum;
    }
}
