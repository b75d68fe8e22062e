package org.mingle.ui.query;

import java.io.File;
import java.util.List;
import java.util.stream.IntStream;
import javafx.animation.PauseTransition;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.collections.ObservableList;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.Slider;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.util.Duration;
import org.kordamp.ikonli.javafx.FontIcon;
import org.mingle.data.BookmarkFile;
import org.mingle.data.Dataset;
import org.mingle.data.Media;
import org.mingle.retrieval.Ranking;
import org.mingle.ui.AppModel;
import org.mingle.ui.Fxml;
import org.mingle.ui.Latest;
import org.mingle.ui.SampleRef;
import org.mingle.ui.media.Thumbnails;

/**
 * Ranked results of a query in two columns, in the other modality and in its own: type an id or words, drop a picture,
 * click anywhere, go on from result to result, and back. The chosen column is the ranking that the other panels show.
 */
public final class QueryPanel extends VBox {
    /** Narrower than this there is room for one column only. */
    private static final double TWO_COLUMNS = 330;
    /** A ranking that takes longer shows that it is under way. */
    private static final Duration PATIENCE = Duration.millis(300);
    private static final PseudoClass PLAIN = PseudoClass.getPseudoClass("plain");
    private static final int LOOKED_AT = 1000;
    /** Height of an id. */
    private static final int NO_PICTURE = 16;
    /** Hits that are filtered at once; of more, the filter is a matter for another thread. */
    private static final int FEW = 5000;

    @FXML private Button back;
    @FXML private Button forward;
    @FXML private TextField idField;
    @FXML private Button pictureButton;
    @FXML private Button vocabularyButton;
    @FXML private ToggleButton star;
    @FXML private MenuButton more;
    @FXML private DirectionBar directions;
    @FXML private PickedBar pickedBar;
    @FXML private Label problem;
    @FXML private VBox body;
    @FXML private HBox queryCard;
    @FXML private SummaryBar summary;
    @FXML private ProgressBar busy;
    @FXML private FilterBar filter;
    @FXML private ToggleButton approximate;
    @FXML private ToggleButton asList;
    @FXML private Slider size;
    @FXML private SplitPane columnsHost;
    @FXML private VBox empty;
    @FXML private FontIcon emptyIcon;
    @FXML private Label emptyText;

    private final AppModel model;
    private final Thumbnails thumbnails;
    private final QueryService service;
    private final History history = new History();
    private final Bookmarks bookmarks;
    private final PauseTransition patience = new PauseTransition(PATIENCE);
    private final Latest filterer = new Latest("filters");
    private final AskField field;
    private final PictureInput input;
    private final QueryKeys keys;
    private final QueryMenu menu;
    private final QueryCard card;
    private final ResultColumn other;
    private final ResultColumn same;
    private Query query;
    private Query.Direction direction;
    private QueryService.Answer answer;
    private boolean travelling;
    /** Whether the dataset has features only: then cards have ids to show, and no pictures or texts. */
    private boolean plain;

    QueryPanel(AppModel model, Thumbnails thumbnails, QueryService service, BookmarkFile store) {
        this.model = model;
        this.thumbnails = thumbnails;
        this.service = service;
        Fxml.load(this, "query/query-panel.fxml");
        bookmarks = new Bookmarks(store, this::showStar, this::problem);
        menu = new QueryMenu(this, bookmarks);
        input = new PictureInput(this);
        keys = new QueryKeys(this, input);
        patience.setOnFinished(e -> show(busy, true));
        other = new ResultColumn(this);
        same = new ResultColumn(this);
        columnsHost.getItems().setAll(other, same);
        for (ResultColumn column : List.of(other, same)) {
            column.addEventFilter(KeyEvent.KEY_PRESSED, e -> keys.walk(column, e));
        }
        directions.setOnChosen(this::choose);
        card = new QueryCard(queryCard, thumbnails);
        size.valueProperty().subscribe(v -> sized());
        widthProperty().subscribe(w -> arrangeColumns());
        filter.setOnChange(this::filtered);
        field = new AskField(this, idField, vocabularyButton);
        more.setOnShowing(e -> menu.fill(more));
        pickedBar.connect(model.picked(), this::askPicked);
        model.onWish(wish -> {
            if (wish == AppModel.Wish.ASK_BY_PICKED) {
                askPicked();
            }
        });
        model.dataset().subscribe(d -> datasetChanged());
        model.query().subscribe(this::queryChanged);
        model.gallery().subscribe(s -> galleryChanged());
        model.space().subscribe(s -> summarise());
        model.correction().subscribe(c -> galleryChanged());
        model.dark().subscribe(d -> redraw());
    }

