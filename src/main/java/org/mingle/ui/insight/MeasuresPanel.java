package org.mingle.ui.insight;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javafx.embed.swing.SwingFXUtils;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.image.ImageView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.StackPane;
import javafx.scene.shape.Circle;
import org.mingle.data.Embeddings;
import org.mingle.retrieval.Directions;
import org.mingle.retrieval.Interval;
import org.mingle.retrieval.PrecisionRecall;
import org.mingle.retrieval.Similarity;
import org.mingle.runs.Measures;
import org.mingle.ui.AppModel;
import org.mingle.ui.Fxml;
import org.mingle.ui.Latest;
import org.mingle.ui.Palette;

/** Every measure of retrieval under its own name, in each direction and on average, with the mean curves beside them. */
public final class MeasuresPanel extends StackPane {
    private static final int[] SCOPES = {1, 5, 10, 20, 50, 100, 200, 500, 1000};
    private static final double DOT = 4;

    /** Names and meanings of the variants, in the order of the table. */
    private enum Variant {
        MAP_ALL("mAP, all results", "Mean over the queries of the average precision over the whole ranking."),
        MAP_AT_50_FOUND("mAP@50, by found", "Average precision over the first 50, divided by the relevant found there, as"
                + " older papers have it. Higher by construction: never to be compared with the others."),
        MAP_AT_50("mAP@50, by min(50, R)", "Average precision over the first 50, divided by min(50, R); R items are relevant."),
        MAP_AT_R("mAP@R", "Average precision over the first R, where R items are relevant (Musgrave et al. 2020)."),
        NDCG_AT_50("NDCG@50", "Normalised discounted cumulative gain of the first 50; the gain is the number of shared"
                + " labels."),
        RECALL_AT_1("Recall@1 of the pair", "Share of queries whose own other half is the first result."),
        RECALL_AT_5("Recall@5 of the pair", "Share of queries whose own other half is among the first 5."),
        RECALL_AT_10("Recall@10 of the pair", "Share of queries whose own other half is among the first 10."),
        MEDIAN_RANK("Median rank of the pair", "Rank that half of the queries find their own other half within; 1 is best.");

        final String title;
        final String meaning;

        Variant(String title, String meaning) {
            this.title = title;
            this.meaning = meaning;
        }

        String key() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @FXML private HBox content;
    @FXML private Label none;
    @FXML private ToggleButton cosine;
    @FXML private ToggleButton euclidean;
    @FXML private GridPane table;
    @FXML private Label note;
    @FXML private ToggleButton recall;
    @FXML private ToggleButton scope;
    @FXML private StackPane figureHost;
    @FXML private ImageView figure;
    @FXML private HBox legend;

    private final AppModel model;
    private final Latest latest = new Latest("measures");
    private final Latest painter = new Latest("mean curves");
    private Shown shown;
    private boolean active;

    /** What is on the screen and what it is of. Directions by name, their titles and curves. */
    private record Shown(AppModel.Space space, Similarity similarity, String split, Measures measures,
            Map<String, String> titles, List<PrecisionRecall> curves) {}

    public MeasuresPanel(AppModel model) {
        this.model = model;
        Fxml.load(this, "insight/measures-panel.fxml");
        Switch.of(cosine, euclidean).selectedToggleProperty().subscribe(t -> refresh());
        Switch.of(recall, scope).selectedToggleProperty().subscribe(t -> paintFigure());
        figureHost.widthProperty().subscribe(w -> paintFigure());
        figureHost.heightProperty().subscribe(h -> paintFigure());
        model.space().subscribe(s -> refresh());
        model.gallery().subscribe(s -> refresh());
        model.dark().subscribe(d -> show());
    }

    /** Whether the panel can be seen; while it cannot, nothing is computed. */
    void setActive(boolean on) {
        active = on;
        refresh();
    }

    private void refresh() {
        AppModel.Space whole = model.gallery().get();
        AppModel.Space space = whole == null ? model.space().get() : whole;
        if (!active) {
            return;
        }
        if (space == null) {
            say("Train a model or open a run to see how well it retrieves.");
            return;
        }
        Similarity similarity = euclidean.isSelected() ? Similarity.EUCLIDEAN : Similarity.COSINE;
        if (shown != null && shown.space() == space && shown.similarity() == similarity) {
            return;
        }
        String split = model.scope().get().key();
        latest.submit(() -> measure(space, similarity, split), s -> {
            shown = s;
            show();
        }, this::say);
    }

