package org.mingle.ui.insight;

import java.awt.image.BufferedImage;
import java.io.File;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ToggleButton;
import javafx.scene.image.ImageView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.controlsfx.control.Notifications;
import org.mingle.data.AtomicFiles;
import org.mingle.data.Embeddings;
import org.mingle.data.MingleException;
import org.mingle.retrieval.ApExplanation;
import org.mingle.retrieval.HubCorrection;
import org.mingle.retrieval.Ranking;
import org.mingle.retrieval.Retriever;
import org.mingle.ui.AppModel;
import org.mingle.ui.Fxml;
import org.mingle.ui.Latest;
import org.mingle.ui.SampleRef;
import org.mingle.ui.charts.BarChart;
import org.mingle.ui.charts.BarChart.Kind;
import org.mingle.ui.media.ClassChip;

/**
 * Where the average precision of the ranking on the screen comes from: rank by rank, what each wrong hit costs, the
 * precision-recall curve, the scores of right and wrong items, and how near the classes are.
 */
public final class ExplainPanel extends StackPane {
    private static final int FIRST = 50;
    private static final int MOST_BARS = 150;
    private static final int COSTLIEST = 6;

    @FXML private HBox content;
    @FXML private Label none;
    @FXML private Label ap;
    @FXML private Label sum;
    @FXML private Label pair;
    @FXML private VBox costly;
    @FXML private BarChart ranks;
    @FXML private ToggleButton all;
    @FXML private StackPane figureHost;
    @FXML private ImageView figure;
    @FXML private BarChart scores;
    @FXML private VBox centres;

    private final AppModel model;
    private final Latest latest = new Latest("explanations");
    private final Latest painter = new Latest("figures");
    private Explained shown;
    private boolean active;
    /** Whether a person has chosen which ranks are shown. */
    private boolean chosen;

    /**
     * What is on the screen and what it is of.
     *
     * @param costly the wrong hits without which the AP would be highest
     */
    private record Explained(Ranking ranking, ApExplanation explanation, Embeddings embeddings, int gallery,
            List<ApExplanation.Rank> costly) {
        static Explained of(Ranking ranking, Retriever retriever) {
            Embeddings e = retriever.gallery();
            int query = e.modalities().indexOf(ranking.queryModality());
            int gallery = e.modalities().indexOf(ranking.galleryModality());
            ApExplanation x = ApExplanation.of(retriever, ranking.queryId(), query, gallery);
            List<ApExplanation.Rank> costly = x.ranks().stream()
                    .filter(r -> !r.relevant() && r.withoutIt() > x.averagePrecision() + 1e-12)
                    .sorted(Comparator.comparingDouble(ApExplanation.Rank::withoutIt).reversed()
                            .thenComparingInt(ApExplanation.Rank::rank))
                    .limit(COSTLIEST).toList();
            return new Explained(ranking, x, e, gallery, costly);
        }
    }

    public ExplainPanel(AppModel model) {
        this.model = model;
        Fxml.load(this, "insight/explain-panel.fxml");
        all.selectedProperty().subscribe(on -> showRanks());
        all.setOnAction(e -> chosen = true);
        ranks.setOnLeft(() -> model.hovered().set(null));
        figureHost.widthProperty().subscribe(w -> paintFigure());
        figureHost.heightProperty().subscribe(h -> paintFigure());
        model.ranking().subscribe(r -> refresh());
        model.dark().subscribe(d -> show());
    }

    /** Whether the panel can be seen; while it cannot, nothing is computed. */
    void setActive(boolean on) {
        active = on;
        refresh();
    }

