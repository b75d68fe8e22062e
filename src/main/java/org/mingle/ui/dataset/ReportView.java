package org.mingle.ui.dataset;

import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.mingle.data.Dataset;
import org.mingle.data.DatasetReport.Problem;
import org.mingle.ui.Fxml;

/** What was noticed while a dataset was read, one entry each. */
public final class ReportView extends VBox {
    @FXML
    private Label title;
    @FXML
    private Label summary;
    @FXML
    private ListView<Problem> problems;
    @FXML
    private Button close;

    /** @param closed closes the view */
    public ReportView(Dataset dataset, Runnable closed) {
        Fxml.load(this, "dataset/report-view.fxml");
        title.setText("Notes on " + dataset.name());
        long skipped = dataset.report().skipped();
        summary.setText(skipped == 0 ? "All samples could be used." : skipped == 1 ? "One sample was left out."
                : skipped + " samples were left out.");
        problems.getItems().setAll(dataset.report().problems());
        problems.setCellFactory(list -> new ProblemCell());
        close.setOnAction(e -> closed.run());
    }

    /** One note: how grave, what, and where. */
    private static final class ProblemCell extends ListCell<Problem> {
        private static final double SCROLL_BAR = 16;
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

        /** As high as the text is when it is wrapped at the width of the list. */
        @Override
        protected double computePrefHeight(double width) {
            double inner = getListView().getWidth() - snappedLeftInset() - snappedRightInset() - SCROLL_BAR;
            return getGraphic() == null ? super.computePrefHeight(width)
                    : box.prefHeight(inner) + snappedTopInset() + snappedBottomInset();
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
