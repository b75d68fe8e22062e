package org.mingle.ui.query;

import java.io.File;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.application.Platform;
import javafx.beans.value.ObservableValue;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.fxml.FXML;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Label;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.Slider;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import javafx.stage.FileChooser;
import org.controlsfx.control.textfield.TextFields;
import org.kordamp.ikonli.javafx.FontIcon;
import org.mingle.data.BookmarkFile;
import org.mingle.data.Dataset;
import org.mingle.data.Media;
import org.mingle.retrieval.Ranking;
import org.mingle.ui.AppModel;
import org.mingle.ui.Fxml;
import org.mingle.ui.SampleRef;
import org.mingle.ui.media.Thumbnails;

/**
 * Ranked results of a query in two columns, in the other modality and in its own: type an id or words, drop a picture,
 * click anywhere, go on from result to result, and back. The chosen column is the ranking that the other panels show.
 */
public final class QueryPanel extends VBox {
    private static final int SUGGESTIONS = 12;
    /** Narrower than this there is room for one column only. */
    private static final double TWO_COLUMNS = 330;
    private static final List<String> PICTURES = List.of(".png", ".jpg", ".jpeg", ".gif", ".bmp");
    private static final String ALL_CLASSES = "All classes";

    @FXML private Button back;
    @FXML private Button forward;
    @FXML private TextField idField;
    @FXML private Button pictureButton;
    @FXML private ToggleButton star;
    @FXML private MenuButton more;
    @FXML private FlowPane directions;
    @FXML private HBox pickedBar;
    @FXML private Label pickedText;
    @FXML private Label problem;
    @FXML private VBox body;
    @FXML private HBox queryCard;
    @FXML private HBox summary;
    @FXML private Label ap;
    @FXML private Label variant;
    @FXML private Label pairRank;
    @FXML private Label firstRelevant;
    @FXML private Label precision;
    @FXML private ProgressBar precisionBar;
    @FXML private TextField filterField;
    @FXML private ComboBox<String> classFilter;
    @FXML private ToggleButton wrongOnly;
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
    private final List<Query.Direction> choices = new ArrayList<>();
    private final ContextMenu menu = new ContextMenu();
    private final QueryCard card;
    private final ResultColumn other;
    private final ResultColumn same;
    private Query query;
    private Query.Direction direction;
    private QueryService.Answer answer;
    private boolean travelling;

    QueryPanel(AppModel model, Thumbnails thumbnails, QueryService service, BookmarkFile store) {
        this.model = model;
        this.thumbnails = thumbnails;
        this.service = service;
        Fxml.load(this, "query/query-panel.fxml");
        bookmarks = new Bookmarks(store, this::showStar, this::problem);
        other = new ResultColumn(this);
        same = new ResultColumn(this);
        columnsHost.getItems().setAll(other, same);
        for (ResultColumn column : List.of(other, same)) {
            column.addEventFilter(KeyEvent.KEY_PRESSED, e -> walk(column, e));
        }
        card = new QueryCard(queryCard, thumbnails);
        size.valueProperty().subscribe(v -> sized());
        widthProperty().subscribe(w -> arrangeColumns());
        filterField.textProperty().subscribe(t -> filtered());
        classFilter.valueProperty().subscribe(v -> filtered());
        wrongOnly.selectedProperty().subscribe(v -> filtered());
        TextFields.bindAutoCompletion(idField, request -> suggestions(request.getUserText()))
                .setOnAutoCompleted(e -> typed());
        addEventFilter(KeyEvent.KEY_PRESSED, this::key);
        addEventHandler(DragEvent.DRAG_OVER, this::dragged);
        addEventHandler(DragEvent.DRAG_DROPPED, this::dropped);
        more.setOnShowing(e -> fillMenu());
        model.picked().addListener((ListChangeListener<SampleRef>) c -> showPicked());
        model.onWish(wish -> {
            if (wish == AppModel.Wish.ASK_BY_PICKED) {
                askPicked();
            }
        });
        model.dataset().subscribe(d -> datasetChanged());
        model.query().subscribe(this::queryChanged);
        model.space().subscribe(s -> spaceChanged());
        model.correction().subscribe(c -> spaceChanged());
        model.dark().subscribe(d -> redraw());
    }

