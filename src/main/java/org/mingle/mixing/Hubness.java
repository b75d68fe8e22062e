package org.mingle.mixing;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * Skewness of the k-occurrence (Radovanovic et al. 2010): how often each item is among the k = 10 nearest of the other
 * modality's points; the mean of both directions. 0 without hubs, notable above 1.2 (Feldbauer and Flexer 2019).
 * The settings give, for each direction, skewness, Robin Hood index and share of anti-hubs. Cost: n^2 (d + selection).
 */
final class Hubness implements MixingStatistic {
    private static final int NEIGHBOURS = 10;
    private static final int LIMIT = 4000;

    @Override
    public String name() {
        return "hubness";
    }

    @Override
    public Statistic of(TwoSample sample) {
        TwoSample used = sample.balanced(LIMIT);
        Map<String, Object> settings = new TreeMap<>();
        settings.put("k", NEIGHBOURS);
        settings.put("points_per_side", used.size());
        double there = direction(used, false, settings);
        double back = direction(used, true, settings);
        return Statistics.plain(name(), (there + back) / 2, settings);
    }

    private static double direction(TwoSample used, boolean backward, Map<String, Object> settings) {
        var queries = backward ? used.second() : used.first();
        var gallery = backward ? used.first() : used.second();
        int[] counts = new int[gallery.rows()];
        CrossProducts.forEachBlock(queries, gallery, (from, rows, products) -> count(products, rows, counts));
        String name = used.names().get(backward ? 1 : 0) + "_to_" + used.names().get(backward ? 0 : 1);
        double skewness = skewness(counts);
        double mean = (double) NEIGHBOURS * queries.rows() / counts.length;
        settings.put(name, Map.of("skewness", skewness,
                "robin_hood", Arrays.stream(counts).mapToDouble(c -> Math.abs(c - mean)).sum() / (2 * mean * counts.length),
                "anti_hubs", Arrays.stream(counts).filter(c -> c == 0).count() / (double) counts.length));
        return skewness;
    }

    /** Counts each query's nearest items; of equal ones the first. */
    private static void count(float[] products, int rows, int[] counts) {
        int n = counts.length;
        int k = Math.min(NEIGHBOURS, n);
        float[] best = new float[k];
        int[] item = new int[k];
        for (int r = 0; r < rows; r++) {
            Arrays.fill(best, Float.NEGATIVE_INFINITY);
            for (int j = 0; j < n; j++) {
                float value = products[r * n + j];
                if (value > best[k - 1]) {
                    int at = k - 1;
                    for (; at > 0 && best[at - 1] < value; at--) {
                        best[at] = best[at - 1];
                        item[at] = item[at - 1];
                    }
                    best[at] = value;
                    item[at] = j;
                }
            }
            for (int i : item) {
                counts[i]++;
            }
        }
    }

    /** E[(N - mu)^3] / sigma^3; 0 if all are equal. */
    static double skewness(int[] counts) {
        double mean = Arrays.stream(counts).average().orElse(0);
        double square = Arrays.stream(counts).mapToDouble(c -> (c - mean) * (c - mean)).sum() / counts.length;
        double cube = Arrays.stream(counts).mapToDouble(c -> (c - mean) * (c - mean) * (c - mean)).sum() / counts.length;
        return square > 0 ? cube / Math.pow(square, 1.5) : 0;
    }
}
