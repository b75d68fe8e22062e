package org.mingle.ui.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.controlsfx.control.GridView;
import org.controlsfx.control.textfield.TextFields;
import org.mingle.data.Dataset;
import org.mingle.data.Media;
import org.mingle.retrieval.Ranking;
import org.mingle.ui.AppModel;
import org.mingle.ui.Fxml;
import org.mingle.ui.SampleRef;
import org.mingle.ui.media.ClassChip;
import org.mingle.ui.media.MediaBox;
import org.mingle.ui.media.Thumbnails;

/** Ranked results of a sample: type an id, click anywhere, go on from result to result, and back. */
public final class QueryPanel extends VBox {
    /** Pixels of a result's picture. */
    static final int THUMBNAIL = 76;
    private static final int QUERY_PICTURE = 96;
    private static final double MIN_CARD = 216;
    private static final double LOW = 150;
    private static final double TALL = 250;
    private static final int SUGGESTIONS = 12;

    @FXML private Button back;
    @FXML private Button forward;
    @FXML private TextField idField;
    @FXML private ToggleButton tall;
    @FXML private FlowPane directions;
    @FXML private Label problem;
    @FXML private VBox body;
    @FXML private HBox queryCard;
    @FXML private Label ap;
    @FXML private Label variant;
    @FXML private Label pairRank;
    @FXML private Label firstRelevant;
    @FXML private Label precision;
    @FXML private ProgressBar precisionBar;
    @FXML private GridView<Ranking.Hit> results;
    @FXML private VBox empty;
    @FXML private Label emptyText;

    private final AppModel model;
    private final Thumbnails thumbnails;
    private final QueryService service;
    private final History history = new History();
    private final ObservableList<Ranking.Hit> hits = FXCollections.observableArrayList();
    private final List<Query.Direction> choices = new ArrayList<>();
    private Query query;
    private Query.Direction direction;
    private boolean travelling;
    private int columns = 1;

    QueryPanel(AppModel model, Thumbnails thumbnails, QueryService service) {
        this.model = model;
        this.thumbnails = thumbnails;
        this.service = service;
        Fxml.load(this, "query/query-panel.fxml");
        results.setItems(hits);
        results.setCellFactory(view -> new ResultCell(this));
        results.setFocusTraversable(true);
        results.setAccessibleText("Results");
        results.addEventFilter(KeyEvent.KEY_PRESSED, this::walk);
        results.addEventFilter(MouseEvent.MOUSE_PRESSED, e -> results.requestFocus());
        sized();
        results.widthProperty().subscribe(w -> fitCards(w.doubleValue()));
        TextFields.bindAutoCompletion(idField, request -> suggestions(request.getUserText()))
                .setOnAutoCompleted(e -> typed());
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        model.dataset().subscribe(d -> datasetChanged());
        model.query().subscribe(this::queryChanged);
        model.space().subscribe(s -> refresh());
        model.dark().subscribe(d -> redraw());
    }

    /** The panel over the window's model. */
    public static QueryPanel create(AppModel model, Thumbnails thumbnails) {
        return new QueryPanel(model, thumbnails,
                new QueryService(new QueryService.RetrieverEngine(), QueryService.worker(), Platform::runLater));
    }

    Dataset dataset() {
        return model.dataset().get();
    }

    boolean dark() {
        return model.dark().get();
    }

    Thumbnails thumbnails() {
        return thumbnails;
    }

    /** The sample that is lit up in every panel. */
    ObservableValue<SampleRef> lit() {
        return model.hovered();
    }

    /** The sample a result stands for. */
    SampleRef ref(Ranking.Hit hit) {
        return new SampleRef(hit.id(), query == null ? 0 : query.gallery());
    }

    void hover(Ranking.Hit hit) {
        model.hovered().set(hit == null ? null : ref(hit));
    }

    /** Makes a result the query. */
    void open(Ranking.Hit hit) {
        model.query().set(ref(hit));
    }

    ObservableList<Ranking.Hit> hits() {
        return hits;
    }

    private void datasetChanged() {
        history.clear();
        query = null;
        direction = null;
        choices.clear();
        directions.getChildren().clear();
        Dataset dataset = dataset();
        if (dataset != null) {
            choices.addAll(Query.directions(dataset.modalities().size()));
            for (int i = 0; i < choices.size(); i++) {
                directions.getChildren().add(directionButton(dataset, i));
            }
        }
        if (model.query().get() == null) {
            refresh();
        } else {
            model.query().set(null);
        }
    }