    /**
     * The panel over the window's model.
     *
     * @param bookmarks where kept queries are stored, null for nowhere
     */
    public static QueryPanel create(AppModel model, Thumbnails thumbnails, BookmarkFile bookmarks) {
        return new QueryPanel(model, thumbnails, new QueryService(new QueryService.RetrieverEngine(),
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
        return size == null ? 64 : (int) Math.round(size.getValue() / 8) * 8;
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
        choices.clear();
        directions.getChildren().clear();
        classFilter.getItems().setAll(ALL_CLASSES);
        filterField.clear();
        wrongOnly.setSelected(false);
        Dataset dataset = dataset();
        if (dataset != null) {
            choices.addAll(Query.directions(dataset.modalities().size()));
            for (int i = 0; i < choices.size(); i++) {
                directions.getChildren().add(directionButton(dataset, i));
            }
            classFilter.getItems().addAll(dataset.classNames());
        }
        classFilter.setValue(ALL_CLASSES);
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
            ask(query.turned(d));
        }
        showDirection();
    }

    private void showDirection() {
        for (int i = 0; i < choices.size(); i++) {
            ((ToggleButton) directions.getChildren().get(i)).setSelected(choices.get(i).equals(direction));
        }
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

    private void ask(Asked.Result asked) {
        if (asked.query() != null) {
            ask(asked.query());
        } else {
            failed(asked.problem());
        }
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
        if (!idField.getText().isBlank() && model.space().get() != null && dataset() != null) {
            ask(Asked.typed(idField.getText(), dataset(), inForce()));
        }
    }

    private Query.Direction inForce() {
        return direction == null ? choices.get(0) : direction;
    }

    @FXML
    private void choosePicture() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Query by a picture");
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("Pictures",
                PICTURES.stream().map(p -> "*" + p).toList()));
        File file = chooser.showOpenDialog(getScene().getWindow());
        if (file != null) {
            askPicture(file);
        }
    }

    /** Asks by a picture file, as if it had been dropped here. */
    public void askPicture(File file) {
        if (dataset() != null && model.space().get() != null) {
            ask(Asked.picture(new Media.ImageFile(file.toPath()), file.getName(), dataset(), inForce()));
        }
    }

    private void dragged(DragEvent e) {
        if (picture(e.getDragboard()) != null && model.space().get() != null) {
            e.acceptTransferModes(TransferMode.COPY);
            e.consume();
        }
    }

    private void dropped(DragEvent e) {
        File file = picture(e.getDragboard());
        if (file != null && model.space().get() != null) {
            askPicture(file);
            e.setDropCompleted(true);
            e.consume();
        }
    }

    /** The one picture file that is dragged, or null: anything else may be a dataset, which the window opens. */
    private static File picture(Dragboard board) {
        if (!board.hasFiles() || board.getFiles().size() != 1) {
            return null;
        }
        File file = board.getFiles().get(0);
        String name = file.getName().toLowerCase(Locale.ROOT);
        return PICTURES.stream().anyMatch(name::endsWith) ? file : null;
    }

    /** Asks by what is on the clipboard: a picture, a picture file, or words. */
    private boolean paste() {
        Clipboard board = Clipboard.getSystemClipboard();
        if (dataset() == null || model.space().get() == null) {
            return false;
        }
        if (board.hasFiles() && !board.getFiles().isEmpty()) {
            askPicture(board.getFiles().get(0));
        } else if (board.hasImage()) {
            askPicture(board.getImage());
        } else if (board.hasString() && !board.getString().isBlank()) {
            ask(Asked.typed(board.getString(), dataset(), inForce()));
        } else {
            return false;
        }
        return true;
    }

    private void askPicture(Image image) {
        int w = (int) image.getWidth();
        int h = (int) image.getHeight();
        int[] argb = new int[w * h];
        image.getPixelReader().getPixels(0, 0, w, h, PixelFormat.getIntArgbInstance(), argb, 0, w);
        ask(Asked.picture(new Media.ImagePixels(w, h, argb), "pasted picture", dataset(), inForce()));
    }

