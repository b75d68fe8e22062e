package org.mingle.runs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.StringReader;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.mingle.data.Dataset;
import org.mingle.retrieval.Ranking;
import org.mingle.retrieval.Retriever;
import org.mingle.retrieval.Similarity;
import org.mingle.ui.Scenes;

class RankingExportTest {
    private final Scenes scenes = new Scenes(130, 5);
    private final Dataset dataset = scenes.dataset();
    private final Ranking ranking = new Retriever(scenes.embeddings(0.5), Similarity.COSINE)
            .query("sample-0003", 0, 1, Integer.MAX_VALUE);

    @Test
    void theTableHoldsEveryHitAndReadsBack() throws Exception {
        List<CSVRecord> lines = CSVFormat.RFC4180.parse(new StringReader(RankingExport.csv(ranking, dataset)))
                .getRecords();
        assertEquals(131, lines.size());
        assertEquals(List.of("rank", "id", "score", "verdict", "class", "image", "text"), lines.get(0).toList());
        assertEquals(ranking.hits().get(7).id(), lines.get(8).get(1));
        assertEquals(ranking.hits().get(7).score(), Double.parseDouble(lines.get(8).get(2)));
        assertEquals(1, lines.stream().filter(l -> l.get(3).equals("true pair")).count());
        assertTrue(lines.stream().anyMatch(l -> l.get(6).contains("公共汽车")));
    }

    @Test
    void theObjectHoldsTheMeasure() throws Exception {
        JsonNode json = new ObjectMapper().readTree(RankingExport.json(ranking, dataset));
        assertEquals(ranking.averagePrecision(), json.get("average_precision").asDouble());
        assertEquals(130, json.get("hits").size());
    }

    @Test
    void thePageHoldsItsPicturesAndSaysWhatItLeavesOut() {
        String page = RankingExport.html(ranking, dataset, "all <130> texts");
        assertEquals(101, page.split("data:image/png;base64,", -1).length - 1, "a hundred hits and the query");
        assertTrue(page.contains("the first 100 of 130"));
        assertTrue(page.contains("all &lt;130&gt; texts"));
    }
}