    private ToggleButton directionButton(Dataset dataset, int i) {
        Query.Direction d = choices.get(i);
        String text = dataset.modalities().get(d.from()).name() + " → " + dataset.modalities().get(d.to()).name();
        ToggleButton button = new ToggleButton(text);
        String place = i == 0 ? "left-pill" : i == choices.size() - 1 ? "right-pill" : "center-pill";
        button.getStyleClass().addAll("small", place);
        button.setTooltip(new Tooltip(String.format(Locale.ROOT, "Search %s with %s (%d)",
                Summary.plural(dataset.modalities().get(d.to()).name()), d.crosses() ? "the query's other half"
                        : "the same modality", i + 1)));
        button.setOnAction(e -> choose(d));
        return button;
    }

    private void choose(Query.Direction d) {
        direction = d;
        if (query != null) {
            ask(new Query(new SampleRef(query.sample().id(), d.from()), d.to()));
        }
        showDirection();
    }

    private void showDirection() {
        for (int i = 0; i < choices.size(); i++) {
            ((ToggleButton) directions.getChildren().get(i)).setSelected(choices.get(i).equals(direction));
        }
    }

    private void queryChanged(SampleRef sample) {
        if (travelling) {
            return;
        }
        if (sample == null || dataset() == null) {
            query = null;
            refresh();
        } else {
            ask(Query.of(sample, direction, dataset().modalities().size()));
        }
    }

    private void ask(Query next) {
        history.visit(next);
        go(next);
    }

    private void go(Query next) {
        query = next;
        direction = next.direction();
        travelling = true;
        try {
            model.query().set(next.sample());
        } finally {
            travelling = false;
        }
        refresh();
    }

    @FXML
    private void back() {
        history.back().ifPresent(this::go);
    }

    @FXML
    private void forward() {
        history.forward().ifPresent(this::go);
    }

    @FXML
    private void typed() {
        String id = idField.getText().strip();
        if (!id.isEmpty() && model.space().get() != null && dataset() != null) {
            Query.Direction d = direction == null ? choices.get(0) : direction;
            ask(new Query(new SampleRef(id, d.from()), d.to()));
        }
    }

    private List<String> suggestions(String part) {
        String wanted = part.strip().toLowerCase(Locale.ROOT);
        List<String> starting = new ArrayList<>();
        List<String> holding = new ArrayList<>();
        AppModel.Space space = model.space().get();
        if (space != null && !wanted.isEmpty()) {
            for (String id : space.embeddings().ids()) {
                String lower = id.toLowerCase(Locale.ROOT);
                if (lower.startsWith(wanted)) {
                    starting.add(id);
                } else if (lower.contains(wanted)) {
                    holding.add(id);
                }
                if (starting.size() == SUGGESTIONS) {
                    break;
                }
            }
        }
        starting.addAll(holding);
        return starting.subList(0, Math.min(SUGGESTIONS, starting.size()));
    }

    /** Asks again, because the query or the space is another. What is on the screen stays until the answer comes. */
    private void refresh() {
        back.setDisable(!history.canGoBack());
        forward.setDisable(!history.canGoForward());
        idField.setDisable(model.space().get() == null);
        showDirection();
        AppModel.Space space = model.space().get();
        if (query == null || space == null || dataset() == null) {
            service.cancel();
            hits.clear();
            model.ranking().set(null);
            problem(null);
            showEmpty(true);
            return;
        }
        idField.setText(query.sample().id());
        service.ask(space.embeddings(), query, r -> answered(r, space), this::failed);
    }

    private void showEmpty(boolean on) {
        empty.setVisible(on);
        empty.setManaged(on);
        body.setVisible(!on);
        body.setManaged(!on);
        emptyText.setText(dataset() == null ? "Open a dataset to search it"
                : model.space().get() == null ? "Preparing " + dataset().name() + " …"
                : "Click a point on the map or type an id to see what the model finds for it");
    }

    private void problem(String sentence) {
        problem.setText(sentence == null ? "" : sentence);
        problem.setVisible(sentence != null);
        problem.setManaged(sentence != null);
    }

    private void failed(String sentence) {
        problem(sentence);
        hits.clear();
        model.ranking().set(null);
        showEmpty(true);
        emptyText.setText("");
    }

