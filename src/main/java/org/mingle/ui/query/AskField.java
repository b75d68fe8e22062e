package org.mingle.ui.query;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.input.Clipboard;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.controlsfx.control.textfield.AutoCompletionBinding;
import org.controlsfx.control.textfield.TextFields;
import org.mingle.data.Dataset;
import org.mingle.data.Media;
import org.mingle.features.VocabularyEncoder;
import org.mingle.ui.Latest;

/** Where a query is typed: ids and words are completed, and the words of a vocabulary can be picked from their list. */
final class AskField {
    private static final int MOST = 12;
    private static final KeyCombination PASTE = KeyCombination.valueOf("Shortcut+V");

    private final QueryPanel panel;
    private final TextField field;
    private final Button button;
    private final Latest reader = new Latest("vocabulary");
    private final AutoCompletionBinding<String> completion;
    private final VocabularyList list;
    /** Null where the dataset has none, and while it is made ready. */
    private VocabularyEncoder vocabulary;

    AskField(QueryPanel panel, TextField field, Button button) {
        this.panel = panel;
        this.field = field;
        this.button = button;
        list = new VocabularyList(this::add);
        completion = TextFields.bindAutoCompletion(field, request -> suggestions(request.getUserText()));
        // A word of several is no question yet.
        completion.setOnAutoCompleted(e -> {
            if (vocabulary == null || panel.dataset().row(field.getText().strip()) >= 0) {
                typed();
            }
        });
        field.addEventFilter(KeyEvent.KEY_PRESSED, this::pasted);
        button.setOnAction(e -> list.show(button, vocabulary));
    }

    /** A field of one line drops the ends of lines, and with them where a number ends. */
    private void pasted(KeyEvent e) {
        String text = PASTE.match(e) ? Clipboard.getSystemClipboard().getString() : null;
        if (text != null && text.strip().matches("(?s).*[\\n\\t].*")) {
            field.replaceSelection(text.strip().replaceAll("\\s+", " "));
            e.consume();
        }
    }

    void open(Dataset dataset) {
        vocabulary = null;
        boolean words = dataset != null && Asked.takesVocabulary(dataset);
        QueryPanel.show(button, words);
        button.setDisable(true);
        field.setPromptText(words ? "Sample id or words of the vocabulary"
                : dataset == null || Asked.takesWords(dataset) ? "Sample id or words" : "Sample id or feature vector");
        reader.cancel();
        if (words) {
            int m = VocabularyEncoder.modality(dataset);
            reader.submit(() -> VocabularyEncoder.of(dataset, m).orElseThrow(), v -> {
                vocabulary = v;
                button.setDisable(false);
            }, panel::problem);
        }
    }

    /** Shows what is asked, where it could have been typed. */
    void show(Query query) {
        if (query.subject() instanceof Query.Subject.Outside o && o.media() instanceof Media.Text t) {
            field.setText(t.text());
        } else {
            field.setText(query.sample() == null ? "" : query.title());
        }
    }

    void typed() {
        completion.getAutoCompletionPopup().hide();
        panel.askTyped(field.getText());
    }

    private void add(String word) {
        String before = panel.dataset().row(field.getText().strip()) >= 0 ? "" : field.getText().strip();
        field.setText(before.isEmpty() ? word : before + " " + word);
        field.positionCaret(field.getText().length());
        typed();
    }

    private List<String> suggestions(String text) {
        // A whole id: typed to its end, or shown because it is the query.
        if (!panel.canAsk() || panel.dataset().row(text.strip()) >= 0) {
            return List.of();
        }
        List<String> found = new ArrayList<>(IdSuggestions.of(panel.galleryIds(), text));
        if (vocabulary != null && !text.isBlank()) {
            int last = Math.max(text.lastIndexOf(' '), text.lastIndexOf(',')) + 1;
            String part = text.substring(last);
            IdSuggestions.of(vocabulary.words(), part).stream().filter(w -> !w.equals(part))
                    .forEach(w -> found.add(text.substring(0, last) + w));
        }
        return found.subList(0, Math.min(MOST, found.size()));
    }
}
