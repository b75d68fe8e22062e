package org.mingle.ui;

import java.io.IOException;
import java.io.UncheckedIOException;
import javafx.fxml.FXMLLoader;
import javafx.scene.Node;

/** Loads a panel's layout. */
public final class Fxml {
    private Fxml() {}

    /**
     * Fills a panel, which is both root and controller of its layout.
     *
     * @param path relative to this package's resources, e.g. {@code charts/chart-pane.fxml}
     */
    public static void load(Node panel, String path) {
        FXMLLoader loader = new FXMLLoader(Fxml.class.getResource(path));
        loader.setRoot(panel);
        loader.setController(panel);
        loader.setClassLoader(panel.getClass().getClassLoader());
        try {
            loader.load();
        } catch (IOException e) {
            throw new UncheckedIOException("The layout " + path + " cannot be read.", e);
        }
    }
}
