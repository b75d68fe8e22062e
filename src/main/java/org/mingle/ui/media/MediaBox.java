package org.mingle.ui.media;

import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.StackPane;
import org.mingle.data.Media;

/** Shows one sample in one modality: its picture, its text, or that there are only features. */
public final class MediaBox extends StackPane {
    private final Thumbnails thumbnails;
    private final int size;
    private final ImageView picture = new ImageView();
    private final Label text = new Label();
    private Media shown = Media.NONE;

    /**
     * An empty box.
     *
     * @param size pixels on the longer side of a picture
     */
    public MediaBox(Thumbnails thumbnails, int size) {
        this.thumbnails = thumbnails;
        this.size = size;
        getStyleClass().add("media-box");
        text.setWrapText(true);
        text.getStyleClass().add("media-text");
        picture.setPreserveRatio(true);
        picture.setSmooth(true);
        picture.setFitWidth(size);
        picture.setFitHeight(size);
        setAlignment(Pos.CENTER);
    }

    /** Shows other media; a picture appears when it has been decoded. */
    public void show(Media media) {
        shown = media;
        picture.setImage(null);
        if (Thumbnails.isPicture(media)) {
            setMinSize(size, size);
            showOnly(picture);
            // The box may show something else by the time the picture is there.
            thumbnails.load(media, size, image -> {
                if (shown == media) {
                    picture.setImage(image);
                    setAccessibleText(Thumbnails.isBroken(image) ? "The picture cannot be read" : "Picture");
                }
            });
        } else {
            setMinSize(0, 0);
            text.setText(media instanceof Media.Text t ? t.text().strip() : "Features only");
            text.pseudoClassStateChanged(javafx.css.PseudoClass.getPseudoClass("none"), media instanceof Media.None);
            setAccessibleText(text.getText());
            showOnly(text);
        }
    }

    /** Whether a text is as tall as it is, or cut where there is no room. */
    public void wholeText(boolean whole) {
        text.setMinHeight(whole ? USE_PREF_SIZE : USE_COMPUTED_SIZE);
    }

    /** Pixels on the longer side of a picture. */
    public int size() {
        return size;
    }

    private void showOnly(Node node) {
        if (getChildren().size() != 1 || getChildren().get(0) != node) {
            getChildren().setAll(node);
        }
    }
}
