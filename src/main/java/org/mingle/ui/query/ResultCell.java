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
            setGraphic(null);
            return;
        }
        card.show(hit);
        setAccessibleText(card.said());
        setGraphic(card);
    }
}
