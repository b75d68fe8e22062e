package org.mingle.ui.shell;

import atlantafx.base.controls.ModalPane;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.concurrent.Task;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.Tab;
import javafx.scene.control.TabPane;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.StackPane;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.controlsfx.control.Notifications;
import org.controlsfx.control.action.Action;
import org.mingle.data.Dataset;
import org.mingle.data.MingleException;
import org.mingle.data.Split;
import org.mingle.model.CrossModalModel;
import org.mingle.projection.Layout;
import org.mingle.report.HtmlReport;
import org.mingle.runs.Run;
import org.mingle.runs.TrainingRequest;
import org.mingle.ui.AppModel;
import org.mingle.ui.Fxml;
import org.mingle.ui.charts.ChartsPanel;
import org.mingle.ui.charts.MixingChartsPanel;
import org.mingle.ui.dataset.DatasetPanel;
import org.mingle.ui.dataset.ReportView;
import org.mingle.ui.insight.Insights;
import org.mingle.ui.media.Thumbnails;
import org.mingle.ui.mixing.ScoreCardPanel;
import org.mingle.ui.training.Forecaster;
import org.mingle.ui.training.SettingsForm;
import org.mingle.ui.training.SpaceKeeper;
import org.mingle.ui.training.TrainingJob;
import org.mingle.ui.training.TrainingService;
import org.mingle.ui.training.TrainingService.Outcome;
import org.mingle.ui.training.TrainingService.Phase;

/**
 * The window's content. It puts the panels together and carries out the actions; panels know the {@link AppModel} and
 * not each other. The map shows {@link AppModel#space()} and follows it, epoch by epoch, with a layout of its own; map
 * and query panel read and write {@link AppModel#query()} and {@link AppModel#hovered()}.
 */
public final class Shell extends StackPane implements AutoCloseable {
    private static final PseudoClass DROPPING = PseudoClass.getPseudoClass("dropping");
    private static final Logger LOG = Logger.getLogger(Shell.class.getName());

    /**
     * What the shell is made of.
     *
     * @param reader reads what is at a path
     * @param untrained makes a model without training
     * @param jobs makes a training run
     * @param map makes the map panel, and likewise the query panel; closed with the shell if {@link AutoCloseable}
     * @param layouts the newest layout of the map, null while there is none
     * @param thumbnails shared by all panels
     * @param runsFolder where runs are stored
     * @param sample the bundled sample, null where there is none
     */
    public record Parts(Function<Path, Opener.Opened> reader, Function<Dataset, CrossModalModel> untrained,
            Function<TrainingRequest, TrainingJob> jobs, Function<AppModel, ? extends Node> map,
            Function<AppModel, ? extends Node> query, Supplier<Layout> layouts, Thumbnails thumbnails, Path runsFolder, Path sample,
            Remembered remembered) {}

    private final AppModel model;
    private final Parts parts;
    private final Actions actions;
    private final Opener opener;
    private final SpaceKeeper spaces;
    private final Forecaster forecaster;
    private final TrainingService training;
    private final DatasetPanel datasetPanel;
    private final Node map;
    private final Node query;
    private final ScoreCardPanel card;
    @FXML
    private TopBar topBar;
    @FXML
    private Banner banner;
    @FXML
    private SplitPane columns;
    @FXML
    private StackPane datasetHost;
    @FXML
    private StackPane mapHost;
    @FXML
    private Tab mixingChartsTab;
    @FXML
    private TabPane side;
    @FXML
    private Tab queryTab;
    @FXML
    private Tab mixingTab;
    @FXML
    private StackPane queryHost;
    @FXML
    private TabPane lower;
    @FXML
    private Tab chartsTab;
    @FXML
    private Welcome welcome;
    @FXML
    private StatusPane status;
    @FXML
    private ModalPane modal;
    private SettingsForm settingsForm;
    /** The folder of the ended run that the window shows; null without one. */
    private final ReadOnlyObjectWrapper<Path> finishedRun = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyBooleanWrapper reporting = new ReadOnlyBooleanWrapper();