    /**
     * The panel over the window's model.
     *
     * @param bookmarks where kept queries are stored, null for nowhere
     */
    public static QueryPanel create(AppModel model, Thumbnails thumbnails, BookmarkFile bookmarks) {
        return new QueryPanel(model, thumbnails, new QueryService(new RetrieverEngine(model.retriever()),
                QueryService.worker(), Platform::runLater), bookmarks);
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

    /** Pixels of a result's picture. A few sizes only, so that pictures are not decoded again for every pixel. */
    int pictureSize() {
        return size == null ? 64 : plain ? NO_PICTURE : (int) Math.round(size.getValue() / 8) * 8;
    }

    /** The sample that is lit up in every panel. */
    ObservableValue<SampleRef> lit() {
        return model.hovered();
    }

    ObservableList<SampleRef> pickedList() {
        return model.picked();
    }

    boolean picked(SampleRef ref) {
        return model.isPicked(ref);
    }

    /** Takes a sample into the samples that are asked for together, or out of them. */
    void pick(SampleRef ref) {
        if (!model.picked().remove(ref)) {
            model.picked().add(ref);
        }
    }

    void hover(ResultColumn column, Ranking.Hit hit) {
        column.at(hit);
        model.hovered().set(hit == null ? null : column.ref(hit));
    }

    /** Makes a result the query. */
    void open(ResultColumn column, Ranking.Hit hit) {
        model.query().set(column.ref(hit));
    }

    /** What is asked; null for nothing. */
    Query query() {
        return query;
    }

    /** The ranking of the chosen column; null for none. */
    Ranking ranking() {
        return answer == null ? null : answer.main();
    }

    /** What the ranking is over, in words. */
    String basis() {
        return summary.basis();
    }

    DirectionBar directions() {
        return directions;
    }

    QueryMenu menu() {
        return menu;
    }

    /** Results of the chosen column. */
    ObservableList<Ranking.Hit> hits() {
        return chosen().hits();
    }

    private ResultColumn chosen() {
        return direction == null || direction.crosses() ? other : same;
    }

    /** Makes a column's ranking the one that the other panels show. */
    void choose(ResultColumn column) {
        if (column != chosen() && query != null) {
            choose(new Query.Direction(query.subject().modality(), column.modality()));
        }
    }

    private void datasetChanged() {
        history.clear();
        model.picked().clear();
        clear();
        query = null;
        bookmarks.open(dataset());
        direction = null;
        directions.offer(dataset());
        plain = dataset() != null && !hasMedia(dataset());
        size.setDisable(plain);
        field.open(dataset());
        queryCard.pseudoClassStateChanged(PLAIN, plain);
        sized();
        filter.offer(dataset() == null ? List.of() : dataset().classNames());
        if (model.query().get() == null) {
            refresh();
        } else {
            model.query().set(null);
        }
    }

    private void choose(Query.Direction d) {
        direction = d;
        if (query != null) {
            ask(query.turned(d));
        }
        showDirection();
    }

    private void showDirection() {
        directions.mark(direction);
        other.setChosen(chosen() == other);
        same.setChosen(chosen() == same);
        arrangeColumns();
    }

    /** Both columns, or the chosen one where there is no room for two. */
    private void arrangeColumns() {
        List<Node> wanted = getWidth() > 0 && getWidth() < TWO_COLUMNS ? List.of(chosen()) : List.of(other, same);
        if (!columnsHost.getItems().equals(wanted)) {
            columnsHost.getItems().setAll(wanted);
        }
    }

    private void queryChanged(SampleRef sample) {
        if (travelling) {
            return;
        }
        if (sample == null || dataset() == null) {
            if (query == null || query.sample() != null) {
                query = null;
                refresh();
            }
        } else {
            ask(Query.of(sample, direction, dataset().modalities().size()));
        }
    }

    void ask(Query next) {
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
        // Not when the same is asked again: something else may be half typed.
        field.show(query);
        refresh();
    }

    private void ask(Asked.Result asked) {
        if (asked.query() != null) {
            ask(asked.query());
        } else {
            failed(asked.problem());
        }
    }

    @FXML
    void back() {
        history.back().ifPresent(this::go);
    }

    @FXML
    void forward() {
        history.forward().ifPresent(this::go);
    }

    @FXML
    private void typed() {
        field.typed();
    }

    private Query.Direction inForce() {
        return direction == null ? directions.first() : direction;
    }

    @FXML
    private void choosePicture() {
        input.choose();
    }

    /** Whether there is something to rank. */
    boolean canAsk() {
        return dataset() != null && gallery() != null;
    }

    /** Asks by a picture file, as if it had been dropped here. */
    public void askPicture(File file) {
        askPicture(new Media.ImageFile(file.toPath()), file.getName());
    }

    void askPicture(Media picture, String name) {
        if (canAsk()) {
            ask(Asked.picture(picture, name, dataset(), inForce()));
        }
    }

    /** Asks by an id, words or a feature vector. */
    void askTyped(String text) {
        if (!text.isBlank() && canAsk()) {
            ask(Asked.typed(text, dataset(), inForce()));
        }
    }

    void askVector(List<Float> values) {
        if (canAsk()) {
            ask(Asked.vector(values, dataset(), inForce()));
        }
    }

    List<String> galleryIds() {
        return gallery().embeddings().ids();
    }

    private AppModel.Space gallery() {
        return model.gallery().get();
    }

    private boolean large() {
        return gallery() != null && gallery().embeddings().size() >= QueryService.LARGE;
    }

    /** Whether the first samples have something to look at or to read. */
    private static boolean hasMedia(Dataset dataset) {
        int modalities = dataset.modalities().size();
        return IntStream.range(0, Math.min(dataset.size(), LOOKED_AT)).anyMatch(r -> IntStream.range(0, modalities)
                .anyMatch(m -> !(dataset.media(m, r) instanceof Media.None)));
    }

    private void galleryChanged() {
        show(approximate, large());
        if (canAsk()) {
            service.prepare(ground());
        }
        refresh();
    }

    private QueryService.Ground ground() {
        AppModel.Space map = model.space().get();
        AppModel.Space all = gallery();
        // Where a sample lies that the map does not show can be told if both are of one model.
        boolean sampled = map != null && map != all && map.epoch() == all.epoch();
        return new QueryService.Ground(all.embeddings(), dataset(), model.embedder().get(), model.correction().get(),
                sampled ? map.embeddings() : all.embeddings(), large() && approximate.isSelected());
    }

    /** Asks again, because the query or the space is another. What is on the screen stays until the answer comes. */
    private void refresh() {
        back.setDisable(!history.canGoBack());
        forward.setDisable(!history.canGoForward());
        for (Node n : List.of(idField, pictureButton)) {
            n.setDisable(gallery() == null);
        }
        showStar();
        showDirection();
        patience.stop();
        show(busy, false);
        if (query == null || !canAsk()) {
            service.cancel();
            clear();
            problem(null);
            showEmpty(true);
            return;
        }
        patience.playFromStart();
        service.ask(ground(), query, this::answered, this::failed);
    }

    private void clear() {
        answer = null;
        other.clear();
        same.clear();
        model.queryPoint().set(null);
        model.ranking().set(null);
    }

    private void showEmpty(boolean on) {
        show(empty, on);
        show(body, !on);
        emptyIcon.setIconLiteral("mdi2m-magnify");
        emptyText.setText(dataset() == null ? "Open a dataset to search it"
                : gallery() == null ? "Preparing " + dataset().name() + " …"
                : Asked.invitation(dataset()));
    }

    void problem(String sentence) {
        problem.setText(sentence == null ? "" : sentence);
        show(problem, sentence != null);
    }

    static void show(Node node, boolean on) {
        node.setVisible(on);
        node.setManaged(on);
    }

    void failed(String sentence) {
        service.cancel();
        patience.stop();
        show(busy, false);
        problem(sentence);
        clear();
        showEmpty(true);
        emptyIcon.setIconLiteral("mdi2m-magnify-close");
        emptyText.setText("Nothing was ranked. Change the query above, or go back.");
    }

    private void answered(QueryService.Answer given) {
        problem(null);
        showEmpty(false);
        patience.stop();
        show(busy, false);
        answer = given;
        summarise();
        card.show(query, dataset(), given.made(), dark());
        showColumns();
        model.queryPoint().set(given.point());
        model.ranking().set(given.main());
    }

    /** Again when the map has moved on: the gallery may not have. */
    private void summarise() {
        if (answer != null && gallery() != null) {
            summary.show(answer, gallery(), model.space().get(), model.scope().get(), model.correction().get());
        }
    }

    private void showColumns() {
        QueryService.Answer shown = answer;
        Shown passing = filter.shown();
        Dataset dataset = dataset();
        if (passing.all() || shown.main().hits().size() + shown.beside().hits().size() <= FEW) {
            filterer.cancel();
            showColumns(passing.of(shown.main().hits(), dataset), passing.of(shown.beside().hits(), dataset));
            return;
        }
        filterer.submit(() -> List.of(passing.of(shown.main().hits(), dataset), passing.of(shown.beside().hits(), dataset)),
                lists -> {
                    if (answer == shown) {
                        showColumns(lists.get(0), lists.get(1));
                    }
                }, this::problem);
    }

    private void showColumns(List<Ranking.Hit> main, List<Ranking.Hit> next) {
        int beside = query.besides(dataset().modalities().size());
        chosen().show(answer.main(), answer.recall(), query.gallery(), main, columnName(query.gallery()));
        (chosen() == other ? same : other).show(answer.beside(), answer.besideRecall(), beside, next, columnName(beside));
    }

    private String columnName(int gallery) {
        String name = Summary.plural(dataset().modalities().get(gallery).name());
        return (gallery == query.subject().modality() ? "Same modality: " : "Other modality: ") + name;
    }

    private void filtered() {
        if (answer != null) {
            showColumns();
        }
    }

    private void redraw() {
        if (answer != null) {
            card.show(query, dataset(), answer.made(), dark());
            other.redraw();
            same.redraw();
        }
    }

    private void sized() {
        if (other != null && same != null) {
            other.fit();
            same.fit();
            redraw();
        }
    }

    @FXML
    private void exactness() {
        refresh();
    }

    @FXML
    private void arranged() {
        other.show(asList.isSelected());
        same.show(asList.isSelected());
    }

    @FXML
    void bookmark() {
        if (query != null) {
            bookmarks.toggle(query);
        }
        showStar();
    }

    private void showStar() {
        star.setDisable(query == null);
        star.setSelected(query != null && bookmarks.has(query));
    }

    /** Asks by the mean of the picked samples. */
    private void askPicked() {
        if (!model.picked().isEmpty() && canAsk()) {
            Query several = new Query(new Query.Subject.Several(model.picked()), model.picked().get(0).modality());
            ask(inForce().crosses() ? new Query(several.subject(), several.besides(dataset().modalities().size()))
                    : several);
        }
    }

    /** The column beside another, itself where there is none. */
    ResultColumn neighbour(ResultColumn column, int step) {
        int at = columnsHost.getItems().indexOf(column) + step;
        return at >= 0 && at < columnsHost.getItems().size() ? (ResultColumn) columnsHost.getItems().get(at) : column;
    }
}
