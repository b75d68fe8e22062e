package org.mingle.ui.query;

import javafx.scene.AccessibleRole;
import javafx.scene.control.ContentDisplay;
import org.controlsfx.control.GridCell;
import org.mingle.retrieval.Ranking;

/** A result in the grid. */
final class ResultCell extends GridCell<Ranking.Hit> {
    private final ResultCard card;

    ResultCell(ResultColumn column) {
        card = new ResultCard(column, false);
        getStyleClass().add("result-cell");
        setAccessibleRole(AccessibleRole.BUTTON);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        column.listen(this, card, this::getItem);
    }

    @Override
    protected void updateItem(Ranking.Hit hit, boolean none) {
        super.updateItem(hit, none);
        if (none || hit == null) {
            // The grid empties a cell each time before it fills it: without its card it would be styled anew each time.
            return;
        }
        card.show(hit);
        setAccessibleText(card.said());
        if (getGraphic() == null) {
            setGraphic(card);
        }
    }
}