    public Shell(AppModel model, Parts parts) {
        this.model = model;
        this.parts = parts;
        Fxml.load(this, "shell/shell.fxml");
        actions = new Actions(this);
        opener = new Opener(parts.reader()::apply);
        spaces = new SpaceKeeper(model, parts.untrained(), this::fail);
        forecaster = new Forecaster(model);
        training = new TrainingService(parts.jobs(), spaces, parts.runsFolder());
        datasetPanel = new DatasetPanel(model, parts.thumbnails(), this::showReport);
        map = parts.map().apply(model);
        query = parts.query().apply(model);
        datasetHost.getChildren().setAll(datasetPanel);
        mapHost.getChildren().setAll(map, obstacle("There is no map of this dataset. "));
        queryHost.getChildren().setAll(query, obstacle("There is nothing to rank in this dataset. "));
        ChartsPanel charts = new ChartsPanel(model, training);
        chartsTab.setContent(charts);
        mixingChartsTab.setContent(new MixingChartsPanel(model, training, charts.axis()));
        card = new ScoreCardPanel(model, training, parts.layouts());
        card.lookedAt().bind(mixingTab.selectedProperty());
        mixingTab.setContent(card);
        model.query().subscribe(q -> side.getSelectionModel().select(q == null ? side.getSelectionModel().getSelectedItem() : queryTab));
        model.onWish(wish -> side.getSelectionModel().select(wish == AppModel.Wish.JUDGE_PICKED ? mixingTab : queryTab));
        lower.getTabs().addAll(Insights.tabs(model));
        connect();
    }

    /** Covers a panel while there can be no space, and says why. */
    private Node obstacle(String consequence) {
        Label text = new Label();
        text.getStyleClass().add("empty-text");
        text.textProperty().bind(model.obstacle().map(why -> consequence + why));
        StackPane cover = new StackPane(text);
        cover.getStyleClass().add("panel");
        cover.visibleProperty().bind(model.obstacle().isNotEmpty());
        return cover;
    }

    private void connect() {
        model.dark().set(parts.remembered().dark());
        topBar.connect(model, actions);
        welcome.connect(actions, parts.sample() == null ? null : () -> open(parts.sample()));
        status.connect(model, training, opener.opening());
        BooleanBinding idle = training.phase().isEqualTo(Phase.IDLE);
        BooleanBinding free = opener.opening().isNull();
        actions.enable(actions.train, idle.and(free).and(model.dataset().isNotNull()));
        actions.enable(actions.pause, Bindings.createBooleanBinding(() -> training.phase().get().active()
                && training.phase().get() != Phase.STOPPING, training.phase()));
        actions.enable(actions.stop, Bindings.createBooleanBinding(() -> training.phase().get().active()
                && training.phase().get() != Phase.STOPPING, training.phase()));
        actions.enable(actions.settings, idle);
        actions.enable(actions.report, idle.and(finishedRun.isNotNull()).and(reporting.not()));
        actions.enable(actions.find, model.dataset().isNotNull());
        training.phase().addListener((o, was, is) -> showPhase(is));
        training.outcome().addListener((o, was, is) -> showOutcome(is));
        training.valueProperty().addListener((o, was, is) -> finishedRun.set(is));
        training.exceptionProperty().addListener((o, was, is) -> {
            if (is != null) {
                fail(is);
            }
        });
        model.scope().addListener((o, was, is) -> {
            if (training.phase().get() == Phase.PAUSED) {
                status.say("The map shows the other split as soon as training goes on.");
            }
        });
        opener.opening().addListener((o, was, is) -> showWelcome());
        showWelcome();
        showRecent();
        modal.setInTransitionFactory(null);
        modal.setOutTransitionFactory(null);
        addEventHandler(DragEvent.DRAG_OVER, this::onDragOver);
        addEventHandler(DragEvent.DRAG_DROPPED, this::onDropped);
        addEventHandler(DragEvent.DRAG_EXITED, e -> pseudoClassStateChanged(DROPPING, false));
    }

    /** Dresses the scene that the shell is in and makes the keys work. */
    public void install(Scene scene) {
        Theme.install(scene, model);
        actions.install(scene);
        requestFocus();
    }

    /** The action with this name, as menu and button have it. */
    public Action actionNamed(String text) {
        return actions.all().stream().filter(a -> a.getText().equals(text)).findFirst().orElseThrow();
    }

    public TrainingService training() {
        return training;
    }

    /** Opens a dataset or a run in the background; a run under way is stopped first. */
    public void open(Path path) {
        training.stop();
        banner.hide();
        opener.open(path, opened -> show(path, opened), this::fail);
    }

