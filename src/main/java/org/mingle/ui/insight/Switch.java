package org.mingle.ui.insight;

import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;

/** Buttons of which one is always chosen. */
final class Switch {
    private Switch() {}

    /** Groups them; a click on the chosen one leaves it chosen. One must be selected already. */
    static ToggleGroup of(ToggleButton... buttons) {
        ToggleGroup group = new ToggleGroup();
        group.getToggles().setAll(buttons);
        group.selectedToggleProperty().addListener((o, was, is) -> {
            if (is == null) {
                group.selectToggle(was);
            }
        });
        return group;
    }
}
