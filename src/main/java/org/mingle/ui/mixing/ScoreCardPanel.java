package org.mingle.ui.mixing;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.PauseTransition;
import javafx.animation.Timeline;
import javafx.application.Platform;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.ListChangeListener;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressIndicator;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.controlsfx.control.PopOver;
import org.kordamp.ikonli.javafx.FontIcon;
import org.mingle.data.Dataset;
import org.mingle.data.Embeddings;
import org.mingle.data.MingleException;
import org.mingle.data.Split;
import org.mingle.mixing.AdversaryCheck;
import org.mingle.mixing.ClassMixing;
import org.mingle.mixing.MixingAnalysis;
import org.mingle.mixing.MixingReport;
import org.mingle.mixing.PlaneComparison;
import org.mingle.mixing.Statistic;
import org.mingle.mixing.StatisticGuide;
import org.mingle.mixing.Thresholds;
import org.mingle.model.EpochSummary;
import org.mingle.projection.Layout;
import org.mingle.runs.AdversaryWatch;
import org.mingle.ui.AppModel;
import org.mingle.ui.AppModel.Space;
import org.mingle.ui.Fxml;
import org.mingle.ui.SampleRef;
import org.mingle.ui.training.TrainingService;
import org.mingle.ui.training.TrainingService.Phase;

/**
 * The score card of the space that is shown. It computes only while somebody looks at it; while training goes on, every
 * five epochs at most and for a twentieth of the time at most.
 */
public final class ScoreCardPanel extends VBox implements AutoCloseable {
    private static final String ALL = "All classes";
    private static final String SELECTION = "Selection";
    /** From the last change of the selection to its card: a selection is made in several strokes. */
    private static final Duration PATIENCE = Duration.millis(500);
    private static final long SEED = 0;
    private static final int EVERY_EPOCHS = 5;
    /** While training goes on the card rests so many times as long as it works. */
    private static final int REST = 19;
    private static final Duration LOOK = Duration.seconds(1);
    private static final PseudoClass WARNING = PseudoClass.getPseudoClass("warning");
    private static final Map<MixingReport.State, PseudoClass> STATES = Map.of(
            MixingReport.State.SEPARABLE, PseudoClass.getPseudoClass("separable"),
            MixingReport.State.PARTLY_MIXED, PseudoClass.getPseudoClass("partly"),
            MixingReport.State.MIXED, PseudoClass.getPseudoClass("mixed"),
            MixingReport.State.COLLAPSED, PseudoClass.getPseudoClass("collapsed"));

    @FXML
    private Label state;
    @FXML
    private Label what;
    @FXML
    private ComboBox<String> part;
    @FXML
    private ProgressIndicator busy;
    @FXML
    private CheckBox live;
    @FXML
    private Button refresh;
    @FXML
    private Button adjust;
    @FXML
    private VBox empty;
    @FXML
    private FontIcon emptyIcon;
    @FXML
    private Label emptyText;
    @FXML
    private ProgressIndicator emptyBusy;
    @FXML
    private ScrollPane scroll;
    @FXML
    private Label verdict;
    @FXML
    private Label advice;
    @FXML
    private HBox planeBadge;
    @FXML
    private Label planeText;
    @FXML
    private HBox adversaryBadge;
    @FXML
    private Label adversaryText;
    @FXML
    private VBox groups;
    @FXML
    private PathView path;
    @FXML
    private VBox classBox;
    @FXML
    private VBox classRows;
    @FXML
    private WhatIfView whatIf;
    @FXML
    private Label basis;

    private final AppModel model;
    private final TrainingService training;
    private final Supplier<Layout> layouts;
    private final CardService service;
    private final BooleanProperty lookedAt = new SimpleBooleanProperty(this, "lookedAt");
    private final Map<String, StatisticRow> rows = new LinkedHashMap<>();
    /** What was measured of the run under way, by epoch. */
    private final TreeMap<Integer, MixingReport> reports = new TreeMap<>();
    private final Timeline look = new Timeline(new KeyFrame(LOOK, e -> look()));
    private final PauseTransition selectionRest = new PauseTransition(PATIENCE);
    private final ThresholdsForm limits = new ThresholdsForm();
    private final PopOver limitsOver = new PopOver(limits);
    private Card card;
    private Space asked;
    private Layout seen;
    private Layout compared;
    private boolean computing;
    private long resting;

    /** @param layouts the newest layout of the map, null while there is none; never blocks */
    public ScoreCardPanel(AppModel model, TrainingService training, Supplier<Layout> layouts) {
        this(model, training, layouts, new CardService(CardService.worker(), Platform::runLater));
    }

