package org.mingle.ui.query;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.collections.FXCollections;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.mingle.features.VocabularyEncoder;

/** The words of a vocabulary, the most frequent first; a click or Enter takes one into the query. */
final class VocabularyList {
    private final Consumer<String> chosen;
    private final TextField search = new TextField();
    private final ListView<Integer> list = new ListView<>();
    private final Label facts = new Label();
    private final PopOver pop;
    private VocabularyEncoder vocabulary;
    private List<Integer> frequent = List.of();

    /** @param chosen is told a word */
    VocabularyList(Consumer<String> chosen) {
        this.chosen = chosen;
        search.setPromptText("Find a word");
        search.getStyleClass().add("small");
        facts.setWrapText(true);
        facts.setMinHeight(Region.USE_PREF_SIZE);
        facts.getStyleClass().add("number-name");
        list.getStyleClass().addAll("vocabulary-list", "edge-to-edge", "dense");
        list.setPlaceholder(new Label("No such word"));
        list.setCellFactory(view -> new Word());
        VBox page = new VBox(facts, search, list);
        page.getStyleClass().add("vocabulary-page");
        pop = new PopOver(page);
        pop.setAnimated(false);
        pop.setArrowLocation(PopOver.ArrowLocation.TOP_RIGHT);
        search.textProperty().subscribe(t -> fill());
        search.setOnAction(e -> take(list.getItems().isEmpty() ? null : list.getItems().get(0)));
        search.addEventFilter(KeyEvent.KEY_PRESSED, e -> {
            if (e.getCode() == KeyCode.DOWN) {
                list.requestFocus();
                list.getSelectionModel().selectFirst();
                e.consume();
            }
        });
        list.setOnKeyPressed(e -> {
            if (e.getCode() == KeyCode.ENTER) {
                take(list.getSelectionModel().getSelectedItem());
            }
        });
    }

    void show(Node owner, VocabularyEncoder of) {
        if (of != vocabulary) {
            vocabulary = of;
            frequent = IntStream.range(0, of.words().size()).boxed()
                    .sorted((a, b) -> of.samples(a) == of.samples(b) ? a - b : of.samples(b) - of.samples(a)).toList();
        }
        facts.setText(String.format(Locale.ROOT, "%,d words, each a column of the features, with the training samples that"
                + " have it. Values in a query: %s.",
                of.words().size(), of.recipe()));
        search.clear();
        fill();
        pop.show(owner);
        search.requestFocus();
    }

    private void fill() {
        String part = search.getText().strip().toLowerCase(Locale.ROOT);
        list.setItems(FXCollections.observableList(frequent.stream()
                .filter(c -> vocabulary.words().get(c).toLowerCase(Locale.ROOT).contains(part)).toList()));
        list.scrollTo(0);
    }

    private void take(Integer word) {
        if (word != null) {
            chosen.accept(vocabulary.words().get(word));
        }
    }

    private final class Word extends ListCell<Integer> {
        private final Label word = new Label();
        private final Label count = new Label();
        private final HBox line;

        Word() {
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            count.getStyleClass().add("number-name");
            count.setMinWidth(Region.USE_PREF_SIZE);
            word.setMinWidth(0);
            line = new HBox(word, gap, count);
            setOnMouseClicked(e -> take(getItem()));
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(Integer item, boolean empty) {
            super.updateItem(item, empty);
            setGraphic(empty || item == null ? null : line);
            if (!empty && item != null) {
                word.setText(vocabulary.words().get(item));
                count.setText(String.format(Locale.ROOT, "in %,d", vocabulary.samples(item)));
                setAccessibleText(word.getText() + ", in " + vocabulary.samples(item) + " training samples");
            }
        }
    }
}
