package org.mingle.ui.shell;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.fxml.FXML;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.VBox;
import org.mingle.compute.NativeRuntime;
import org.mingle.runs.Versions;
import org.mingle.ui.Fxml;

/** What this is and what it runs on. */
final class AboutBox extends VBox {
    @FXML
    private Label version;
    @FXML
    private GridPane facts;
    @FXML
    private Button close;

    AboutBox(Runnable closed) {
        Fxml.load(this, "shell/about-box.fxml");
        close.setOnAction(e -> closed.run());
        CompletableFuture.supplyAsync(Versions::mingle)
                .thenAccept(v -> Platform.runLater(() -> version.setText("Version " + v)));
        CompletableFuture.supplyAsync(AboutBox::gather).thenAccept(f -> Platform.runLater(() -> show(f)));
    }

    private static Map<String, String> gather() {
        NativeRuntime.prepare(0);
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Java", Runtime.version() + ", " + System.getProperty("java.vendor"));
        all.put("JavaFX", System.getProperty("javafx.runtime.version", "unknown"));
        all.put("System", System.getProperty("os.name") + " " + System.getProperty("os.version") + ", "
                + System.getProperty("os.arch"));
        all.put("Heap", Runtime.getRuntime().maxMemory() / (1 << 20) + " MB at most");
        NativeRuntime.describe().forEach(all::put);
        return all;
    }

    private void show(Map<String, String> all) {
        int row = 0;
        for (Map.Entry<String, String> e : all.entrySet()) {
            Label key = new Label(e.getKey());
            key.getStyleClass().add("muted");
            Label value = new Label(e.getValue());
            value.setWrapText(true);
            facts.addRow(row++, key, value);
        }
    }
}
