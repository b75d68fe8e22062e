package org.mingle.ui.charts;

import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.layout.HBox;
import org.mingle.model.EpochSummary;
import org.mingle.ui.AppModel;
import org.mingle.ui.Fxml;
import org.mingle.ui.training.TrainingService;

/** What each epoch says about mixing, on the epoch axis of the other charts. */
public final class MixingChartsPanel extends HBox {
    @FXML
    private ChartPane neighbours;
    @FXML
    private ChartPane distances;
    @FXML
    private ChartPane spread;

    /** @param axis of the charts beside it, which keep its length */
    public MixingChartsPanel(AppModel model, TrainingService training, EpochAxis axis) {
        Fxml.load(this, "charts/mixing-charts-panel.fxml");
        for (ChartPane pane : List.of(neighbours, distances, spread)) {
            pane.setAxis(axis);
            pane.canvas().dark().bind(model.dark());
        }
        neighbours.canvas().setRange(0, 1);
        spread.canvas().setRange(-4, 0);
        training.history().subscribe(this::show);
    }

    private void show(List<EpochSummary> history) {
        neighbours.setSeries(RunSeries.neighbours(history));
        distances.setSeries(RunSeries.distances(history));
        spread.setSeries(RunSeries.spread(history));
    }
}
