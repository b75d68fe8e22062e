package org.mingle.ui.map;

/** What dragging on the map does. */
enum MapTool {
    /** Moves the map. */
    HAND,
    /** Selects what is in a rectangle. */
    BOX,
    /** Selects what is in an outline of any shape. */
    LASSO
}