    private void show(Path path, Opener.Opened opened) {
        Dataset dataset = opened.dataset();
        model.query().set(null);
        model.hovered().set(null);
        model.space().set(null);
        model.scope().set(firstScope(dataset));
        model.run().set(opened.run());
        model.trainedWith().set(opened.settings());
        model.dataset().set(dataset);
        training.show(opened.history());
        finishedRun.set(opened.interrupted() ? null : opened.run());
        if (opened.settings() != null) {
            model.settings().set(opened.settings());
        }
        if (opened.model() != null) {
            spaces.keep(dataset, opened.model(), opened.epoch(), opened.interrupted() ? null : opened.run());
        }
        if (opened.interrupted()) {
            int last = opened.history().isEmpty() ? 0 : opened.history().get(opened.history().size() - 1).epoch();
            banner.showOffer("This run was broken off after epoch " + last + " of "
                    + opened.settings().asMap().getOrDefault("epochs", "1") + ".", "Resume",
                    () -> training.resume(dataset, opened.run(), opened.history()));
        }
        parts.remembered().opened(path);
        showRecent();
        showWelcome();
        long skipped = dataset.report().skipped();
        status.say(String.format(Locale.ROOT, "Opened %s: %,d pairs", dataset.name(), dataset.size()));
        if (skipped > 0) {
            inform("Some samples were left out", skipped + " of the samples in " + dataset.name()
                    + " could not be used. The notes in the dataset panel say which and why.", true);
        }
    }

    private static Split firstScope(Dataset dataset) {
        return List.of(Split.TEST, Split.VALIDATION, Split.TRAIN).stream().filter(s -> dataset.rows(s).length > 0)
                .findFirst().orElse(Split.TEST);
    }

    private void showRecent() {
        topBar.showRecent(parts.remembered().recent(), parts.sample(), actions, this::open);
    }

    private void showWelcome() {
        columns.setVisible(model.dataset().get() != null);
        if (model.dataset().get() != null) {
            welcome.setVisible(false);
        } else if (opener.opening().get() != null) {
            welcome.showOpening(opener.opening().get());
        } else {
            welcome.showEmpty();
        }
    }

    void train() {
        banner.hide();
        lower.getSelectionModel().select(chartsTab);
        modal.hide(true);
        model.run().set(null);
        model.trainedWith().set(model.settings().get());
        training.train(model.dataset().get(), model.settings().get());
    }

    void pauseOrResume() {
        if (training.phase().get() == Phase.PAUSED) {
            training.resume();
        } else {
            training.pause();
        }
    }

    void stop() {
        training.stop();
    }

    private void showPhase(Phase phase) {
        actions.pause.setText(phase == Phase.PAUSED ? "Resume" : "Pause");
        actions.pause.setGraphic(new Icon(phase == Phase.PAUSED ? "mdi2p-play" : "mdi2p-pause"));
        actions.stop.setText(phase == Phase.STOPPING ? "Stopping" : "Stop");
        topBar.showPhase(phase, actions);
    }

    private void showOutcome(Outcome outcome) {
        if (outcome == null) {
            return;
        }
        String best = Double.isNaN(outcome.result().bestScore()) ? "" : String.format(Locale.ROOT,
                " Best epoch %d: mAP %.3f on validation.", outcome.result().bestEpoch(), outcome.result().bestScore());
        String time = StatusPane.duration(outcome.result().seconds());
        switch (outcome.result().end()) {
            case COMPLETED -> {
                status.say("Training finished in " + time + " (" + outcome.result().costs() + ")." + best);
                inform("Training finished", "It took " + time + "." + best, false);
            }
            case STOPPED -> status.say("Training stopped after " + time + "." + best);
            case DIVERGED -> {
                String sentence = outcome.reason() + " " + outcome.advice();
                banner.showWarning("Training stopped itself. " + sentence);
                status.say("Training diverged; the best epoch before is kept." + best);
                inform("Training diverged", sentence, true);
            }
        }
    }

    private void inform(String title, String text, boolean warning) {
        if (getScene() == null || getScene().getWindow() == null || !getScene().getWindow().isShowing()) {
            return;
        }
        Notifications n = Notifications.create().owner(getScene().getWindow()).title(title).text(text)
                .position(Pos.BOTTOM_RIGHT)
                        .graphic(new Icon(warning ? "mdi2a-alert-outline" : "mdi2c-check-circle-outline"));
        n.show();
    }

    /** What went wrong, in one sentence; what nobody foresaw goes to the log as well. */
    private void fail(Throwable error) {
        if (error instanceof MingleException) {
            banner.showError(error.getMessage());
        } else {
            LOG.log(Level.WARNING, "Unexpected failure", error);
            banner.showError("Something unforeseen went wrong (" + error.getClass().getSimpleName()
                    + (error.getMessage() == null ? "" : ": " + error.getMessage().lines().findFirst().orElse(""))
                    + "): what was open stays open; the log has the details.");
        }
        status.say("");
        showWelcome();
    }

