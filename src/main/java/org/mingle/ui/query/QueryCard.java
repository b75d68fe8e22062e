package org.mingle.ui.query;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.mingle.data.Dataset;
import org.mingle.data.Media;
import org.mingle.ui.SampleRef;
import org.mingle.ui.media.ClassChip;
import org.mingle.ui.media.MediaBox;
import org.mingle.ui.media.Thumbnails;

/** What is asked, above its results: pictures, texts, id and classes. */
final class QueryCard {
    private static final PseudoClass MADE = PseudoClass.getPseudoClass("made");
    private static final int PICTURE = 88;
    /** Width that a long id leaves to the classes. */
    private static final int CHIP = 96;

    private final HBox host;
    private final Thumbnails thumbnails;
    private final VBox words = new VBox();
    private final Label title = new Label();
    /** Of which words features were made, and how; it holds the words themselves. */
    private final Label made = new Label();
    private final FlowPane chips = new FlowPane();
    private final HBox head = new HBox(title, chips);
    private final List<MediaBox> pictureBoxes = new ArrayList<>();
    private final List<MediaBox> textBoxes = new ArrayList<>();
    private final List<ScrollPane> textScrolls = new ArrayList<>();

    QueryCard(HBox host, Thumbnails thumbnails) {
        this.host = host;
        this.thumbnails = thumbnails;
        words.getStyleClass().add("query-words");
        title.getStyleClass().add("query-title");
        made.setWrapText(true);
        made.getStyleClass().add("query-made");
        Tooltip full = new Tooltip();
        full.textProperty().bind(made.textProperty());
        full.getStyleClass().add("wide-tooltip");
        made.setTooltip(full);
        chips.getStyleClass().add("chips");
        head.getStyleClass().add("query-head");
        // An id may be longer than the panel is wide.
        title.setMinWidth(0);
        title.setTextOverrun(OverrunStyle.CENTER_ELLIPSIS);
        Tooltip whole = new Tooltip();
        whole.textProperty().bind(title.textProperty());
        title.setTooltip(whole);
        chips.setMinWidth(CHIP);
        chips.setPrefWrapLength(CHIP);
        HBox.setHgrow(chips, Priority.ALWAYS);
        HBox.setHgrow(words, Priority.ALWAYS);
    }

    /** Nodes are kept from one query to the next: new ones cost more than the ranking. */
    void show(Query query, Dataset dataset, String note, boolean dark) {
        List<Media> media = new ArrayList<>();
        int[] classes = {};
        String modality = dataset.modalities().get(query.subject().modality()).name();
        if (query.subject() instanceof Query.Subject.Outside o) {
            title.setText(modality + " · " + (o.media() instanceof Media.Text ? "typed" : o.name())
                    + " · not in the dataset");
            media.add(o.media());
        } else if (query.subject() instanceof Query.Subject.Several s) {
            title.setText("Mean of " + s.refs().size() + " samples");
            for (SampleRef ref : s.refs().subList(0, Math.min(3, s.refs().size()))) {
                media.add(dataset.media(ref.modality(), dataset.row(ref.id())));
            }
        } else if (query.subject() instanceof Query.Subject.Features f) {
            title.setText(modality + " · a feature vector of " + f.values().size() + " numbers");
        } else {
            int row = dataset.row(query.sample().id());
            title.setText(modality + " · " + query.sample().id() + (row < 0 ? "" : " · " + dataset.split(row).key()));
            classes = row < 0 ? classes : dataset.labels(row);
            for (int m = 0; row >= 0 && m < dataset.modalities().size(); m++) {
                media.add(dataset.media(m, row));
            }
        }
        while (chips.getChildren().size() > classes.length) {
            chips.getChildren().remove(chips.getChildren().size() - 1);
        }
        for (int i = 0; i < classes.length; i++) {
            if (i == chips.getChildren().size()) {
                chips.getChildren().add(new ClassChip("", 0, dark));
            }
            ((ClassChip) chips.getChildren().get(i)).show(dataset.classNames().get(classes[i]), classes[i], dark);
        }
        chips.setManaged(classes.length > 0);
        List<Node> pictures = new ArrayList<>();
        List<Node> texts = new ArrayList<>(List.of(head));
        for (Media m : media) {
            boolean picture = Thumbnails.isPicture(m);
            if (picture || m instanceof Media.Text) {
                List<MediaBox> pool = picture ? pictureBoxes : textBoxes;
                int at = picture ? pictures.size() : texts.size() - 1;
                if (at == pool.size()) {
                    pool.add(new MediaBox(thumbnails, PICTURE));
                    if (!picture) {
                        ScrollPane scroll = new ScrollPane(pool.get(at));
                        scroll.setFitToWidth(true);
                        scroll.getStyleClass().add("text-scroll");
                        VBox.setVgrow(scroll, Priority.ALWAYS);
                        textScrolls.add(scroll);
                    }
                }
                pool.get(at).show(m);
                (picture ? pictures : texts).add(picture ? pool.get(at) : textScrolls.get(at));
            }
        }
        made.setText(note == null ? "" : note);
        if (note != null) {
            texts.set(1, made);
        }
        host.pseudoClassStateChanged(MADE, note != null);
        pictures.add(words);
        if (!words.getChildren().equals(texts)) {
            words.getChildren().setAll(texts);
        }
        if (!host.getChildren().equals(pictures)) {
            host.getChildren().setAll(pictures);
        }
    }
}
