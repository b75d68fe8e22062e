package org.mingle.ui.dataset;

import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.mingle.data.DatasetReport;
import org.mingle.data.DatasetReport.Problem;

/** What was noticed while a dataset was read, one entry each. */
final class ReportView extends ListView<Problem> {
    ReportView(DatasetReport report) {
        getItems().setAll(report.problems());
        getStyleClass().add("report-view");
        setAccessibleText("Notes on the dataset");
        setCellFactory(list -> new ProblemCell());
    }

    private static final class ProblemCell extends ListCell<Problem> {
        private final FontIcon icon = new FontIcon();
        private final Label message = new Label();
        private final Label where = new Label();
        private final HBox box;

        ProblemCell() {
            message.setWrapText(true);
            where.setWrapText(true);
            where.getStyleClass().add("muted");
            VBox lines = new VBox(message, where);
            HBox.setHgrow(lines, Priority.ALWAYS);
            box = new HBox(icon, lines);
            box.getStyleClass().add("report-box");
            setPrefWidth(0);
        }

        @Override
        protected void updateItem(Problem p, boolean empty) {
            super.updateItem(p, empty);
            if (empty || p == null) {
                setGraphic(null);
                return;
            }
            switch (p.severity()) {
                case SKIPPED -> icon(icon, "mdi2c-close-circle-outline", "danger-icon");
                case WARNING -> icon(icon, "mdi2a-alert-outline", "warning-icon");
                case NOTICE -> icon(icon, "mdi2i-information-outline", "notice-icon");
            }
            message.setText(p.message());
            where.setText(p.where());
            setGraphic(box);
        }

        private static void icon(FontIcon icon, String literal, String style) {
            icon.setIconLiteral(literal);
            icon.getStyleClass().setAll("ikonli-font-icon", style);
        }
    }
}
