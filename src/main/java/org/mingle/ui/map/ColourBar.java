package org.mingle.ui.map;

import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.image.WritableImage;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.mingle.data.SequentialColors;

/** Which colour means which number: a bar from the least to the greatest with three numbers below it. */
final class ColourBar extends VBox {
    private static final int LENGTH = 128;
    private static final int HEIGHT = 10;

    ColourBar(ColourBy by, double low, double high, boolean dark) {
        getStyleClass().add("colour-bar");
        WritableImage image = new WritableImage(LENGTH, HEIGHT);
        for (int x = 0; x < LENGTH; x++) {
            for (int y = 0; y < HEIGHT; y++) {
                image.getPixelWriter().setArgb(x, y, 0xff000000 | SequentialColors.rgb(x / (LENGTH - 1.0), dark));
            }
        }
        ImageView bar = new ImageView(image);
        String middle = by.number(by.warp().middle(low, high));
        HBox numbers = new HBox(new Label(by.number(low)), space(), new Label(middle), space(), new Label(by.number(high)));
        numbers.setMaxWidth(LENGTH);
        numbers.setMinWidth(LENGTH);
        getChildren().addAll(bar, numbers);
        setAccessibleText("Colours from " + by.number(low) + " to " + by.number(high) + ", half-way " + middle);
    }

    private static Region space() {
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        return space;
    }
}