    private static Shown measure(AppModel.Space space, Similarity similarity, String split) {
        Embeddings e = space.embeddings();
        Map<String, String> titles = new LinkedHashMap<>();
        List<PrecisionRecall> curves = new ArrayList<>();
        for (int q = 0; q < e.modalities().size(); q++) {
            for (int g = 0; g < e.modalities().size(); g++) {
                if (q != g) {
                    titles.put(Directions.name(e.modalities(), q, g), Directions.title(e.modalities(), q, g));
                    curves.add(PrecisionRecall.of(e, q, g, similarity, SCOPES));
                }
            }
        }
        Measures measures = Measures.of(e, split, similarity);
        titles.put(Measures.AVERAGE, "average");
        return new Shown(space, similarity, split, measures, titles, curves);
    }

    private void say(String sentence) {
        latest.cancel();
        shown = null;
        content.setVisible(false);
        none.setText(sentence);
        none.setVisible(true);
    }

    private void show() {
        if (shown == null) {
            return;
        }
        none.setVisible(false);
        content.setVisible(true);
        showTable();
        AppModel.Space space = shown.space();
        int n = space.embeddings().size();
        note.setText(String.format(Locale.ROOT, "%s of the %s split%s, %s, epoch %d%s."
                + " In brackets: 95 %% interval from 2,000 resamples of the queries, seed 0.",
                space.total() > n ? String.format(Locale.ROOT, "%,d of %,d pairs", n, space.total())
                        : String.format(Locale.ROOT, "All %,d pairs", n),
                shown.split(), space.total() > n ? ", those on the map, ranked among themselves" : "",
                shown.similarity().name().toLowerCase(Locale.ROOT), space.epoch(),
                shown.measures().sampled().isEmpty() ? "; each pair is a query once in every direction"
                        : shown.measures().sampled()));
        legend.getChildren().clear();
        List<String> titles = List.copyOf(shown.titles().values());
        for (int d = 0; d < shown.curves().size(); d++) {
            Label label = new Label(titles.get(d), new Circle(DOT, Palette.color(d, model.dark().get())));
            label.getStyleClass().add("insight-value");
            legend.getChildren().add(label);
        }
        paintFigure();
    }

    private void showTable() {
        table.getChildren().clear();
        int column = 1;
        for (String title : shown.titles().values()) {
            Label head = new Label(title);
            head.getStyleClass().add("insight-title");
            head.setMinWidth(USE_PREF_SIZE);
            table.add(head, column++, 0);
        }
        int row = 1;
        for (Variant variant : Variant.values()) {
            Map<String, Double> values = shown.measures().values().get(variant.key());
            if (values == null) {
                continue;
            }
            Label name = new Label(variant.title);
            name.setMinWidth(USE_PREF_SIZE);
            name.setTooltip(new Tooltip(variant.meaning));
            name.setAccessibleHelp(variant.meaning);
            table.add(name, 0, row);
            column = 1;
            for (String direction : shown.titles().keySet()) {
                Label value = new Label(value(values, direction) + range(variant, direction));
                value.setMinWidth(USE_PREF_SIZE);
                if (direction.equals(Measures.AVERAGE)) {
                    value.getStyleClass().add("measures-average");
                }
                table.add(value, column++, row);
            }
            row++;
        }
    }

    private static String value(Map<String, Double> values, String direction) {
        double v = values.getOrDefault(direction, Double.NaN);
        return Double.isNaN(v) ? "–" : String.format(Locale.ROOT, v > 1 ? "%,.1f" : "%.3f", v);
    }

    private String range(Variant variant, String direction) {
        Interval i = shown.measures().intervals().getOrDefault(variant.key(), Map.of()).get(direction);
        return i == null || Double.isNaN(i.low()) ? "" : String.format(Locale.ROOT, "  [%.3f, %.3f]", i.low(), i.high());
    }

    private void paintFigure() {
        int w = (int) figureHost.getWidth();
        int h = (int) figureHost.getHeight();
        if (shown == null || w < 60 || h < 60) {
            return;
        }
        List<PrecisionRecall> curves = shown.curves();
        int gallery = shown.space().embeddings().size();
        boolean dark = model.dark().get();
        boolean byScope = scope.isSelected();
        painter.submit(() -> SwingFXUtils.toFXImage(PrFigure.picture(byScope ? MeanCurves.overScope(curves, gallery)
                : MeanCurves.overRecall(curves), w, h, dark), null), figure::setImage, this::say);
    }

    @FXML
    private void copy() {
        if (shown == null) {
            return;
        }
        StringBuilder text = new StringBuilder("measure");
        shown.titles().values().forEach(t -> text.append('\t').append(t));
        for (Variant variant : Variant.values()) {
            Map<String, Double> values = shown.measures().values().get(variant.key());
            if (values != null) {
                text.append('\n').append(variant.title);
                shown.titles().keySet().forEach(d -> text.append('\t').append(value(values, d))
                        .append(range(variant, d).replace("  [", " [")));
            }
        }
        text.append('\n').append(note.getText()).append('\n');
        ClipboardContent clip = new ClipboardContent();
        clip.putString(text.toString());
        Clipboard.getSystemClipboard().setContent(clip);
    }
}