    ScoreCardPanel(AppModel model, TrainingService training, Supplier<Layout> layouts, CardService service) {
        this.model = model;
        this.training = training;
        this.layouts = layouts;
        this.service = service;
        Fxml.load(this, "mixing/score-card-panel.fxml");
        addRows();
        what.setTooltip(new Tooltip());
        what.getTooltip().textProperty().bind(what.textProperty()); // it is cut off where the panel is narrow
        look.setCycleCount(Animation.INDEFINITE);
        model.dataset().addListener((o, was, is) -> forget());
        model.scope().addListener((o, was, is) -> forget());
        model.space().addListener((o, was, is) -> update());
        model.obstacle().addListener((o, was, is) -> update());
        training.history().subscribe(this::showHistory);
        training.phase().subscribe(this::phaseChanged);
        live.selectedProperty().addListener((o, was, is) -> update());
        lookedAt.addListener((o, was, is) -> lookedAtChanged(is));
        part.valueProperty().addListener((o, was, is) -> partChanged(was, is));
        limitsOver.setAnimated(false);
        limitsOver.setArrowLocation(PopOver.ArrowLocation.TOP_RIGHT);
        limits.thresholds().addListener((o, was, is) -> measure());
        selectionRest.setOnFinished(e -> judgeSelection());
        model.picked().addListener((ListChangeListener<SampleRef>) c -> selectionRest.playFromStart());
        model.onWish(wish -> {
            if (wish == AppModel.Wish.JUDGE_PICKED) {
                part.setValue(SELECTION);
            }
        });
        showEmpty("", false);
        forget();
    }

    /** Whether the panel is in view; while it is not, nothing is computed. */
    public BooleanProperty lookedAt() {
        return lookedAt;
    }

    /** Stops looking; what is under way is not delivered any more. */
    @Override
    public void close() {
        look.stop();
        selectionRest.stop();
        service.cancel();
    }

    private void addRows() {
        for (StatisticGuide.Group group : StatisticGuide.Group.values()) {
            Label question = new Label(group.question());
            question.getStyleClass().add("card-question");
            VBox box = new VBox(question);
            box.getStyleClass().add("card-group");
            for (StatisticGuide guide : StatisticGuide.all()) {
                if (guide.group() == group) {
                    StatisticRow row = new StatisticRow(guide);
                    rows.put(guide.name(), row);
                    box.getChildren().add(row);
                }
            }
            groups.getChildren().add(box);
        }
    }

    private void lookedAtChanged(boolean on) {
        if (on) {
            look.play();
            update();
        } else {
            look.stop();
        }
    }

    private void phaseChanged(Phase phase) {
        live.setVisible(phase.active());
        live.setManaged(phase.active());
        if (phase == Phase.STARTING) {
            reports.clear();
            resting = 0;
        }
        update();
    }

    /** All classes, or one of them. */
    private void partChanged(String was, String is) {
        if (was != null && is != null && model.space().get() != null) {
            reports.clear();
            measure();
        }
    }

    /** Anew, if it is the selection that is judged and somebody looks. */
    private void judgeSelection() {
        if (SELECTION.equals(part.getValue()) && lookedAt.get() && model.space().get() != null) {
            reports.clear();
            measure();
        }
    }

    private Part chosen() {
        if (SELECTION.equals(part.getValue())) {
            return Part.selected(model.picked().stream().map(SampleRef::id).collect(Collectors.toSet()));
        }
        return part.getValue() == null || part.getValue().equals(ALL) ? Part.ALL : Part.ofClass(part.getValue());
    }

    private void showParts() {
        Dataset dataset = model.dataset().get();
        String chosen = part.getValue();
        part.getItems().setAll(ALL, SELECTION);
        if (dataset != null) {
            part.getItems().addAll(dataset.classNames());
        }
        part.setValue(chosen != null && part.getItems().contains(chosen) ? chosen : ALL);
        part.setDisable(dataset == null);
    }

    private void forget() {
        showParts();
        service.cancel();
        card = null;
        asked = null;
        computing = false;
        busy.setVisible(false);
        reports.clear();
        update();
    }

    /** Every second, while in view: what had to wait may go on; a map that has come to rest is compared. */
    private void look() {
        update();
        Layout now = layouts.get();
        boolean rested = now != null && now == seen;
        seen = now;
        if (card != null && rested && now != compared && !computing && !running() && isOf(now, card.space())) {
            comparePlane(now);
        }
    }

