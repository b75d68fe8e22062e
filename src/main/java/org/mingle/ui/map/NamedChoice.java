package org.mingle.ui.map;

import javafx.util.StringConverter;

/** Colourings by their titles. */
final class NamedChoice extends StringConverter<ColourBy> {
    @Override
    public String toString(ColourBy by) {
        return by == null ? "" : by.title();
    }

    @Override
    public ColourBy fromString(String title) {
        for (ColourBy by : ColourBy.values()) {
            if (by.title().equals(title)) {
                return by;
            }
        }
        return null;
    }
}
