package org.mingle.ui.shell;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.controlsfx.control.action.Action;
import org.controlsfx.control.action.ActionUtils;
import org.mingle.data.Dataset;
import org.mingle.data.Split;
import org.mingle.model.TrainingSettings;
import org.mingle.ui.AppModel;
import org.mingle.ui.Fxml;
import org.mingle.ui.training.TrainingService.Phase;

/** The top bar: which data, which part of it, which method, and the one button that matters. */
public final class TopBar extends HBox {
    @FXML
    private MenuButton dataset;
    @FXML
    private HBox scopes;
    @FXML
    private ComboBox<String> preset;
    @FXML
    private Button settings;
    @FXML
    private Button primary;
    @FXML
    private Button stop;
    @FXML
    private Button theme;
    @FXML
    private MenuButton menu;
    private final Map<Split, ToggleButton> scopeButtons = new HashMap<>();
    /** What a person changed in a preset is there again when it is chosen again. */
    private final Map<String, TrainingSettings> edited = new HashMap<>();

    public TopBar() {
        Fxml.load(this, "shell/top-bar.fxml");
    }

    void connect(AppModel model, Actions actions) {
        connectScopes(model);
        connectPresets(model);
        ActionUtils.configureButton(actions.settings, settings, ActionUtils.ActionTextBehavior.HIDE);
        ActionUtils.configureButton(actions.theme, theme, ActionUtils.ActionTextBehavior.HIDE);
        ActionUtils.configureButton(actions.stop, stop);
        say(settings, actions.settings);
        say(theme, actions.theme);
        say(stop, actions.stop);
        actions.all().forEach(a -> menu.getItems().add(ActionUtils.createMenuItem(a)));
        menu.setTooltip(new Tooltip("All actions"));
        model.dataset().addListener((o, was, is) -> showDataset(is));
        showDataset(model.dataset().get());
        showPhase(Phase.IDLE, actions);
    }

    private static void say(ButtonBase button, Action action) {
        if (button.tooltipProperty().isBound()) {
            button.tooltipProperty().unbind();
        }
        button.setTooltip(new Tooltip(Actions.tooltip(action)));
        button.setAccessibleText(action.getText());
    }

    /** The one button: Train, then Pause and Resume. */
    void showPhase(Phase phase, Actions actions) {
        Action action = phase == Phase.IDLE ? actions.train : actions.pause;
        ActionUtils.unconfigureButton(primary);
        ActionUtils.configureButton(action, primary);
        say(primary, action);
        boolean idle = phase == Phase.IDLE;
        primary.getStyleClass().remove("accent");
        if (idle || phase == Phase.PAUSED) {
            primary.getStyleClass().add("accent");
        }
        stop.setVisible(!idle);
        stop.setManaged(!idle);
        preset.setDisable(!idle);
    }

    private void showDataset(Dataset is) {
        dataset.setText(is == null ? "Open dataset" : is.name());
        for (Split split : Split.values()) {
            int n = is == null ? 0 : is.rows(split).length;
            ToggleButton button = scopeButtons.get(split);
            button.setText(name(split) + (n == 0 ? "" : String.format(Locale.ROOT, " %,d", n)));
            button.setDisable(n == 0);
        }
        scopes.setVisible(is != null);
    }

    /** Fills the dataset menu. */
    void showRecent(Iterable<Path> recent, Path sample, Actions actions, Consumer<Path> open) {
        dataset.getItems().setAll(ActionUtils.createMenuItem(actions.openFile),
                ActionUtils.createMenuItem(actions.openFolder));
        if (sample != null) {
            MenuItem item = new MenuItem("Bundled sample", new Icon("mdi2s-shape-outline"));
            item.setOnAction(e -> open.accept(sample));
            dataset.getItems().add(item);
        }
        boolean first = true;
        for (Path path : recent) {
            if (first) {
                dataset.getItems().add(new SeparatorMenuItem());
                first = false;
            }
            MenuItem item = new MenuItem(path.toString(), new Icon("mdi2h-history"));
            item.setMnemonicParsing(false);
            item.setOnAction(e -> open.accept(path));
            dataset.getItems().add(item);
        }
    }

    private void connectScopes(AppModel model) {
        ToggleGroup group = new ToggleGroup();
        Split[] order = {Split.TEST, Split.VALIDATION, Split.TRAIN};
        for (int i = 0; i < order.length; i++) {
            Split split = order[i];
            ToggleButton button = new ToggleButton(name(split));
            String place = i == 0 ? "left-pill" : i == order.length - 1 ? "right-pill" : "center-pill";
            button.getStyleClass().addAll(place, "scope");
            button.setToggleGroup(group);
            button.setTooltip(new Tooltip(switch (split) {
                case TEST -> "Show the test pairs: neither training nor model selection has seen them.";
                case VALIDATION -> "Show the validation pairs: they choose the best epoch.";
                case TRAIN -> "Show the training pairs: the model has learned from them.";
            }));
            button.setSelected(split == model.scope().get());
            button.setOnAction(e -> {
                button.setSelected(true);
                model.scope().set(split);
            });
            scopeButtons.put(split, button);
            scopes.getChildren().add(button);
        }
        model.scope().addListener((o, was, is) -> scopeButtons.get(is).setSelected(true));
    }

    private static String name(Split split) {
        return switch (split) {
            case TEST -> "Test";
            case VALIDATION -> "Validation";
            case TRAIN -> "Training";
        };
    }

    private void connectPresets(AppModel model) {
        preset.getItems().setAll(TrainingSettings.presets());
        preset.setCellFactory(list -> new PresetCell());
        preset.setVisibleRowCount(10);
        preset.getSelectionModel().select(model.settings().get().preset());
        Tooltip tooltip = new Tooltip(TrainingSettings.describe(model.settings().get().preset()));
        tooltip.setWrapText(true);
        tooltip.setMaxWidth(360);
        preset.setTooltip(tooltip);
        preset.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> {
            if (!is.equals(model.settings().get().preset())) {
                model.settings().set(edited.getOrDefault(is, TrainingSettings.preset(is)));
            }
        });
        model.settings().addListener((o, was, is) -> {
            edited.put(is.preset(), is);
            preset.getSelectionModel().select(is.preset());
            tooltip.setText(TrainingSettings.describe(is.preset()));
        });
    }

    /** A preset's name over the sentence that describes it. */
    private static final class PresetCell extends ListCell<String> {
        private final Label name = new Label();
        private final Label sentence = new Label();
        private final VBox box = new VBox(name, sentence);

        PresetCell() {
            name.getStyleClass().add("preset-name");
            sentence.getStyleClass().add("muted");
            sentence.setWrapText(true);
            box.getStyleClass().add("preset-box");
            setContentDisplay(ContentDisplay.GRAPHIC_ONLY);
        }

        @Override
        protected void updateItem(String item, boolean empty) {
            super.updateItem(item, empty);
            if (empty || item == null) {
                setGraphic(null);
                return;
            }
            name.setText(item);
            sentence.setText(TrainingSettings.describe(item));
            setText(item);
            setGraphic(box);
        }
    }
}
