package org.mingle.ui.query;

import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.control.Alert;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import org.controlsfx.control.Notifications;
import org.mingle.data.AtomicFiles;
import org.mingle.data.Dataset;
import org.mingle.data.MingleException;
import org.mingle.retrieval.Ranking;
import org.mingle.runs.RankingExport;

/** Writes what the query panel lists, off the FX thread. */
final class ResultExport {
    /** Pixels on the longer side of a copied picture. */
    static final int COPY_SIZE = 1024;

    /** Kinds of files. */
    enum Format {
        CSV("CSV", "results.csv"), JSON("JSON", "results.json"), HTML("HTML with thumbnails", "results.html");

        private final String label;
        private final String file;

        Format(String label, String file) {
            this.label = label;
            this.file = file;
        }

        String label() {
            return label;
        }
    }

    private ResultExport() {}

    static void save(Window window, Format format, Ranking ranking, Dataset dataset, String variant) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Save results as " + format.label());
        chooser.setInitialFileName(format.file);
        String ending = format.file.substring(format.file.indexOf('.'));
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(format.label, "*" + ending));
        var file = chooser.showSaveDialog(window);
        if (file != null) {
            write(window, file.toPath(), format, ranking, dataset, variant);
        }
    }

    static void write(Window window, Path file, Format format, Ranking ranking, Dataset dataset,
            String variant) {
        CompletableFuture.runAsync(() -> AtomicFiles.write(file, switch (format) {
            case CSV -> RankingExport.csv(ranking, dataset);
            case JSON -> RankingExport.json(ranking, dataset);
            case HTML -> RankingExport.html(ranking, dataset, variant);
        })).whenComplete((done, failure) -> Platform.runLater(() -> {
            if (failure == null) {
                Notifications.create().owner(window).title("Saved").text(file.toString()).showInformation();
                return;
            }
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            Alert alert = new Alert(Alert.AlertType.ERROR, cause instanceof MingleException ? cause.getMessage()
                    : "Cannot write " + file + ": " + cause.getMessage());
            alert.initOwner(window);
            alert.show();
        }));
    }
}
