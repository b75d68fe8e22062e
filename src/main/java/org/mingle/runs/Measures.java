package org.mingle.runs;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.mingle.data.Embeddings;
import org.mingle.retrieval.Directions;
import org.mingle.retrieval.Interval;
import org.mingle.retrieval.Ndcg;
import org.mingle.retrieval.QueryBootstrap;
import org.mingle.retrieval.QuerySample;
import org.mingle.retrieval.RetrievalMeasures;
import org.mingle.retrieval.Similarity;

/**
 * Retrieval measures of one split in all directions, as printed by {@code --json}: variant ({@code map_all
 * map_at_50_found map_at_50 map_at_r recall_at_1 recall_at_5 recall_at_10 median_rank}, in multi-label data also
 * {@code ndcg_at_50}) to direction ({@code i2t t2i
 * avg}) to value. Directions are named after the first letters of the two modalities, or after their full names where
 * the letters are the same. With more than two modalities there is a direction for every ordered pair, and {@code avg}
 * is the mean of all.
 *
 * @param split key of the split
 * @param n pairs in it, all ranked by every query
 * @param queries pairs that were asked, once in every direction: all up to 20,000, of more an even sample
 * @param similarity {@code cosine}, ...
 * @param values variant to direction to value
 * @param intervals of every mean average precision and NDCG: variant to direction to 95 % interval, from 2,000 resamples
 *     of the queries
 */
public record Measures(String split, int n, int queries, String similarity, Map<String, Map<String, Double>> values,
        Map<String, Map<String, Interval>> intervals) {
    /** The variant that chooses the best epoch and heads every report. */
    public static final String MAIN = "map_all";
    /** The mean over all directions. */
    public static final String AVERAGE = "avg";
    private static final String NDCG = "ndcg_at_50";
    private static final int NDCG_DEPTH = 50;
    private static final long BOOTSTRAP_SEED = 0;

    public static Measures of(Embeddings embeddings, String split, Similarity similarity) {
        Map<String, Map<String, Double>> values = new LinkedHashMap<>();
        Map<String, Map<String, Interval>> intervals = new LinkedHashMap<>();
        Map<String, double[]> means = new LinkedHashMap<>();
        boolean multiLabel = Arrays.stream(embeddings.labels()).anyMatch(l -> l.length > 1);
        int modalities = embeddings.modalities().size();
        int directions = modalities * (modalities - 1);
        for (int q = 0; q < modalities; q++) {
            for (int g = 0; g < modalities; g++) {
                if (q != g) {
                    RetrievalMeasures m = RetrievalMeasures.of(embeddings, q, g, similarity);
                    String direction = Directions.name(embeddings.modalities(), q, g);
                    Map<String, Double> variants = variants(m);
                    Map<String, double[]> perQuery = new LinkedHashMap<>(m.perQuery());
                    if (multiLabel) {
                        double[] gains = Ndcg.perQuery(embeddings, q, g, similarity, NDCG_DEPTH);
                        perQuery.put(NDCG, gains);
                        variants.put(NDCG, Arrays.stream(gains).filter(v -> !Double.isNaN(v)).average()
                                .orElse(Double.NaN));
                    }
                    variants.forEach((variant, value) ->
                            values.computeIfAbsent(variant, v -> new LinkedHashMap<>()).put(direction, value));
                    perQuery.forEach((variant, each) -> {
                        intervals.computeIfAbsent(variant, v -> new LinkedHashMap<>()).put(direction,
                                QueryBootstrap.mean(each, BOOTSTRAP_SEED));
                        double[] mean = means.computeIfAbsent(variant, v -> new double[each.length]);
                        Arrays.setAll(mean, i -> mean[i] + each[i] / directions);
                    });
                }
            }
        }
        for (Map<String, Double> named : values.values()) {
            named.put(AVERAGE, List.copyOf(named.values()).stream().mapToDouble(v -> v).average().orElse(Double.NaN));
        }
        means.forEach((variant, mean) -> intervals.get(variant).put(AVERAGE, QueryBootstrap.mean(mean, BOOTSTRAP_SEED)));
        return new Measures(split, embeddings.size(), QuerySample.size(embeddings.size()), similarity.name().toLowerCase(Locale.ROOT), values, intervals);
    }

    private static Map<String, Double> variants(RetrievalMeasures m) {
        Map<String, Double> variants = new LinkedHashMap<>();
        variants.put(MAIN, m.mapAll());
        variants.put("map_at_50_found", m.mapAt50Found());
        variants.put("map_at_50", m.mapAt50());
        variants.put("map_at_r", m.mapAtR());
        m.recallAt().forEach((depth, share) -> variants.put("recall_at_" + depth, share));
        variants.put("median_rank", m.medianRank());
        return variants;
    }

    /** What to say of the queries where not all pairs were asked: a clause that begins with a comma; empty otherwise. */
    public String sampled() {
        return queries == n ? "" : String.format(Locale.ROOT, ", an even sample of %,d of them as queries", queries);
    }

    /** The average over all directions of the main variant. */
    public double average() {
        return values.get(MAIN).get(AVERAGE);
    }

    /** As printed: the values by variant, and beside {@code map_all} its intervals as {@code map_all_ci95}, and so on. */
    public Map<String, Object> asMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("n", n);
        map.put("queries", queries);
        map.put("similarity", similarity);
        map.putAll(values);
        intervals.forEach((variant, directions) -> {
            Map<String, Object> bounds = new LinkedHashMap<>();
            directions.forEach((direction, i) -> bounds.put(direction, List.of(i.low(), i.high())));
            map.put(variant + "_ci95", bounds);
        });
        return map;
    }
}
