package org.mingle.ui.dataset;

import atlantafx.base.controls.CustomTextField;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javafx.application.Platform;
import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.mingle.data.Dataset;
import org.mingle.data.Modality;
import org.mingle.ui.AppModel;
import org.mingle.ui.Fxml;
import org.mingle.ui.SampleRef;
import org.mingle.ui.media.Thumbnails;

/**
 * The open dataset: a summary, its problems, and the samples of the scope, which can be searched. A click on a sample
 * (or Enter) makes it the query.
 */
public final class DatasetPanel extends VBox implements AutoCloseable {
    private final AppModel model;
    private final ExecutorService searching = Executors.newSingleThreadExecutor(r -> {
        Thread t = new Thread(r, "mingle-search");
        t.setDaemon(true);
        return t;
    });
    @FXML
    private Label name;
    @FXML
    private Label size;
    @FXML
    private FlowPane modalities;
    @FXML
    private Button problems;
    @FXML
    private CustomTextField search;
    @FXML
    private Label found;
    @FXML
    private ListView<Integer> samples;
    @FXML
    private ToggleButton pickedOnly;
    @FXML
    private Label empty;
    private volatile long newestSearch;

    /** @param showReport shows what was noticed while the dataset was read */
    public DatasetPanel(AppModel model, Thumbnails thumbnails, Runnable showReport) {
        this.model = model;
        Fxml.load(this, "dataset/dataset-panel.fxml");
        problems.setOnAction(e -> showReport.run());
        search.setLeft(new FontIcon("mdi2m-magnify"));
        samples.setCellFactory(list -> new SampleCell(model, thumbnails));
        samples.addEventHandler(KeyEvent.KEY_PRESSED, this::onKey);
        search.textProperty().bindBidirectional(model.search());
        search.textProperty().addListener((o, was, is) -> search());
        pickedOnly.selectedProperty().addListener((o, was, is) -> search());
        model.picked().addListener((ListChangeListener<SampleRef>) c -> pickedChanged());
        model.dataset().addListener((o, was, is) -> show(is));
        model.scope().addListener((o, was, is) -> search());
        model.query().addListener((o, was, is) -> select(is));
        show(model.dataset().get());
    }

    /** Puts the cursor into the search field. */
    public void find() {
        search.requestFocus();
        search.selectAll();
    }

    private void onKey(KeyEvent e) {
        Integer row = samples.getSelectionModel().getSelectedItem();
        if (e.getCode() == KeyCode.ENTER && row != null) {
            SampleRef now = model.query().get();
            model.query().set(new SampleRef(model.dataset().get().id(row), now == null ? 0 : now.modality()));
            e.consume();
        }
    }

    private void show(Dataset dataset) {
        search.clear();
        if (dataset == null) {
            name.setText("No dataset");
            size.setText("");
            modalities.getChildren().clear();
            problems.setVisible(false);
            problems.setManaged(false);
        } else {
            name.setText(dataset.name());
            name.setTooltip(new Tooltip(dataset.source() == null ? dataset.name() : dataset.source().toString()));
            size.setText(String.format(Locale.ROOT, "%,d pairs in %,d classes",
                    dataset.size(), dataset.classNames().size()));
            modalities.getChildren().setAll(dataset.modalities().stream().map(m -> modality(dataset, m)).toList());
            showProblems(dataset);
        }
        search();
    }

    private Label modality(Dataset dataset, Modality m) {
        int k = dataset.modalityIndex(m.name());
        Label label = new Label(m.name() + (dataset.hasFeatures(k) ? " " + dataset.features(k).cols() + "-d" : ""));
        label.setGraphic(new FontIcon(switch (m.kind()) {
            case IMAGE -> "mdi2i-image-outline";
            case TEXT -> "mdi2f-format-text";
            case VECTOR -> "mdi2c-chart-bell-curve";
        }));
        label.setTooltip(new Tooltip(dataset.encoder(k)
                .map(e -> "Features made by " + e.name() + ", fitted on the training split.")
                .orElse("Features as the dataset gives them.")));
        label.getStyleClass().add("modality-label");
        return label;
    }

    private void showProblems(Dataset dataset) {
        int n = dataset.report().problems().size();
        long skipped = dataset.report().skipped();
        problems.setVisible(n > 0);
        problems.setManaged(n > 0);
        problems.setText(n == 1 ? "1 note" : n + " notes");
        String sentence = "What was noticed while the dataset was read; samples left out: " + skipped + ".";
        problems.setTooltip(new Tooltip(sentence));
        problems.setAccessibleText(problems.getText() + ". " + sentence);
    }

    private void pickedChanged() {
        boolean some = !model.picked().isEmpty();
        pickedOnly.setVisible(some);
        pickedOnly.setManaged(some);
        if (pickedOnly.isSelected()) {
            pickedOnly.setSelected(some);
            search();
        }
    }

    /** The newest search wins; an older one that ends later is dropped. */
    private void search() {
        Dataset dataset = model.dataset().get();
        long mine = ++newestSearch;
        if (dataset == null) {
            list(new int[0], "", 0, false);
            return;
        }
        var split = model.scope().get();
        String text = search.getText() == null ? "" : search.getText();
        Set<String> picked = pickedOnly.isSelected()
                ? model.picked().stream().map(SampleRef::id).collect(Collectors.toSet()) : null;
        searching.execute(() -> {
            if (mine == newestSearch) {
                int[] found = SampleFilter.rows(dataset, split, text);
                int[] rows = picked == null ? found
                        : Arrays.stream(found).filter(r -> picked.contains(dataset.id(r))).toArray();
                int all = dataset.rows(split).length;
                Platform.runLater(() -> {
                    if (mine == newestSearch) {
                        list(rows, text, all, picked != null);
                    }
                });
            }
        });
    }

    private void list(int[] rows, String text, int all, boolean some) {
        samples.setItems(FXCollections.observableList(new Rows(rows)));
        found.setText(text.isBlank() && !some ? String.format(Locale.ROOT, "%,d pairs", all)
                : String.format(Locale.ROOT, "%,d of %,d pairs", rows.length, all));
        found.setVisible(all > 0);
        empty.setText(all == 0 ? "" : text.isBlank() ? "None of the selected pairs is in this split."
                : "No " + (some ? "selected " : "") + "pair has \"" + text.strip() + "\" in its id, class or text.");
        select(model.query().get());
    }

    private void select(SampleRef sample) {
        Dataset dataset = model.dataset().get();
        int at = sample == null || dataset == null ? -1 : samples.getItems().indexOf(dataset.row(sample.id()));
        if (at < 0) {
            samples.getSelectionModel().clearSelection();
        } else if (samples.getSelectionModel().getSelectedIndex() != at) {
            samples.getSelectionModel().select(at);
            samples.scrollTo(Math.max(0, at - 2));
        }
    }

    @Override
    public void close() {
        searching.shutdownNow();
    }

    /** Row numbers as a list, without an object for each until it is seen. */
    private static final class Rows extends AbstractList<Integer> {
        private final int[] rows;

        Rows(int[] rows) {
            this.rows = rows;
        }

        @Override
        public Integer get(int index) {
            return rows[index];
        }

        @Override
        public int size() {
            return rows.length;
        }

        @Override
        public int indexOf(Object row) {
            int at = row instanceof Integer r ? Arrays.binarySearch(rows, r) : -1;
            return Math.max(-1, at);
        }
    }
}
