package org.mingle.ui.query;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mingle.data.Split;
import org.mingle.retrieval.Ranking;
import org.mingle.ui.AppModel;
import org.mingle.ui.SampleRef;
import org.mingle.ui.Scenes;

class HistoryTest {
    private final History history = new History();

    private static Query query(String id) {
        return new Query(new SampleRef(id, 0), 1);
    }

    @Test
    void backAndForwardWalkWhatWasAsked() {
        history.visit(query("a"));
        history.visit(query("b"));
        history.visit(query("b"));
        history.visit(query("c"));
        assertEquals(Optional.of(query("b")), history.back());
        assertEquals(Optional.of(query("a")), history.back());
        assertFalse(history.canGoBack());
        assertEquals(Optional.empty(), history.back());
        assertEquals(Optional.of(query("b")), history.forward());
    }

    @Test
    void aNewQueryForgetsWhatCameAfter() {
        history.visit(query("a"));
        history.visit(query("b"));
        history.back();
        history.visit(query("c"));
        assertFalse(history.canGoForward());
        assertEquals(Optional.of(query("a")), history.back());
    }

    @Test
    void directionsBetweenModalitiesComeFirst() {
        assertEquals(List.of(new Query.Direction(0, 1), new Query.Direction(1, 0), new Query.Direction(0, 0),
                new Query.Direction(1, 1)), Query.directions(2));
        assertEquals(9, Query.directions(3).size());
    }

    @Test
    void aClickKeepsTheKindOfSearch() {
        SampleRef text = new SampleRef("a", 1);
        assertEquals(0, Query.of(text, null, 2).gallery());
        assertEquals(0, Query.of(text, new Query.Direction(0, 1), 2).gallery());
        assertEquals(1, Query.of(text, new Query.Direction(0, 0), 2).gallery());
        assertEquals(0, Query.of(text, new Query.Direction(1, 0), 3).gallery());
    }

    @Test
    void theSummaryNamesItsVariant() {
        var e = new Scenes(30, 3).embeddings(0.4);
        Ranking.Hit wrong = new Ranking.Hit(1, "sample-0001", 0.9, false, false);
        Ranking.Hit right = new Ranking.Hit(2, "sample-0000", 0.8, true, true);
        Ranking r = new Ranking("sample-0000", true, "image", "text", 30, 10, List.of(wrong, right), 0.4119, 2);
        Summary s = Summary.of(r, new AppModel.Space(e, 1, 30), Split.TEST, org.mingle.retrieval.HubCorrection.NONE);
        assertEquals("0.412", s.averagePrecision());
        assertEquals("AP over all 30 test texts, cosine", s.variant());
        assertEquals("2 of 30", s.truePair());
        assertEquals("2", s.firstRelevant());
        assertEquals(0.5, s.precisionAt10());
        assertEquals("AP over 30 of 500 test texts, cosine",
                Summary.of(r, new AppModel.Space(e, 1, 500), Split.TEST, org.mingle.retrieval.HubCorrection.NONE).variant());
        assertTrue(Summary.plural("sketch").equals("sketches") && Summary.plural("image").equals("images"));
    }
}