    private static boolean isOf(Layout layout, Space space) {
        return layout != null && layout.embeddings() == space.embeddings();
    }

    private boolean running() {
        return training.phase().get() == Phase.RUNNING || training.phase().get() == Phase.STARTING
                || training.phase().get() == Phase.STOPPING;
    }

    /** Measures the newest space, now. */
    @FXML
    private void measure() {
        if (model.space().get() != null) {
            ask(model.space().get());
        }
    }

    @FXML
    private void adjust() {
        if (limitsOver.isShowing()) {
            limitsOver.hide();
        } else {
            limitsOver.show(adjust);
        }
    }

    private void update() {
        Space space = model.space().get();
        refresh.setDisable(space == null);
        if (space == null) {
            boolean preparing = model.dataset().get() != null && model.obstacle().get().isEmpty();
            showEmpty(model.dataset().get() == null ? "Open a dataset to see whether its modalities can be told apart"
                    : preparing ? "Preparing " + model.dataset().get().name() + " …" : model.obstacle().get(), preparing);
        } else if (lookedAt.get() && space != asked && mayAsk(space)) {
            ask(space);
        }
    }

    /** While training goes on: when somebody wants it live, the last is old enough, and it has rested. */
    private boolean mayAsk(Space space) {
        if (!running() || card == null) {
            return !computing || !running();
        }
        int age = space.epoch() - card.space().epoch();
        return live.isSelected() && !computing && System.nanoTime() >= resting && (age < 0 || age >= EVERY_EPOCHS);
    }

    private void ask(Space space) {
        asked = space;
        computing = true;
        busy.setVisible(true);
        if (card == null) {
            showEmpty(String.format(Locale.ROOT, "Measuring %,d pairs …", space.embeddings().size()), true);
        }
        Split split = model.scope().get();
        Part only = chosen();
        Layout layout = running() ? null : layouts.get();
        Layout mine = isOf(layout, space) ? layout : null;
        Thresholds judgedBy = limits.thresholds().get();
        service.ask(() -> measured(space, split, only, mine, judgedBy), this::answered, this::failed);
        if (mine != null) {
            compared = mine;
        }
    }

    private static Card measured(Space space, Split split, Part part, Layout layout, Thresholds thresholds) {
        long start = System.nanoTime();
        int[] rows = part.rows(space.embeddings());
        if (rows.length == 0) {
            throw new MingleException("None of the pairs that are shown is selected: select points on the map, or choose "
                    + ALL + ".");
        }
        Embeddings judged = Part.of(space.embeddings(), rows);
        MixingReport report = MixingAnalysis.of(judged, SEED, thresholds);
        PlaneComparison plane = layout == null ? null
                : PlaneComparison.of(report, judged, Part.of(layout, rows), thresholds);
        return new Card(space, split, part, report, plane, (System.nanoTime() - start) / 1e9);
    }

    private void comparePlane(Layout layout) {
        compared = layout;
        computing = true;
        Card whole = card;
        Thresholds judgedBy = limits.thresholds().get();
        service.ask(() -> {
            int[] rows = whole.part().rows(whole.space().embeddings());
            return new Card(whole.space(), whole.split(), whole.part(), whole.report(), PlaneComparison.of(whole.report(),
                    Part.of(whole.space().embeddings(), rows), Part.of(layout, rows), judgedBy), whole.seconds());
        }, this::answered, this::failed);
    }

    private void answered(Card answer) {
        computing = false;
        busy.setVisible(false);
        resting = System.nanoTime() + (long) (answer.seconds() * REST * 1e9);
        card = answer;
        reports.put(answer.space().epoch(), answer.report());
        empty.setVisible(false);
        scroll.setVisible(true);
        showCard();
        update();
    }

    private void failed(String sentence) {
        computing = false;
        busy.setVisible(false);
        card = null;
        showEmpty(sentence, false);
    }

    private void showEmpty(String sentence, boolean waiting) {
        empty.setVisible(true);
        scroll.setVisible(false);
        what.setText("");
        emptyText.setText(sentence);
        emptyBusy.setVisible(waiting);
        emptyBusy.setManaged(waiting);
        emptyIcon.setVisible(!waiting);
        emptyIcon.setManaged(!waiting);
    }