    void chooseFile() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Open a dataset file");
        chooser.getExtensionFilters().addAll(
                new FileChooser.ExtensionFilter("Datasets", "*.csv", "*.tsv", "*.jsonl", "*.npz", "*.mat", "*.json"),
                new FileChooser.ExtensionFilter("All files", "*"));
        File file = chooser.showOpenDialog(getScene().getWindow());
        if (file != null) {
            open(file.toPath());
        }
    }

    void chooseFolder() {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle("Open a dataset folder or a run");
        File folder = chooser.showDialog(getScene().getWindow());
        if (folder != null) {
            open(folder.toPath());
        }
    }

    void showSettings() {
        if (settingsForm == null) {
            settingsForm = new SettingsForm(() -> modal.hide(true));
            settingsForm.settings().bindBidirectional(model.settings());
            settingsForm.forecast().bind(model.forecast());
        }
        boolean shown = modal.isDisplay() && modal.getContent() == settingsForm;
        if (shown) {
            modal.hide(true);
        } else {
            showInFront(settingsForm, Pos.TOP_RIGHT);
        }
    }

    /** Writes the report of the run that is shown into its folder, in the background. */
    void writeReport() {
        Path folder = finishedRun.get();
        Path file = folder.resolve(HtmlReport.FILE);
        Task<Path> task = new Task<>() {
            @Override
            protected Path call() {
                HtmlReport.write(Run.open(folder), file);
                return file;
            }
        };
        task.setOnSucceeded(e -> {
            reporting.set(false);
            status.say("The report is written: " + file);
            inform("Report written", file.toString(), false);
        });
        task.setOnFailed(e -> {
            reporting.set(false);
            fail(task.getException());
        });
        reporting.set(true);
        status.say("Writing the report…");
        Thread thread = new Thread(task, "mingle-report");
        thread.setDaemon(true);
        thread.start();
    }

    private void showReport() {
        showInFront(new ReportView(model.dataset().get(), () -> modal.hide(true)), Pos.TOP_LEFT);
    }

    private void showInFront(Node content, Pos where) {
        modal.setAlignment(where);
        modal.show(content);
        focusFirst(content);
    }

    void find() {
        datasetPanel.find();
    }

    void toggleTheme() {
        model.dark().set(!model.dark().get());
        parts.remembered().setDark(model.dark().get());
    }

    void showAbout() {
        showInFront(new AboutBox(() -> modal.hide(true)), Pos.CENTER);
    }

    void quit() {
        getScene().getWindow().hide();
    }

    /** Moves the keyboard to the next panel: top bar, samples, map, charts, results. */
    void movePane(int by) {
        List<Parent> panes = List.of(topBar, datasetPanel, mapHost, lower, side);
        Node focused = getScene().getFocusOwner();
        int at = by > 0 ? -1 : 0;
        for (int i = 0; i < panes.size(); i++) {
            if (isIn(focused, panes.get(i))) {
                at = i;
            }
        }
        for (int tries = 1; tries <= panes.size(); tries++) {
            if (focusFirst(panes.get(Math.floorMod(at + by * tries, panes.size())))) {
                return;
            }
        }
    }

    private static boolean isIn(Node node, Parent pane) {
        Node n = node;
        while (n != null && n != pane) {
            n = n.getParent();
        }
        return n == pane;
    }

    private static boolean focusFirst(Node node) {
        if (!node.isVisible() || node.isDisabled()) {
            return false;
        }
        if (node.isFocusTraversable()) {
            node.requestFocus();
            return true;
        }
        return node instanceof Parent p && p.getChildrenUnmodifiable().stream().anyMatch(Shell::focusFirst);
    }

    private void onDragOver(DragEvent e) {
        if (e.getDragboard().hasFiles()) {
            e.acceptTransferModes(TransferMode.COPY);
            pseudoClassStateChanged(DROPPING, true);
            e.consume();
        }
    }

    private void onDropped(DragEvent e) {
        if (e.getDragboard().hasFiles()) {
            open(e.getDragboard().getFiles().get(0).toPath());
            e.setDropCompleted(true);
            e.consume();
        }
    }

    /** Ends what runs in the background. */
    @Override
    public void close() {
        training.stop();
        opener.close();
        spaces.close();
        forecaster.close();
        datasetPanel.close();
        card.close();
        for (Node panel : List.of(map, query)) {
            if (panel instanceof AutoCloseable c) {
                try {
                    c.close();
                } catch (Exception e) {
                    LOG.log(Level.WARNING, "A panel did not close", e);
                }
            }
        }
    }
}
