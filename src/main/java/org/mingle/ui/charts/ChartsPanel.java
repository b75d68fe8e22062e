package org.mingle.ui.charts;

import java.util.List;
import javafx.fxml.FXML;
import javafx.scene.layout.HBox;
import org.mingle.data.Dataset;
import org.mingle.data.Modality;
import org.mingle.data.Split;
import org.mingle.model.EpochSummary;
import org.mingle.ui.AppModel;
import org.mingle.ui.Fxml;
import org.mingle.ui.training.TrainingService;

/** Losses, retrieval and the two classifiers of the run under way, or the last one, on one epoch axis. */
public final class ChartsPanel extends HBox {
    private static final double SHORTEST_AXIS = 5;

    private final AppModel model;
    private final TrainingService training;
    private final EpochAxis axis = new EpochAxis();
    @FXML
    private ChartPane losses;
    @FXML
    private ChartPane retrieval;
    @FXML
    private ChartPane classifiers;

    public ChartsPanel(AppModel model, TrainingService training) {
        this.model = model;
        this.training = training;
        Fxml.load(this, "charts/charts-panel.fxml");
        for (ChartPane pane : List.of(losses, retrieval, classifiers)) {
            pane.setAxis(axis);
            pane.canvas().dark().bind(model.dark());
        }
        training.history().addListener((o, was, is) -> showEpochs());
        training.live().addListener((o, was, is) -> showLosses());
        training.progress().addListener((o, was, is) -> showAxis());
        model.dataset().addListener((o, was, is) -> showEpochs());
        showEpochs();
    }

    public EpochAxis axis() {
        return axis;
    }

    private void showEpochs() {
        List<EpochSummary> history = training.history().get();
        Dataset dataset = model.dataset().get();
        List<String> modalities =
                dataset == null ? List.of() : dataset.modalities().stream().map(Modality::name).toList();
        retrieval.setSeries(RunSeries.retrieval(history, modalities,
                dataset == null ? 0 : dataset.rows(Split.VALIDATION).length));
        classifiers.canvas().setRange(0.4, 1);
        int kinds = Math.max(2, modalities.size());
        classifiers.canvas().setReference(1.0 / kinds, "chance");
        classifiers.setSeries(RunSeries.classifiers(history));
        showLosses();
    }

    private void showLosses() {
        showAxis();
        losses.setSeries(RunSeries.losses(training.history().get(), training.live().get()));
    }

    private void showAxis() {
        List<EpochSummary> history = training.history().get();
        int last = history.isEmpty() ? 0 : history.get(history.size() - 1).epoch();
        int planned = training.phase().get().active() ? training.progress().get().epochs() : 0;
        axis.length().set(Math.max(SHORTEST_AXIS, Math.max(last, planned)));
        axis.now().set(Math.max(last, training.live().get().epoch()));
        axis.best().set(history.stream().filter(EpochSummary::best).mapToInt(EpochSummary::epoch).max().orElse(-1));
    }
}