    private void answered(Ranking ranking, AppModel.Space space) {
        problem(null);
        showEmpty(false);
        Summary s = Summary.of(ranking, space, model.scope().get());
        ap.setText(s.averagePrecision());
        variant.setText(s.variant());
        pairRank.setText(s.truePair());
        firstRelevant.setText(s.firstRelevant());
        boolean known = !Double.isNaN(s.precisionAt10());
        precision.setText(known ? String.format(Locale.ROOT, "%.0f %%", 100 * s.precisionAt10()) : "–");
        precisionBar.setProgress(known ? s.precisionAt10() : 0);
        showQuery();
        hits.setAll(ranking.hits());
        model.ranking().set(ranking);
    }

    private void showQuery() {
        queryCard.getChildren().clear();
        int row = dataset().row(query.sample().id());
        if (row < 0) {
            return;
        }
        VBox words = new VBox();
        words.getStyleClass().add("query-words");
        HBox.setHgrow(words, Priority.ALWAYS);
        Label title = new Label(dataset().modalities().get(query.sample().modality()).name() + " · "
                + query.sample().id() + " · " + dataset().split(row).key());
        title.getStyleClass().add("query-title");
        FlowPane chips = new FlowPane();
        chips.getStyleClass().add("chips");
        for (int c : dataset().labels(row)) {
            chips.getChildren().add(new ClassChip(dataset().classNames().get(c), c, dark()));
        }
        words.getChildren().addAll(title, chips);
        for (int m = 0; m < dataset().modalities().size(); m++) {
            Media media = dataset().media(m, row);
            MediaBox box = new MediaBox(thumbnails, QUERY_PICTURE);
            box.show(media);
            if (Thumbnails.isPicture(media)) {
                queryCard.getChildren().add(box);
            } else if (media instanceof Media.Text) {
                ScrollPane scroll = new ScrollPane(box);
                scroll.setFitToWidth(true);
                scroll.getStyleClass().add("text-scroll");
                VBox.setVgrow(scroll, Priority.ALWAYS);
                words.getChildren().add(scroll);
            }
        }
        queryCard.getChildren().add(words);
    }

    private void redraw() {
        if (query != null && !hits.isEmpty()) {
            showQuery();
            hits.setAll(List.copyOf(hits));
        }
    }

    /** As many equally wide cards in a row as fit. */
    private void fitCards(double width) {
        double room = width - 20;
        columns = Math.max(1, (int) (room / MIN_CARD));
        results.setCellWidth(Math.max(120, Math.floor(room / columns) - 2 * results.getHorizontalCellSpacing()));
    }

    @FXML
    private void sized() {
        results.setCellHeight(tall.isSelected() ? TALL : LOW);
    }

    /** Arrows light up the next card, Enter makes it the query. */
    private void walk(KeyEvent e) {
        if (hits.isEmpty() || e.isAltDown() || e.isShortcutDown()) {
            return;
        }
        int at = litCard();
        int step = switch (e.getCode()) {
            case LEFT -> -1;
            case RIGHT -> 1;
            case UP -> -columns;
            case DOWN -> columns;
            default -> 0;
        };
        if (step != 0) {
            int next = at < 0 ? 0 : at + step;
            if (next >= 0 && next < hits.size()) {
                hover(hits.get(next));
                if (results.lookup(".virtual-flow") instanceof VirtualFlow<?> flow) {
                    flow.scrollTo(next / columns);
                }
            }
            e.consume();
        } else if (e.getCode() == KeyCode.ENTER && at >= 0) {
            open(hits.get(at));
            e.consume();
        }
    }

    private int litCard() {
        for (int i = 0; i < hits.size(); i++) {
            if (ref(hits.get(i)).equals(model.hovered().get())) {
                return i;
            }
        }
        return -1;
    }

    private void key(KeyEvent e) {
        if (e.isAltDown() && e.getCode() == KeyCode.LEFT) {
            back();
            e.consume();
        } else if (e.isAltDown() && e.getCode() == KeyCode.RIGHT) {
            forward();
            e.consume();
        } else if (!idField.isFocused() && !e.isShortcutDown() && !e.isAltDown() && e.getCode().isDigitKey()) {
            int i = e.getText().isEmpty() ? -1 : e.getText().charAt(0) - '1';
            if (i >= 0 && i < choices.size()) {
                choose(choices.get(i));
                e.consume();
            }
        }
    }
}
