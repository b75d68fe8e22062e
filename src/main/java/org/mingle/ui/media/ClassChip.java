package org.mingle.ui.media;

import javafx.scene.control.Label;
import javafx.scene.shape.Circle;
import org.mingle.ui.Palette;

/** The name of a class beside a dot in its colour. */
public final class ClassChip extends Label {
    private static final double DOT = 4.5;

    /**
     * A chip.
     *
     * @param classIndex decides the colour
     * @param dark whether the dark theme is on
     */
    public ClassChip(String className, int classIndex, boolean dark) {
        super(className, new Circle(DOT, Palette.color(classIndex, dark)));
        getStyleClass().add("class-chip");
    }

    /** Makes it the chip of another class. */
    public void show(String className, int classIndex, boolean dark) {
        setText(className);
        ((Circle) getGraphic()).setFill(Palette.color(classIndex, dark));
    }
}
