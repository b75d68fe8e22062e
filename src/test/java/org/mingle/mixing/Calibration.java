package org.mingle.mixing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;

/** How a statistic's p-values and intervals behave over many simulated samples. */
record Calibration(double[] p, double[] value, double[] low, double[] high) {
    /** One statistic on one sample after the other. */
    static Calibration of(int runs, IntFunction<TwoSample> samples, MixingStatistic statistic) {
        List<Statistic> all = new ArrayList<>();
        for (int run = 0; run < runs; run++) {
            all.add(statistic.of(samples.apply(run)));
        }
        return new Calibration(all.stream().mapToDouble(Statistic::p).toArray(), all.stream().mapToDouble(Statistic::value).toArray(),
                all.stream().mapToDouble(Statistic::low).toArray(), all.stream().mapToDouble(Statistic::high).toArray());
    }

    /** P-value of the Kolmogorov-Smirnov test that the p-values are uniform (asymptotic, with Stephens' correction). */
    double uniformity() {
        double[] sorted = p.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double distance = 0;
        for (int i = 0; i < n; i++) {
            distance = Math.max(distance, Math.max(sorted[i] - (double) i / n, (i + 1.0) / n - sorted[i]));
        }
        double x = (Math.sqrt(n) + 0.12 + 0.11 / Math.sqrt(n)) * distance;
        DoubleUnaryOperator term = k -> 2 * Math.pow(-1, k - 1) * Math.exp(-2 * k * k * x * x);
        double tail = 0;
        for (int k = 1; k <= 100; k++) {
            tail += term.applyAsDouble(k);
        }
        return Math.max(0, Math.min(1, tail));
    }

    /** Share of intervals that hold the truth. */
    double coverage(double truth) {
        int covered = 0;
        for (int i = 0; i < low.length; i++) {
            covered += low[i] <= truth && truth <= high[i] ? 1 : 0;
        }
        return (double) covered / low.length;
    }

    double power(double level) {
        return Arrays.stream(p).filter(v -> v <= level).count() / (double) p.length;
    }

    double mean() {
        return Arrays.stream(value).average().orElse(Double.NaN);
    }

    String line(String name, double truth) {
        return String.format(Locale.ROOT, "%-22s mean %8.4f  KS p %6.3f  p<=0.05 %5.3f  coverage of %7.4f: %5.3f", name, mean(),
                uniformity(), power(0.05), truth, coverage(truth));
    }
}
