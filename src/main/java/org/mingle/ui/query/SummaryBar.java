package org.mingle.ui.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.mingle.data.Split;
import org.mingle.retrieval.HubCorrection;
import org.mingle.retrieval.QuerySample;
import org.mingle.ui.AppModel;
import org.mingle.ui.Fxml;

/** How good a ranking is, what it is over, and what is to be known about it. */
public final class SummaryBar extends VBox {
    @FXML private HBox numbers;
    @FXML private Label ap;
    @FXML private Label variant;
    @FXML private Label note;
    @FXML private Label pairRank;
    @FXML private Label firstRelevant;
    @FXML private Label precision;
    @FXML private ProgressBar precisionBar;

    public SummaryBar() {
        Fxml.load(this, "query/summary-bar.fxml");
    }

    /** What the ranking is over, in words. */
    String basis() {
        return variant.getText();
    }

    /**
     * Shows an answer.
     *
     * @param gallery what was ranked
     * @param map what the map shows of it; null for nothing
     */
    void show(QueryService.Answer answer, AppModel.Space gallery, AppModel.Space map, Split scope,
            HubCorrection correction) {
        Summary s = Summary.of(answer, gallery, scope, correction);
        ap.setText(s.averagePrecision());
        variant.setText(s.variant());
        pairRank.setText(s.truePair());
        firstRelevant.setText(s.firstRelevant());
        boolean known = !Double.isNaN(s.precisionAt10());
        precision.setText(known ? String.format(Locale.ROOT, "%.0f %%", 100 * s.precisionAt10()) : "–");
        precisionBar.setProgress(known ? s.precisionAt10() : 0);
        numbers.setVisible(answer.main().inDataset());
        numbers.setManaged(answer.main().inDataset());
        String notes = notes(answer, gallery, map, correction);
        note.setText(notes);
        note.setVisible(!notes.isEmpty());
        note.setManaged(!notes.isEmpty());
    }

    /** Of which epoch the gallery is, why the query is no point of the map, what a correction was estimated from. */
    private static String notes(QueryService.Answer answer, AppModel.Space gallery, AppModel.Space map,
            HubCorrection correction) {
        List<String> says = new ArrayList<>();
        if (map != null && map.epoch() != gallery.epoch()) {
            says.add(String.format(Locale.ROOT, "Ranked as of %s; the map is at epoch %,d.", gallery.epoch() == 0
                    ? "the untrained model" : String.format(Locale.ROOT, "epoch %,d", gallery.epoch()), map.epoch()));
        }
        boolean drawn = map == null || map.embeddings().size() == gallery.total() || !answer.main().inDataset()
                || map.embeddings().ids().contains(answer.main().queryId());
        if (!drawn) {
            says.add(String.format(Locale.ROOT, "Not among the %,d of %,d pairs that the map draws%s.",
                    map.embeddings().size(), gallery.total(), answer.point() == null ? ""
                    : ": a ring marks its place there"));
        }
        int n = gallery.embeddings().size();
        int estimated = QuerySample.size(n);
        if (correction != HubCorrection.NONE && answer.recall() == null && answer.main().inDataset() && estimated < n) {
            says.add(String.format(Locale.ROOT, "%s estimated from %,d of %,d queries.", correction.label(), estimated, n));
        }
        return String.join(" ", says);
    }
}