    private List<String> suggestions(String part) {
        if (dataset() == null || dataset().row(part.strip()) >= 0) {
            // A whole id: typed to its end, or shown because it is the query.
            return List.of();
        }
        String wanted = part.strip().toLowerCase(Locale.ROOT);
        List<String> starting = new ArrayList<>();
        List<String> holding = new ArrayList<>();
        AppModel.Space space = model.space().get();
        if (space != null && !wanted.isEmpty()) {
            for (String id : space.embeddings().ids()) {
                String lower = id.toLowerCase(Locale.ROOT);
                if (lower.startsWith(wanted)) {
                    starting.add(id);
                } else if (holding.size() < SUGGESTIONS && lower.contains(wanted)) {
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

    private void spaceChanged() {
        if (model.space().get() != null && dataset() != null) {
            service.prepare(ground());
        }
        refresh();
    }

    private QueryService.Ground ground() {
        return new QueryService.Ground(model.space().get().embeddings(), dataset(), model.embedder().get(),
                model.correction().get());
    }

    /** Asks again, because the query or the space is another. What is on the screen stays until the answer comes. */
    private void refresh() {
        back.setDisable(!history.canGoBack());
        forward.setDisable(!history.canGoForward());
        for (Node n : List.of(idField, pictureButton)) {
            n.setDisable(model.space().get() == null);
        }
        showStar();
        showDirection();
        AppModel.Space space = model.space().get();
        if (query == null || space == null || dataset() == null) {
            service.cancel();
            clear();
            problem(null);
            showEmpty(true);
            return;
        }
        if (query.sample() != null || query.subject() instanceof Query.Subject.Outside o
                && o.media() instanceof Media.Text) {
            idField.setText(query.subject() instanceof Query.Subject.Outside o && o.media() instanceof Media.Text t
                    ? t.text() : query.title());
        } else {
            idField.clear();
        }
        service.ask(ground(), query, a -> answered(a, space), this::failed);
    }

    private void clear() {
        answer = null;
        other.clear();
        same.clear();
        model.queryPoint().set(null);
        model.ranking().set(null);
    }

    private void showEmpty(boolean on) {
        empty.setVisible(on);
        empty.setManaged(on);
        body.setVisible(!on);
        body.setManaged(!on);
        emptyIcon.setIconLiteral("mdi2m-magnify");
        emptyText.setText(dataset() == null ? "Open a dataset to search it"
                : model.space().get() == null ? "Preparing " + dataset().name() + " …"
                : "Click a point on the map, type an id" + (Asked.takesWords(dataset()) ? " or words" : "")
                + (Asked.takesPictures(dataset()) ? ", or drop a picture here" : "")
                + " to see what the model finds for it");
    }

    private void problem(String sentence) {
        problem.setText(sentence == null ? "" : sentence);
        problem.setVisible(sentence != null);
        problem.setManaged(sentence != null);
    }

    private void failed(String sentence) {
        service.cancel();
        problem(sentence);
        clear();
        showEmpty(true);
        emptyIcon.setIconLiteral("mdi2m-magnify-close");
        emptyText.setText("Nothing was ranked. Change the query above, or go back.");
    }

    private void answered(QueryService.Answer given, AppModel.Space space) {
        problem(null);
        showEmpty(false);
        answer = given;
        Summary s = Summary.of(given.main(), space, model.scope().get(), model.correction().get());
        ap.setText(s.averagePrecision());
        variant.setText(s.variant());
        pairRank.setText(s.truePair());
        firstRelevant.setText(s.firstRelevant());
        boolean known = !Double.isNaN(s.precisionAt10());
        precision.setText(known ? String.format(Locale.ROOT, "%.0f %%", 100 * s.precisionAt10()) : "–");
        precisionBar.setProgress(known ? s.precisionAt10() : 0);
        summary.setVisible(given.main().inDataset());
        summary.setManaged(given.main().inDataset());
        card.show(query, dataset(), dark());
        showColumns();
        model.queryPoint().set(given.point());
        model.ranking().set(given.main());
    }

    private void showColumns() {
        int beside = query.besides(dataset().modalities().size());
        chosen().show(answer.main(), query.gallery(), filter(), columnName(query.gallery()));
        (chosen() == other ? same : other).show(answer.beside(), beside, filter(), columnName(beside));
    }

    private String columnName(int gallery) {
        String name = Summary.plural(dataset().modalities().get(gallery).name());
        return (gallery == query.subject().modality() ? "Same modality: " : "Other modality: ") + name;
    }

    private Shown filter() {
        int c = classFilter.getSelectionModel().getSelectedIndex() - 1;
        return new Shown(Math.max(-1, c), filterField.getText(), wrongOnly.isSelected());
    }

    private void filtered() {
        if (answer != null) {
            showColumns();
        }
    }

    private void redraw() {
        if (answer != null) {
            card.show(query, dataset(), dark());
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
    private void arranged() {
        other.show(asList.isSelected());
        same.show(asList.isSelected());
    }

    @FXML
    private void bookmark() {
        if (query != null) {
            bookmarks.toggle(query);
        }
        showStar();
    }

    private void showStar() {
        star.setDisable(query == null);
        star.setSelected(query != null && bookmarks.has(query));
    }

    private void showPicked() {
        int n = model.picked().size();
        pickedBar.setVisible(n > 0);
        pickedBar.setManaged(n > 0);
        pickedText.setText(n == 1 ? "1 sample picked" : String.format(Locale.ROOT, "%,d samples picked", n));
    }

    /** Asks by the mean of the picked samples. */
    @FXML
    private void askPicked() {
        if (!model.picked().isEmpty() && model.space().get() != null) {
            Query several = new Query(new Query.Subject.Several(model.picked()), model.picked().get(0).modality());
            ask(inForce().crosses() ? new Query(several.subject(), several.besides(dataset().modalities().size()))
                    : several);
        }
    }

    @FXML
    private void clearPicked() {
        model.picked().clear();
    }

    private void fillMenu() {
        more.getItems().clear();
        List<Query> kept = bookmarks.all();
        if (kept.isEmpty()) {
            MenuItem none = new MenuItem("No bookmarks yet");
            none.setDisable(true);
            more.getItems().add(none);
        } else {
            Menu remove = new Menu("Remove a bookmark", new FontIcon("mdi2b-bookmark-remove"));
            for (Query q : kept) {
                more.getItems().add(item(bookmarkName(q), "mdi2b-bookmark", () -> ask(q)));
                remove.getItems().add(item(bookmarkName(q), "mdi2c-close", () -> bookmarks.toggle(q)));
            }
            more.getItems().add(remove);
        }
        more.getItems().add(new SeparatorMenuItem());
        if (query != null && query.sample() != null) {
            more.getItems().addAll(copyItems(query.sample()));
            more.getItems().add(new SeparatorMenuItem());
        }
        for (ResultExport.Format format : ResultExport.Format.values()) {
            MenuItem export = item("Save results as " + format.label() + "…", "mdi2d-download", () -> ResultExport.save(
                    getScene().getWindow(), format, answer.main(), dataset(), variant.getText()));
            export.setDisable(answer == null);
            more.getItems().add(export);
        }
    }

    private String bookmarkName(Query q) {
        return q.title() + "   " + dataset().modalities().get(q.subject().modality()).name() + " → "
                + dataset().modalities().get(q.gallery()).name();
    }

    /** What can be done with a result besides clicking it. */
    void showMenu(Node owner, SampleRef ref, double x, double y) {
        menu.getItems().setAll(copyItems(ref));
        menu.getItems().add(new SeparatorMenuItem());
        menu.getItems().add(item(picked(ref) ? "Take out of the picked samples" : "Pick for a query by several samples",
                "mdi2s-select-group", () -> pick(ref)));
        menu.show(owner, x, y);
    }

    private List<MenuItem> copyItems(SampleRef ref) {
        List<MenuItem> items = new ArrayList<>();
        items.add(item("Copy id " + ref.id(), "mdi2c-content-copy", () -> copy(ref.id())));
        int row = dataset().row(ref.id());
        for (int m = 0; row >= 0 && m < dataset().modalities().size(); m++) {
            Media media = dataset().media(m, row);
            String name = dataset().modalities().get(m).name();
            if (media instanceof Media.Text t) {
                items.add(item("Copy " + name, "mdi2c-content-copy", () -> copy(t.text())));
            } else if (Thumbnails.isPicture(media)) {
                items.add(item("Copy " + name, "mdi2c-content-copy", () -> copy(media)));
            }
        }
        return items;
    }

    private static MenuItem item(String text, String icon, Runnable action) {
        MenuItem item = new MenuItem(text, new FontIcon(icon));
        item.setMnemonicParsing(false);
        item.setOnAction(e -> action.run());
        return item;
    }

    private static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    /** A picture file is copied as file and as picture, so that it can be pasted into folders and into documents. */
    private void copy(Media media) {
        thumbnails.load(media, ResultExport.COPY_SIZE, image -> {
            ClipboardContent content = new ClipboardContent();
            content.putImage(image);
            if (media instanceof Media.ImageFile f) {
                content.putFiles(List.of(f.path().toFile()));
            }
            Clipboard.getSystemClipboard().setContent(content);
        });
    }

    /** Arrows light up the next card, in the other column beyond the edge; Enter makes it the query. */
    private void walk(ResultColumn column, KeyEvent e) {
        if (column.hits().isEmpty() || e.isAltDown() || e.isShortcutDown()) {
            return;
        }
        int at = column.cursor();
        int columns = column.columns();
        int step = switch (e.getCode()) {
            case LEFT -> -1;
            case RIGHT -> 1;
            case UP -> -columns;
            case DOWN -> columns;
            case PAGE_UP -> -5 * columns;
            case PAGE_DOWN -> 5 * columns;
            default -> 0;
        };
        if (step != 0) {
            boolean leaves = Math.abs(step) == 1 && at >= 0 && e.getCode() != KeyCode.UP && e.getCode() != KeyCode.DOWN
                    && (step < 0 ? at % columns == 0 : at % columns == columns - 1);
            ResultColumn next = leaves ? neighbour(column, step) : column;
            int wanted = at < 0 ? 0 : next != column ? Math.min(Math.max(0, at / columns * next.columns()),
                    next.hits().size() - 1) : leaves ? at : at + step;
            if (next.within(wanted)) {
                next.moveTo(wanted);
            }
            e.consume();
        } else if (e.getCode() == KeyCode.HOME || e.getCode() == KeyCode.END) {
            column.moveTo(e.getCode() == KeyCode.HOME ? 0 : column.hits().size() - 1);
            e.consume();
        } else if (e.getCode() == KeyCode.ENTER && column.within(at)) {
            open(column, column.hits().get(at));
            e.consume();
        } else if (e.getCode() == KeyCode.SPACE && column.within(at)) {
            column.toggleText();
            e.consume();
        } else if (e.getCode() == KeyCode.INSERT && column.within(at)) {
            pick(column.ref(column.hits().get(at)));
            e.consume();
        }
    }

    private ResultColumn neighbour(ResultColumn column, int step) {
        int at = columnsHost.getItems().indexOf(column) + step;
        return at >= 0 && at < columnsHost.getItems().size() ? (ResultColumn) columnsHost.getItems().get(at) : column;
    }

    private void key(KeyEvent e) {
        boolean typing = getScene() != null && getScene().getFocusOwner() instanceof TextInputControl;
        if (e.isAltDown() && e.getCode() == KeyCode.LEFT) {
            back();
            e.consume();
        } else if (e.isAltDown() && e.getCode() == KeyCode.RIGHT) {
            forward();
            e.consume();
        } else if (e.isShortcutDown() && e.getCode() == KeyCode.B) {
            bookmark();
            e.consume();
        } else if (!typing && e.isShortcutDown() && e.getCode() == KeyCode.V) {
            if (paste()) {
                e.consume();
            }
        } else if (!typing && !e.isShortcutDown() && !e.isAltDown() && e.getCode().isDigitKey()) {
            int i = e.getText().isEmpty() ? -1 : e.getText().charAt(0) - '1';
            if (i >= 0 && i < choices.size()) {
                choose(choices.get(i));
                e.consume();
            }
        }
    }
}
