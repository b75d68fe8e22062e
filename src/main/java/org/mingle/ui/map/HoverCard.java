package org.mingle.ui.map;

import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.mingle.data.Dataset;
import org.mingle.data.Media;
import org.mingle.ui.AppModel;
import org.mingle.ui.SampleRef;
import org.mingle.ui.media.ClassChip;
import org.mingle.ui.media.MediaBox;
import org.mingle.ui.media.Thumbnails;

/** What a point is: the pictures and texts of its sample, beside the point. */
final class HoverCard extends Pane {
    private static final int PICTURE = 148;
    private static final double WIDTH = 244;
    private static final double AWAY = 16;
    /** Longer texts are cut here; the query panel shows them whole. */
    private static final int TEXT_LIMIT = 320;

    private final AppModel model;
    private final Thumbnails thumbnails;
    private final VBox box = new VBox();
    private double pointX;
    private double pointY;

    HoverCard(AppModel model, Thumbnails thumbnails) {
        this.model = model;
        this.thumbnails = thumbnails;
        box.getStyleClass().add("hover-card");
        box.setPrefWidth(WIDTH);
        getChildren().add(box);
        setMouseTransparent(true);
        setVisible(false);
    }

    /** Opens the card beside a place of the map. @param value what the point's colour says, empty for nothing */
    void show(SampleRef ref, double x, double y, String value) {
        Dataset dataset = model.dataset().get();
        int row = dataset == null ? -1 : dataset.row(ref.id());
        if (row < 0) {
            return;
        }
        pointX = x;
        pointY = y;
        Label title = new Label(dataset.modalities().get(ref.modality()).name() + " · " + ref.id());
        title.getStyleClass().add("hover-title");
        box.getChildren().setAll(title);
        for (int m = 0; m < dataset.modalities().size(); m++) {
            Media media = dataset.media(m, row);
            if (!(media instanceof Media.None)) {
                MediaBox shown = new MediaBox(thumbnails, PICTURE);
                shown.show(media instanceof Media.Text t ? new Media.Text(shortened(t.text())) : media);
                box.getChildren().add(shown);
            }
        }
        FlowPane classes = new FlowPane();
        classes.getStyleClass().add("chips");
        for (int c : dataset.labels(row)) {
            classes.getChildren().add(new ClassChip(dataset.classNames().get(c), c, model.dark().get()));
        }
        box.getChildren().add(classes);
        if (!value.isEmpty()) {
            box.getChildren().add(new Label(value));
        }
        setVisible(true);
        requestLayout();
    }

    static String shortened(String text) {
        String s = text.strip().replaceAll("\\s+", " ");
        if (s.length() <= TEXT_LIMIT) {
            return s;
        }
        // Never between the two halves of a character outside the basic plane.
        int end = Character.isHighSurrogate(s.charAt(TEXT_LIMIT - 1)) ? TEXT_LIMIT - 1 : TEXT_LIMIT;
        return s.substring(0, end) + " …";
    }

    @Override
    protected void layoutChildren() {
        double h = Math.min(getHeight() - 8, box.prefHeight(WIDTH));
        double x = pointX + AWAY + WIDTH < getWidth() ? pointX + AWAY : Math.max(4, pointX - AWAY - WIDTH);
        double y = Math.max(4, Math.min(getHeight() - h - 4, pointY - h / 2));
        double least = box.minHeight(Region.USE_COMPUTED_SIZE);
        box.resizeRelocate(snapPositionX(x), snapPositionY(y), WIDTH, Math.max(h, least));
    }
}
