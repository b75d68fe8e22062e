package org.mingle.ui.mixing;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.Slider;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.mingle.data.Embeddings;
import org.mingle.mixing.EpochMixing;
import org.mingle.mixing.GapShift;
import org.mingle.retrieval.RetrievalMeasures;
import org.mingle.retrieval.Similarity;
import org.mingle.ui.Fxml;
import org.mingle.ui.AppModel.Space;

/** "What if the gap were closed by hand?" A slider moves one modality; retrieval and mixing are measured again. */
public final class WhatIfView extends VBox {
    private static final List<String> NAMES = List.of("map_i2t", "map_t2i", "gap", "probe_accuracy", "probe_knn",
            "entropy_of_mixing", "alignment");
    private static final List<String> TITLES = List.of("mAP %s → %s", "mAP %s → %s", "Modality gap", "Linear probe, least squares",
            "Neighbour probe", "Entropy of mixing", "Alignment");

    /** The numbers as they are, and after the move. */
    private record Outcome(Map<String, Double> before, Map<String, Double> after) {}

    @FXML
    private Slider slider;
    @FXML
    private Label share;
    @FXML
    private GridPane table;
    @FXML
    private Label problem;

    private final CardService service = new CardService(CardService.worker(), Platform::runLater);
    private Space space;
    private Map<String, Double> before;
    private long seed;

    public WhatIfView() {
        Fxml.load(this, "mixing/what-if-view.fxml");
        slider.valueProperty().addListener((o, was, is) -> moved());
        moved();
    }

    /** Takes another space; the slider goes back to the start. */
    void show(Space newSpace, long newSeed) {
        if (newSpace != space) {
            space = newSpace;
            seed = newSeed;
            before = null;
            service.cancel();
            table.getChildren().clear();
            slider.setValue(0);
        }
    }

    private void moved() {
        double way = slider.getValue();
        share.setText(String.format(Locale.ROOT, "%.0f %%", 100 * way));
        if (space == null || way == 0 && before == null) {
            return;
        }
        Space mine = space;
        Map<String, Double> known = before;
        service.ask(() -> new Outcome(known == null ? measured(mine.embeddings(), seed) : known,
                measured(GapShift.of(mine.embeddings(), way), seed)), o -> answered(mine, o), this::failed);
    }

    private static Map<String, Double> measured(Embeddings e, long seed) {
        Map<String, Double> values = EpochMixing.ofAll(e, seed);
        values.put("map_i2t", RetrievalMeasures.of(e, 0, 1, Similarity.COSINE).mapAll());
        values.put("map_t2i", RetrievalMeasures.of(e, 1, 0, Similarity.COSINE).mapAll());
        return values;
    }

    private void answered(Space mine, Outcome o) {
        if (mine != space) {
            return;
        }
        before = o.before();
        problem.setText("");
        table.getChildren().clear();
        String a = mine.embeddings().modalities().get(0);
        String b = mine.embeddings().modalities().get(1);
        table.addRow(0, cell("", "statistic-scale"), cell("as it is", "statistic-scale"), cell("moved", "statistic-scale"),
                cell("change", "statistic-scale"));
        for (int i = 0; i < NAMES.size(); i++) {
            double was = o.before().get(NAMES.get(i));
            double is = o.after().get(NAMES.get(i));
            String title = i == 0 ? TITLES.get(i).formatted(a, b) : i == 1 ? TITLES.get(i).formatted(b, a) : TITLES.get(i);
            table.addRow(i + 1, cell(title, "statistic-title"), cell(number(was), "statistic-interval"),
                    cell(number(is), "statistic-value"), cell(change(is - was), "statistic-interval"));
        }
    }

    private static String number(double v) {
        return Double.isNaN(v) ? "–" : String.format(Locale.ROOT, "%.3f", v);
    }

    private static String change(double v) {
        return Double.isNaN(v) ? "–" : String.format(Locale.ROOT, "%+.3f", v).replace('-', '−');
    }

    private static Label cell(String text, String style) {
        Label l = new Label(text);
        l.getStyleClass().add(style);
        return l;
    }

    private void failed(String sentence) {
        problem.setText(sentence);
    }
}