    private void refresh() {
        Ranking ranking = model.ranking().get();
        AppModel.Space space = model.gallery().get();
        if (!active) {
            return;
        }
        if (ranking == null || space == null || !ranking.inDataset()) {
            say(ranking == null ? "Ask for a sample to see where its average precision comes from."
                    : "The query is not in the dataset: nobody knows what is right for it, so there is no average precision.");
            return;
        }
        if (shown != null && shown.ranking() == ranking) {
            return;
        }
        Embeddings e = space.embeddings();
        HubCorrection how = model.correction().get();
        latest.submit(() -> Explained.of(ranking, model.retriever().over(e, how)), x -> {
            shown = x;
            show();
        }, this::say);
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
        ApExplanation x = shown.explanation();
        if (Double.isNaN(x.averagePrecision())) {
            say("No item of the gallery shares a class with " + shown.ranking().queryId()
                    + ": its average precision is not defined.");
            return;
        }
        none.setVisible(false);
        content.setVisible(true);
        ap.setText(String.format(Locale.ROOT, "%.4f", x.averagePrecision()));
        double total = x.ranks().stream().mapToDouble(ApExplanation.Rank::contribution).sum();
        long relevant = x.ranks().stream().filter(ApExplanation.Rank::relevant).count();
        sum.setText(String.format(Locale.ROOT, "= sum of %,d contributions P(k)/R: %.10f", relevant, total));
        int rank = x.ranks().stream().filter(r -> r.id().equals(shown.ranking().queryId()))
                .mapToInt(ApExplanation.Rank::rank).findFirst().orElse(0);
        pair.setText(rank == 0 ? "The query itself is not in the gallery." : String.format(Locale.ROOT,
                "True pair at rank %,d of %,d", rank, x.ranks().size()));
        showCostly();
        if (!chosen) {
            // Where most comes from later ranks, the first ones would be specks beside the bar of the rest.
            double rest = x.ranks().stream().skip(FIRST).mapToDouble(ApExplanation.Rank::contribution).sum();
            all.setSelected(rest > x.averagePrecision() / 2);
        }
        showRanks();
        showScores();
        showCentres();
        paintFigure();
    }

    private void showCostly() {
        costly.getChildren().clear();
        double ap = shown.explanation().averagePrecision();
        shown.costly().forEach(r -> {
            Label text = new Label(r.rank() + "  " + r.id());
            text.setMinWidth(0);
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            Label value = new Label(String.format(Locale.ROOT, "%.3f (+%.3f)", r.withoutIt(), r.withoutIt() - ap));
            value.setMinWidth(USE_PREF_SIZE);
            value.getStyleClass().add("insight-value");
            Button line = new Button(null, new HBox(text, gap, value));
            line.getStyleClass().addAll("flat", "insight-line");
            line.setMaxWidth(Double.MAX_VALUE);
            line.setAccessibleText("Without " + r.id() + " at rank " + r.rank() + " the AP were " + value.getText());
            line.setOnMouseEntered(e -> model.hovered().set(ref(r)));
            line.setOnMouseExited(e -> model.hovered().set(null));
            line.setOnAction(e -> model.query().set(ref(r)));
            costly.getChildren().add(line);
        });
        if (costly.getChildren().isEmpty()) {
            Label perfect = new Label("No wrong hit is ranked before a right one.");
            perfect.getStyleClass().add("muted");
            perfect.setWrapText(true);
            costly.getChildren().add(perfect);
        }
    }

    private SampleRef ref(ApExplanation.Rank r) {
        return new SampleRef(r.id(), shown.gallery());
    }

    /** The first ranks one by one and the rest as one bar, or all ranks in bins: together always the AP. */
    private void showRanks() {
        if (shown == null) {
            return;
        }
        List<ApExplanation.Rank> list = shown.explanation().ranks();
        double ap = shown.explanation().averagePrecision();
        int n = list.size();
        int single = all.isSelected() ? Math.max(1, (n + MOST_BARS - 1) / MOST_BARS) : 1;
        int end = all.isSelected() ? n : Math.min(FIRST, n);
        List<BarChart.Bar> bars = new ArrayList<>();
        for (int from = 0; from < end; from += single) {
            bars.add(bar(list.subList(from, Math.min(end, from + single)), ap, Kind.GOOD));
        }
        if (end < n) {
            bars.add(bar(list.subList(end, n), ap, Kind.MUTED));
        }
        ranks.setBars(bars, end < n ? "rank; last bar: all after " + end : single > 1 ? "rank, " + single + " a bar"
                : "rank", "Nothing is ranked");
    }

    private BarChart.Bar bar(List<ApExplanation.Rank> part, double ap, Kind kind) {
        double up = part.stream().mapToDouble(ApExplanation.Rank::contribution).sum();
        ApExplanation.Rank first = part.get(0);
        ApExplanation.Rank last = part.get(part.size() - 1);
        if (part.size() > 1) {
            long right = part.stream().filter(ApExplanation.Rank::relevant).count();
            return new BarChart.Bar(kind == Kind.MUTED ? "…" : Integer.toString(first.rank()), up, 0, kind,
                    String.format(Locale.ROOT, "Ranks %,d to %,d: %,d right, together %.6f of the AP", first.rank(),
                            last.rank(), right, up), null, null);
        }
        double down = first.relevant() ? 0 : Math.max(0, first.withoutIt() - ap);
        String tip = first.relevant()
                ? String.format(Locale.ROOT, "Rank %,d: %s, right%nP(k)/R = %.6f, score %.4f", first.rank(), first.id(), up,
                        first.score())
                : String.format(Locale.ROOT, "Rank %,d: %s, wrong%nwithout it the AP were %.6f (+%.6f)", first.rank(),
                        first.id(), first.withoutIt(), down);
        return new BarChart.Bar(Integer.toString(first.rank()), up, down, kind, tip,
                () -> model.hovered().set(ref(first)), () -> model.query().set(ref(first)));
    }

