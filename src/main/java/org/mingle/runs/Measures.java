package org.mingle.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mingle.data.Embeddings;
import org.mingle.retrieval.Directions;
import org.mingle.retrieval.RetrievalMeasures;
import org.mingle.retrieval.Similarity;

/**
 * Retrieval measures of one split in both directions, as printed by {@code --json}: variant ({@code map_all
 * map_at_50_found map_at_50 map_at_r}) to direction ({@code i2t t2i avg}) to value. Directions are named after the
 * first letters of the two modalities, or after their full names where the letters are the same. With more than two
 * modalities there is a direction for every ordered pair, and {@code avg} is the mean of all.
 */
public record Measures(String split, int n, String similarity, Map<String, Map<String, Double>> values) {

    public static Measures of(Embeddings embeddings, String split, Similarity similarity) {
        Map<String, Map<String, Double>> values = new LinkedHashMap<>();
        for (String variant : List.of("map_all", "map_at_50_found", "map_at_50", "map_at_r")) {
            values.put(variant, new LinkedHashMap<>());
        }
        for (int q = 0; q < embeddings.modalities().size(); q++) {
            for (int g = 0; g < embeddings.modalities().size(); g++) {
                if (q != g) {
                    String direction = Directions.name(embeddings.modalities(), q, g);
                    RetrievalMeasures m = RetrievalMeasures.of(embeddings, q, g, similarity);
                    values.get("map_all").put(direction, m.mapAll());
                    values.get("map_at_50_found").put(direction, m.mapAt50Found());
                    values.get("map_at_50").put(direction, m.mapAt50());
                    values.get("map_at_r").put(direction, m.mapAtR());
                }
            }
        }
        for (Map<String, Double> directions : values.values()) {
            directions.put("avg", new ArrayList<>(directions.values()).stream().mapToDouble(v -> v).average().orElse(Double.NaN));
        }
        return new Measures(split, embeddings.size(), similarity.name().toLowerCase(java.util.Locale.ROOT), values);
    }
}
