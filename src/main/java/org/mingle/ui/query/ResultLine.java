package org.mingle.ui.query;

import javafx.scene.AccessibleRole;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ListCell;
import org.mingle.retrieval.Ranking;

/** A result in the list: as wide as the column and, opened, as tall as its text. */
final class ResultLine extends ListCell<Ranking.Hit> {
    private final ResultCard card;

    ResultLine(ResultColumn column) {
        card = new ResultCard(column, true);
        getStyleClass().add("result-line");
        setAccessibleRole(AccessibleRole.BUTTON);
        setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        // The list, not the longest text, decides the width.
        setPrefWidth(0);
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