    private void showScores() {
        ApExplanation.Histogram h = shown.explanation().histogram();
        double right = Math.max(1, java.util.Arrays.stream(h.relevant()).sum());
        double wrong = Math.max(1, java.util.Arrays.stream(h.other()).sum());
        List<BarChart.Bar> bars = new ArrayList<>();
        for (int b = 0; b < h.relevant().length; b++) {
            double low = h.low() + b * h.width();
            bars.add(new BarChart.Bar(b % 8 == 0 ? String.format(Locale.ROOT, "%.2f", low) : "", h.relevant()[b] / right,
                    h.other()[b] / wrong, Kind.GOOD, String.format(Locale.ROOT,
                    "Scores %.3f to %.3f%n%,d relevant (%.1f %%), %,d others (%.1f %%)", low, low + h.width(),
                    h.relevant()[b], 100 * h.relevant()[b] / right, h.other()[b], 100 * h.other()[b] / wrong), null, null));
        }
        scores.setBars(bars, "score", "Nothing is ranked");
    }

    private void showCentres() {
        centres.getChildren().clear();
        for (ApExplanation.Centre c : shown.explanation().centres()) {
            ClassChip name = new ClassChip(shown.embeddings().classNames().get(c.classIndex()), c.classIndex(),
                    model.dark().get());
            name.setMinWidth(0);
            name.setMaxWidth(Double.MAX_VALUE);
            HBox.setHgrow(name, Priority.ALWAYS);
            ProgressBar bar = new ProgressBar((1 + c.cosine()) / 2);
            bar.getStyleClass().addAll("small", c.own() ? "own-class" : "other-class");
            Label value = new Label(String.format(Locale.ROOT, "%.3f", c.cosine()));
            value.setMinWidth(USE_PREF_SIZE);
            value.getStyleClass().add(c.own() ? "insight-own" : "insight-value");
            HBox line = new HBox(name, bar, value);
            line.getStyleClass().add("centre-line");
            centres.getChildren().add(line);
        }
    }

    private void paintFigure() {
        int w = (int) figureHost.getWidth();
        int h = (int) figureHost.getHeight();
        if (shown == null || w < 60 || h < 60) {
            return;
        }
        ApExplanation x = shown.explanation();
        boolean dark = model.dark().get();
        painter.submit(() -> {
            BufferedImage picture = PrFigure.picture(PrFigure.of(x, null), w, h, dark);
            return SwingFXUtils.toFXImage(picture, null);
        }, figure::setImage, this::say);
    }

    @FXML
    private void export() {
        if (shown == null) {
            return;
        }
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Save the precision-recall curve");
        chooser.setInitialFileName("precision-recall.png");
        chooser.getExtensionFilters().addAll(new FileChooser.ExtensionFilter("PNG picture", "*.png"),
                new FileChooser.ExtensionFilter("Comma-separated values", "*.csv"));
        File file = chooser.showSaveDialog(getScene().getWindow());
        if (file == null) {
            return;
        }
        ApExplanation x = shown.explanation();
        String title = shown.ranking().queryId() + ", " + shown.ranking().queryModality() + " to "
                + shown.ranking().galleryModality() + String.format(Locale.ROOT, ", AP %.4f", x.averagePrecision());
        CompletableFuture.runAsync(() -> {
            if (file.getName().toLowerCase(Locale.ROOT).endsWith(".csv")) {
                AtomicFiles.write(file.toPath(), PrFigure.csv(x));
            } else {
                AtomicFiles.write(file.toPath(), PrFigure.png(x, title));
            }
        }).whenComplete((done, failure) -> Platform.runLater(() -> {
            Throwable cause = failure == null || failure.getCause() == null ? failure : failure.getCause();
            Notifications n = Notifications.create().owner(getScene().getWindow());
            if (cause == null) {
                n.title("Saved").text(file.toString()).showInformation();
            } else {
                n.title("Not saved").text(cause instanceof MingleException ? cause.getMessage()
                        : "Cannot write " + file + ": " + cause.getMessage()).showError();
            }
        }));
    }
}
