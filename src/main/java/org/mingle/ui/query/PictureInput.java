package org.mingle.ui.query;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import javafx.scene.image.Image;
import javafx.scene.image.PixelFormat;
import javafx.scene.input.Clipboard;
import javafx.scene.input.DragEvent;
import javafx.scene.input.Dragboard;
import javafx.scene.input.TransferMode;
import javafx.stage.FileChooser;
import org.mingle.data.Media;
import org.mingle.data.MingleException;
import org.mingle.data.Npy;
import org.mingle.data.NpyArray;
import org.mingle.ui.Latest;

/** What comes into the query panel from outside: pictures and vectors, chosen, dropped or pasted, and pasted words. */
final class PictureInput {
    private static final List<String> PICTURES = List.of(".png", ".jpg", ".jpeg", ".gif", ".bmp");

    private static final String VECTOR = ".npy";

    private final QueryPanel panel;
    private final Latest reader = new Latest("vectors");

    PictureInput(QueryPanel panel) {
        this.panel = panel;
        panel.addEventHandler(DragEvent.DRAG_OVER, this::dragged);
        panel.addEventHandler(DragEvent.DRAG_DROPPED, this::dropped);
    }

    /** Asks by a picture file that a person chooses. */
    void choose() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Query by a picture or a feature vector");
        var pictures = new FileChooser.ExtensionFilter("Pictures", PICTURES.stream().map(p -> "*" + p).toList());
        var vectors = new FileChooser.ExtensionFilter("Feature vectors (.npy)", "*" + VECTOR);
        chooser.getExtensionFilters().setAll(Asked.takesPictures(panel.dataset()) ? List.of(pictures, vectors)
                : List.of(vectors));
        File file = chooser.showOpenDialog(panel.getScene().getWindow());
        if (file != null) {
            ask(file);
        }
    }

    /** Asks by a file: the numbers of a vector, or a picture. */
    void ask(File file) {
        if (!file.getName().toLowerCase(Locale.ROOT).endsWith(VECTOR)) {
            panel.askPicture(file);
        } else if (panel.canAsk()) {
            reader.submit(() -> vector(file), panel::askVector, panel::failed);
        }
    }

    private static List<Float> vector(File file) {
        NpyArray array = Npy.read(file.toPath());
        int[] shape = array.shape();
        boolean one = shape.length == 1 || shape.length == 2 && (shape[0] == 1 || shape[1] == 1);
        if (!one || array.values() instanceof String[]) {
            throw new MingleException(file.getName() + " has the shape " + Arrays.toString(shape)
                    + (one ? " of texts" : "") + ": a query is one feature vector of numbers, n or 1 x n.");
        }
        return Arrays.stream(array.toDoubles()).mapToObj(v -> (float) v).toList();
    }

    private void dragged(DragEvent e) {
        if (picture(e.getDragboard()) != null && panel.canAsk()) {
            e.acceptTransferModes(TransferMode.COPY);
            e.consume();
        }
    }

    private void dropped(DragEvent e) {
        File file = picture(e.getDragboard());
        if (file != null && panel.canAsk()) {
            ask(file);
            e.setDropCompleted(true);
            e.consume();
        }
    }

    /** The one picture or vector that is dragged, or null: anything else may be a dataset, which the window opens. */
    private static File picture(Dragboard board) {
        if (!board.hasFiles() || board.getFiles().size() != 1) {
            return null;
        }
        File file = board.getFiles().get(0);
        String name = file.getName().toLowerCase(Locale.ROOT);
        return name.endsWith(VECTOR) || PICTURES.stream().anyMatch(name::endsWith) ? file : null;
    }

    /** Asks by what is on the clipboard: a picture, a picture file, or words. */
    boolean paste() {
        Clipboard board = Clipboard.getSystemClipboard();
        if (!panel.canAsk()) {
            return false;
        }
        if (board.hasFiles() && !board.getFiles().isEmpty()) {
            ask(board.getFiles().get(0));
        } else if (board.hasImage()) {
            panel.askPicture(pixels(board.getImage()), "pasted picture");
        } else if (board.hasString() && !board.getString().isBlank()) {
            panel.askTyped(board.getString());
        } else {
            return false;
        }
        return true;
    }

    private static Media pixels(Image image) {
        int w = (int) image.getWidth();
        int h = (int) image.getHeight();
        int[] argb = new int[w * h];
        image.getPixelReader().getPixels(0, 0, w, h, PixelFormat.getIntArgbInstance(), argb, 0, w);
        return new Media.ImagePixels(w, h, argb);
    }
}