    private void showCard() {
        MixingReport r = card.report();
        String sampled = card.space().total() > r.n() ? String.format(Locale.ROOT, "%,d of %,d pairs", r.n(), card.space().total())
                : String.format(Locale.ROOT, "%,d pairs", r.n());
        String judged = card.part().words() + sampled;
        what.setText((card.space().epoch() == 0 ? "untrained" : "epoch " + card.space().epoch()) + "  ·  " + card.split().key()
                + ", " + (card.part().ids() == null ? "" : "selected ") + sampled);
        state.setText(r.state().title());
        STATES.forEach((s, look) -> state.pseudoClassStateChanged(look, s == r.state()));
        verdict.setText(withoutState(r));
        advice.setText(r.advice());
        PlaneComparison plane = card.plane();
        show(planeBadge, planeText, plane == null ? "" : plane.sentence(), true);
        for (Statistic s : r.statistics()) {
            rows.get(s.name()).show(s, plane == null ? null : plane.statistic(s.name()));
        }
        showClasses(r);
        whatIf.show(card.space(), r.seed());
        basis.setText(String.format(Locale.ROOT, "Computed on the %s split, %s, points scaled to length 1 (cosine), seed %d, in"
                + " %.1f s. Intervals are 95 %%. p-values swap the modality labels inside pairs; they are not corrected for looking"
                + " at many epochs. %s", card.split().key(), judged, r.seed(), card.seconds(), plane == null
                ? "The map is compared once it has come to rest." : "Rings are the same statistic on the map (Euclidean)."));
        showCourses();
    }

    private static String withoutState(MixingReport r) {
        String rest = r.verdict().substring(r.verdict().indexOf(": ") + 2);
        return Character.toUpperCase(rest.charAt(0)) + rest.substring(1);
    }

    private static void show(HBox badge, Label text, String sentence, boolean warning) {
        badge.setVisible(!sentence.isEmpty());
        badge.setManaged(!sentence.isEmpty());
        badge.pseudoClassStateChanged(WARNING, warning);
        text.setText(sentence);
    }

    private void showClasses(MixingReport r) {
        classBox.setVisible(r.classes().size() > 1);
        classBox.setManaged(r.classes().size() > 1);
        classRows.getChildren().setAll(r.classes().stream().map(ClassRow::new).toList());
    }

    /** One class: name, mixing on its scale, numbers. */
    private static final class ClassRow extends HBox {
        ClassRow(ClassMixing c) {
            getStyleClass().add("class-row");
            Strip strip = new Strip();
            strip.setScale(1, 2, Double.NaN);
            strip.show(c.localMixing(), Double.NaN, Double.NaN, Double.NaN);
            HBox.setHgrow(strip, javafx.scene.layout.Priority.ALWAYS);
            Label name = new Label(c.name());
            name.getStyleClass().add("class-name");
            name.setTooltip(new javafx.scene.control.Tooltip(String.format(Locale.ROOT,
                    "%s, %d pairs: neighbours name the modality of %.0f %%, 95 %% interval %.0f to %.0f", c.name(), c.n(),
                    100 * c.probe(), 100 * c.low(), 100 * c.high())));
            getChildren().addAll(name, strip, number(String.format(Locale.ROOT, "%.2f", c.localMixing())),
                    number(String.format(Locale.ROOT, "%.0f %%", 100 * c.probe())),
                    number(String.format(Locale.ROOT, "%.2f", c.gap())));
        }

        private static Label number(String text) {
            Label l = new Label(text);
            l.getStyleClass().addAll("class-number", "statistic-interval");
            return l;
        }
    }

    private void showHistory(List<EpochSummary> history) {
        path.show(history);
        AdversaryCheck.Finding finding = AdversaryWatch.of(history);
        boolean warning = finding.state() != AdversaryCheck.State.FINE;
        show(adversaryBadge, adversaryText, (finding.sentence() + " " + finding.advice()).strip(), warning);
        showCourses();
    }

    /** What is measured during training comes from the run's history, the rest from the cards so far. */
    private void showCourses() {
        List<EpochSummary> history = training.history().get();
        rows.forEach((name, row) -> {
            String key = name.equals("c2st_linear") ? "probe_accuracy" : name.equals("c2st_knn") ? "probe_knn" : name;
            List<EpochSummary> measured = history.stream().filter(e -> e.validation().containsKey(key)).toList();
            if (!measured.isEmpty()) {
                row.course(measured.stream().mapToDouble(EpochSummary::epoch).toArray(),
                        measured.stream().mapToDouble(e -> e.validation().get(key)).toArray(),
                        "validation split");
            } else {
                row.course(reports.keySet().stream().mapToDouble(e -> e).toArray(),
                        reports.values().stream().mapToDouble(r -> r.statistic(name).value()).toArray(), "as measured here");
            }
        });
    }
}
