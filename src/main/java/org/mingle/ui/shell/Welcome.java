package org.mingle.ui.shell;

import java.nio.file.Path;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.controlsfx.control.action.ActionUtils;
import org.mingle.ui.Fxml;

/** What the window shows instead of panels while no dataset is open. */
public final class Welcome extends VBox {
    @FXML
    private Label title;
    @FXML
    private Label text;
    @FXML
    private ProgressBar busy;
    @FXML
    private HBox buttons;
    @FXML
    private Button openSample;
    @FXML
    private Button openFile;
    @FXML
    private Button openFolder;

    public Welcome() {
        Fxml.load(this, "shell/welcome.fxml");
    }

    /** @param sample opens the bundled sample, null where there is none */
    void connect(Actions actions, Runnable sample) {
        ActionUtils.configureButton(actions.openFile, openFile);
        ActionUtils.configureButton(actions.openFolder, openFolder);
        openSample.setVisible(sample != null);
        openSample.setManaged(sample != null);
        openSample.setOnAction(e -> sample.run());
    }

    void showEmpty() {
        title.setText("Open a dataset");
        text.setText("Drop a file or a folder here, or choose one: tables of raw files (.csv, .tsv, .jsonl),"
                + " features (.npz, .mat), or a folder with a mingle.json.");
        show(false);
    }

    void showOpening(Path path) {
        title.setText("Opening " + (path.getFileName() == null ? path : path.getFileName()));
        text.setText("Reading, checking and encoding its samples.");
        show(true);
    }

    private void show(boolean opening) {
        busy.setVisible(opening);
        busy.setManaged(opening);
        buttons.setVisible(!opening);
        buttons.setManaged(!opening);
        setVisible(true);
    }
}
