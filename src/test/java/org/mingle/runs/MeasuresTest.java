package org.mingle.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mingle.data.Embeddings;
import org.mingle.retrieval.Interval;
import org.mingle.retrieval.RetrievalMeasures;
import org.mingle.retrieval.Samples;
import org.mingle.retrieval.Similarity;

class MeasuresTest {
    private final Embeddings embeddings = Samples.gaussian(1, 60, 5, 3, 1);

    @Test
    void everyVariantHasBothDirectionsAndTheirMean() {
        Measures m = Measures.of(embeddings, "test", Similarity.COSINE);
        assertEquals(List.of("map_all", "map_at_50_found", "map_at_50", "map_at_r", "recall_at_1", "recall_at_5",
                "recall_at_10", "median_rank"), List.copyOf(m.values().keySet()));
        m.values().values().forEach(d -> assertEquals(List.of("i2t", "t2i", "avg"), List.copyOf(d.keySet())));
        var all = m.values().get("map_all");
        assertEquals(RetrievalMeasures.of(embeddings, 1, 0, Similarity.COSINE).mapAll(), all.get("t2i"));
        assertEquals((all.get("i2t") + all.get("t2i")) / 2, all.get("avg"), 1e-15);
        assertEquals("cosine", m.similarity());
        for (String direction : List.of("i2t", "t2i", "avg")) {
            for (String variant : List.of("map_all", "map_at_50_found", "map_at_50", "map_at_r")) {
                Interval i = m.intervals().get(variant).get(direction);
                assertEquals(m.values().get(variant).get(direction), i.value(), 1e-12);
                assertTrue(i.low() < i.value() && i.value() < i.high(), variant + " " + direction + ": " + i);
            }
        }
        assertTrue(m.asMap().containsKey("map_at_r_ci95"));
    }

    @Test
    void multiLabelDataHasGradedGainToo() {
        Measures m = Measures.of(Samples.gridded(3, 40, 3, 4, true), "test", Similarity.COSINE);
        double value = m.values().get("ndcg_at_50").get("avg");
        Interval i = m.intervals().get("ndcg_at_50").get("avg");
        assertTrue(value > 0 && value < 1, "" + value);
        assertEquals(value, i.value(), 1e-12);
    }

    @Test
    void fullNamesWhereLettersClash() {
        Embeddings e = new Embeddings(List.of("karhunen", "kurtosis"), embeddings.ids(), embeddings.labels(), embeddings.classNames(),
                embeddings.points());
        assertEquals(Set.of("karhunen2kurtosis", "kurtosis2karhunen", "avg"),
                Measures.of(e, "val", Similarity.EUCLIDEAN).values().get("map_at_r").keySet());
    }
}
