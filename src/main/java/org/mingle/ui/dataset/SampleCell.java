package org.mingle.ui.dataset;

import java.util.Arrays;
import java.util.stream.Collectors;
import javafx.collections.ListChangeListener;
import javafx.collections.WeakListChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.image.ImageView;
import javafx.scene.input.MouseButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.scene.shape.Circle;
import org.mingle.data.Dataset;
import org.mingle.data.Media;
import org.mingle.ui.AppModel;
import org.mingle.ui.Palette;
import org.mingle.ui.SampleRef;
import org.mingle.ui.media.Thumbnails;

/** A sample in the list: its picture, the beginning of its text, class and id, as far as it has them. */
final class SampleCell extends ListCell<Integer> {
    private static final int PICTURE = 40;
    private static final PseudoClass PICKED = PseudoClass.getPseudoClass("picked");

    private final AppModel model;
    private final Thumbnails thumbnails;
    private final ImageView picture = new ImageView();
    private final StackPane frame = new StackPane(picture);
    private final Label text = new Label();
    private final Circle dot = new Circle(4);
    private final Label className = new Label();
    private final Label id = new Label();
    private final HBox box;
    /** Held here, because the list that it listens to outlives the cell and must not hold it. */
    private final ListChangeListener<SampleRef> pickedChanged = c -> showPicked();
    private Media shown;

    SampleCell(AppModel model, Thumbnails thumbnails) {
        this.model = model;
        this.thumbnails = thumbnails;
        picture.setFitWidth(PICTURE);
        picture.setFitHeight(PICTURE);
        picture.setPreserveRatio(true);
        frame.getStyleClass().add("sample-picture");
        frame.setMinSize(PICTURE, PICTURE);
        frame.setPrefSize(PICTURE, PICTURE);
        text.getStyleClass().add("sample-text");
        className.getStyleClass().add("sample-class");
        id.getStyleClass().add("sample-id");
        HBox second = new HBox(dot, className, id);
        second.getStyleClass().add("sample-line");
        VBox lines = new VBox(text, second);
        lines.getStyleClass().add("sample-lines");
        HBox.setHgrow(lines, Priority.ALWAYS);
        box = new HBox(frame, lines);
        box.getStyleClass().add("sample-box");
        getStyleClass().add("sample-cell");
        setPrefWidth(0);
        model.dark().addListener((o, was, is) -> colorDot());
        model.picked().addListener(new WeakListChangeListener<>(pickedChanged));
        setOnMouseEntered(e -> model.hovered().set(sample(e.getTarget())));
        setOnMouseExited(e -> model.hovered().set(null));
        setOnMouseClicked(e -> {
            if (!isEmpty() && e.getButton() == MouseButton.PRIMARY) {
                model.query().set(sample(e.getTarget()));
            }
        });
    }

    /** The picture stands for its modality, the rest for the other. */
    private SampleRef sample(Object target) {
        Dataset dataset = model.dataset().get();
        if (isEmpty() || dataset == null) {
            return null;
        }
        int pictures = Columns.pictures(dataset);
        int texts = Columns.texts(dataset);
        boolean onPicture = target == picture || target == frame || texts < 0;
        return new SampleRef(dataset.id(getItem()), Math.max(0, onPicture ? pictures : texts));
    }

    @Override
    protected void updateItem(Integer row, boolean empty) {
        super.updateItem(row, empty);
        Dataset dataset = model.dataset().get();
        if (empty || row == null || dataset == null || row >= dataset.size()) {
            shown = null;
            setGraphic(null);
            setAccessibleText(null);
            showPicked();
            return;
        }
        int texts = Columns.texts(dataset);
        String words = texts >= 0 && dataset.media(texts, row) instanceof Media.Text t ? t.text() : "";
        text.setText(words.isEmpty() ? dataset.id(row) : words.replaceAll("\\s+", " "));
        String classes = Arrays.stream(dataset.labels(row)).mapToObj(dataset.classNames()::get)
                .collect(Collectors.joining(", "));
        className.setText(classes);
        id.setText(words.isEmpty() ? "" : dataset.id(row));
        colorDot();
        showPicture(dataset, row);
        showPicked();
        setGraphic(box);
        setAccessibleText("Sample " + dataset.id(row) + ", class " + classes + (words.isEmpty() ? "" : ": " + words));
    }

    /** Marked when one half of the pair at least is in the selection. */
    private void showPicked() {
        Dataset dataset = model.dataset().get();
        boolean picked = false;
        if (getItem() != null && dataset != null && getItem() < dataset.size()) {
            for (int m = 0; m < dataset.modalities().size(); m++) {
                picked |= model.isPicked(new SampleRef(dataset.id(getItem()), m));
            }
        }
        pseudoClassStateChanged(PICKED, picked);
    }

    private void colorDot() {
        Dataset dataset = model.dataset().get();
        if (getItem() != null && dataset != null && getItem() < dataset.size()) {
            dot.setFill(Palette.color(dataset.label(getItem()), model.dark().get()));
        }
    }

    private void showPicture(Dataset dataset, int row) {
        int pictures = Columns.pictures(dataset);
        Media media = pictures < 0 ? Media.NONE : dataset.media(pictures, row);
        frame.setVisible(media != Media.NONE);
        frame.setManaged(media != Media.NONE);
        if (media.equals(shown)) {
            return;
        }
        shown = media;
        picture.setImage(null);
        if (media instanceof Media.ImageFile || media instanceof Media.ImagePixels) {
            thumbnails.load(media, PICTURE, image -> {
                if (media.equals(shown)) {
                    picture.setImage(image);
                }
            });
        }
    }
}
