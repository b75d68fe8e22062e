package org.mingle.ui.shell;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.value.ObservableValue;
import javafx.scene.Scene;
import javafx.scene.input.KeyCombination;
import org.controlsfx.control.action.Action;

/** Everything that can be done with the window as a whole, each thing once: its name, help, icon and key. */
final class Actions {
    final Action openFile;
    final Action openFolder;
    final Action train;
    final Action pause;
    final Action stop;
    final Action settings;
    final Action report;
    final Action find;
    final Action nextPane;
    final Action previousPane;
    final Action theme;
    final Action about;
    final Action quit;

    /** Held here, because what a binding depends on does not hold it. */
    private final List<ObservableValue<Boolean>> conditions = new ArrayList<>();

    Actions(Shell shell) {
        openFile = action("Open file…", "Open a dataset file: .csv, .tsv, .jsonl, .npz or .mat",
                "mdi2f-file-outline", "Shortcut+O", shell::chooseFile);
        openFolder = action("Open folder…", "Open a dataset folder with a mingle.json, or a finished run",
                "mdi2f-folder-open-outline", "Shortcut+Shift+O", shell::chooseFolder);
        train = action("Train", "Train a model on the open dataset", "mdi2p-play", "Shortcut+Enter", shell::train);
        pause = action("Pause", "Pause training, or go on with it", "mdi2p-pause", "Shortcut+P", shell::pauseOrResume);
        stop = action("Stop", "End training and keep the best epoch so far", "mdi2s-stop", "Shortcut+Period",
                shell::stop);
        settings = action("Settings…", "Hyper-parameters of the next run", "mdi2t-tune-variant", "Shortcut+Comma",
                shell::showSettings);
        report = action("Write report", "Write measures, figures, map and examples of this run as one HTML file",
                "mdi2f-file-chart-outline", "Shortcut+R", shell::writeReport);
        find = action("Find sample", "Search the samples by class, text or id", "mdi2m-magnify", "Shortcut+F",
                shell::find);
        nextPane = action("Next panel", "Move the keyboard to the next panel", "mdi2a-arrow-right", "F6",
                () -> shell.movePane(1));
        previousPane = action("Previous panel", "Move the keyboard to the previous panel", "mdi2a-arrow-left",
                "Shift+F6", () -> shell.movePane(-1));
        theme = action("Light or dark", "Change between the light and the dark theme", "mdi2b-brightness-6",
                "Shortcut+Shift+L", shell::toggleTheme);
        about = action("About Mingle", "Version, machine and libraries in use", "mdi2i-information-outline", "F1",
                shell::showAbout);
        quit = action("Quit", "Close Mingle", "mdi2c-close", "Shortcut+Q", shell::quit);
    }

    private static Action action(String text, String help, String icon, String key, Runnable body) {
        Action action = new Action(text, e -> body.run());
        action.setLongText(help);
        action.setGraphic(new Icon(icon));
        action.setAccelerator(KeyCombination.valueOf(key));
        return action;
    }

    /** All of them, in the order of a menu. */
    List<Action> all() {
        return List.of(openFile, openFolder, train, pause, stop, settings, report, find, nextPane, previousPane, theme, about,
                quit);
    }

    /** Makes the keys work wherever the focus is. */
    void install(Scene scene) {
        for (Action a : all()) {
            scene.getAccelerators().put(a.getAccelerator(), () -> {
                if (!a.isDisabled()) {
                    a.handle(new javafx.event.ActionEvent());
                }
            });
        }
    }

    /** The help of an action with its key, for a tooltip. */
    static String tooltip(Action action) {
        return action.getLongText() + " (" + action.getAccelerator().getDisplayText() + ")";
    }

    /** Lets an action be taken only while something holds. */
    void enable(Action action, ObservableValue<Boolean> when) {
        conditions.add(when);
        action.setDisabled(!when.getValue());
        when.addListener((o, was, is) -> action.setDisabled(!is));
    }
}
