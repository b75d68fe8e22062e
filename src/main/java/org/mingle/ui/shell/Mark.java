package org.mingle.ui.shell;

import javafx.scene.layout.StackPane;
import javafx.scene.shape.Circle;
import javafx.scene.shape.Rectangle;

/** Mingle's mark: the two shapes that stand for modalities on the map, one over the other. */
public final class Mark extends StackPane {
    public Mark() {
        Circle circle = new Circle(7);
        circle.getStyleClass().add("mark-circle");
        circle.setTranslateX(-4);
        Rectangle square = new Rectangle(12, 12);
        square.getStyleClass().add("mark-square");
        square.setTranslateX(4);
        getChildren().addAll(circle, square);
        getStyleClass().add("mingle-mark"); // "mark" is the tick of a check box
    }
}
