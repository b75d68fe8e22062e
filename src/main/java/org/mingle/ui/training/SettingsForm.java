package org.mingle.ui.training;

import atlantafx.base.controls.ToggleSwitch;
import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.css.PseudoClass;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.ChoiceBox;
import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.kordamp.ikonli.javafx.FontIcon;
import org.mingle.data.MingleException;
import org.mingle.model.TrainingForecast;
import org.mingle.model.TrainingSettings;
import org.mingle.model.TrainingSettings.Option;
import org.mingle.ui.Fxml;

/**
 * A form made from the options of a preset: one row an option, under the option's group, with its help. A value takes
 * effect as soon as it is allowed; one that is not says what is, and the last allowed value stays in force.
 */
public final class SettingsForm extends VBox {
    private static final PseudoClass INVALID = PseudoClass.getPseudoClass("invalid");

    private final ObjectProperty<TrainingSettings> settings = new SimpleObjectProperty<>(this, "settings");
    private final ObjectProperty<TrainingForecast> forecast = new SimpleObjectProperty<>(this, "forecast");
    private final List<Row> rows = new ArrayList<>();
    @FXML
    private Label heading;
    @FXML
    private Label changed;
    @FXML
    private Button resetAll;
    @FXML
    private Button close;
    @FXML
    private Label sentence;
    @FXML
    private Label outlook;
    @FXML
    private VBox groups;
    @FXML
    private ScrollPane scroll;

    /** @param closed closes the form */
    public SettingsForm(Runnable closed) {
        Fxml.load(this, "training/settings-form.fxml");
        close.setOnAction(e -> closed.run());
        settings.addListener((o, was, is) -> show(was, is));
        forecast.subscribe(f -> outlook.setText(f == null ? "" : f.sentence()));
        outlook.managedProperty().bind(outlook.textProperty().isNotEmpty());
    }

    /** The hyper-parameters in force; both read and written. */
    public ObjectProperty<TrainingSettings> settings() {
        return settings;
    }

    /** What training with them will take; null while it is not known. */
    public ObjectProperty<TrainingForecast> forecast() {
        return forecast;
    }

    @FXML
    private void resetAll() {
        settings.set(TrainingSettings.preset(settings.get().preset()));
    }

    private void show(TrainingSettings was, TrainingSettings is) {
        if (was == null || !was.preset().equals(is.preset())) {
            build(is);
        }
        rows.forEach(Row::refresh);
        long n = rows.stream().filter(Row::isChanged).count();
        heading.setText("Settings of " + is.preset());
        sentence.setText(TrainingSettings.describe(is.preset()));
        changed.setText(n == 0 ? "As the preset has them" : n == 1 ? "1 changed" : n + " changed");
        resetAll.setDisable(n == 0);
    }

    private void build(TrainingSettings is) {
        rows.clear();
        groups.getChildren().clear();
        is.options().stream().map(Option::group).distinct().forEach(group -> {
            Label title = new Label(group);
            title.getStyleClass().add("form-group");
            groups.getChildren().add(title);
            is.options().stream().filter(o -> o.group().equals(group)).forEach(o -> {
                Row row = new Row(o);
                rows.add(row);
                groups.getChildren().add(row);
            });
        });
        scroll.setVvalue(0);
    }

    /** One option. */
    private final class Row extends VBox {
        private final Option option;
        private final Control editor;
        private final Label help = new Label();
        private final Button reset = new Button(null, new FontIcon("mdi2u-undo"));

        Row(Option option) {
            this.option = option;
            getStyleClass().add("form-row");
            editor = makeEditor();
            editor.setId("setting-" + option.key());
            editor.setAccessibleText(option.label());
            editor.setAccessibleHelp(option.help());
            Label label = new Label(option.label());
            label.setLabelFor(editor);
            label.setTooltip(new Tooltip(option.key()));
            reset.getStyleClass().addAll("flat", "button-icon", "form-reset");
            reset.setTooltip(new Tooltip("Back to " + option.defaultValue()));
            reset.setAccessibleText("Reset " + option.label());
            reset.setOnAction(e -> settings.set(settings.get().with(option.key(), option.defaultValue())));
            help.getStyleClass().add("form-help");
            help.setWrapText(true);
            Region gap = new Region();
            HBox.setHgrow(gap, Priority.ALWAYS);
            HBox line = new HBox(label, gap, reset, editor);
            line.getStyleClass().add("form-line");
            getChildren().addAll(line, help);
        }

        private Control makeEditor() {
            return switch (option.kind()) {
                case SWITCH -> {
                    ToggleSwitch s = new ToggleSwitch();
                    s.selectedProperty().addListener((o, was, is) -> enter(is.toString()));
                    yield s;
                }
                case CHOICE -> {
                    ChoiceBox<String> c = new ChoiceBox<>();
                    c.getItems().setAll(option.choices());
                    c.getSelectionModel().selectedItemProperty().addListener((o, was, is) -> enter(is));
                    c.getStyleClass().add("form-choice");
                    yield c;
                }
                default -> {
                    TextField t = new TextField();
                    t.getStyleClass().add("form-number");
                    t.textProperty().addListener((o, was, is) -> enter(is));
                    yield t;
                }
            };
        }

        private void enter(String value) {
            if (value == null || value.equals(settings.get().get(option.key()))) {
                say(option.help(), false);
                return;
            }
            try {
                settings.set(settings.get().with(option.key(), value));
                say(option.help(), false);
            } catch (MingleException e) {
                say(e.getMessage(), true);
            }
        }

        private void say(String sentence, boolean wrong) {
            help.setText(sentence);
            help.pseudoClassStateChanged(INVALID, wrong);
            editor.pseudoClassStateChanged(INVALID, wrong);
        }

        boolean isChanged() {
            return !option.defaultValue().equals(settings.get().get(option.key()));
        }

        void refresh() {
            String value = settings.get().get(option.key());
            if (editor instanceof ToggleSwitch s) {
                s.setSelected(Boolean.parseBoolean(value));
            } else if (editor instanceof TextField t) {
                if (!t.getText().strip().equals(value)) {
                    t.setText(value);
                }
            } else if (editor instanceof ChoiceBox<?> c) {
                c.getSelectionModel().select(option.choices().indexOf(value));
            }
            if (help.getText().isEmpty()) {
                say(option.help(), false);
            }
            reset.setVisible(isChanged());
        }
    }
}
