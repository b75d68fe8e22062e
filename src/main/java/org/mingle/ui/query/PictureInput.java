package org.mingle.ui.query;

import java.io.File;
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

/** What comes into the query panel from outside: pictures that are chosen, dropped or pasted, and pasted words. */
final class PictureInput {
    private static final List<String> PICTURES = List.of(".png", ".jpg", ".jpeg", ".gif", ".bmp");

    private final QueryPanel panel;

    PictureInput(QueryPanel panel) {
        this.panel = panel;
        panel.addEventHandler(DragEvent.DRAG_OVER, this::dragged);
        panel.addEventHandler(DragEvent.DRAG_DROPPED, this::dropped);
    }

    /** Asks by a picture file that a person chooses. */
    void choose() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Query by a picture");
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter("Pictures",
                PICTURES.stream().map(p -> "*" + p).toList()));
        File file = chooser.showOpenDialog(panel.getScene().getWindow());
        if (file != null) {
            panel.askPicture(file);
        }
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
            panel.askPicture(file);
            e.setDropCompleted(true);
            e.consume();
        }
    }

    /** The one picture file that is dragged, or null: anything else may be a dataset, which the window opens. */
    private static File picture(Dragboard board) {
        if (!board.hasFiles() || board.getFiles().size() != 1) {
            return null;
        }
        File file = board.getFiles().get(0);
        String name = file.getName().toLowerCase(Locale.ROOT);
        return PICTURES.stream().anyMatch(name::endsWith) ? file : null;
    }

    /** Asks by what is on the clipboard: a picture, a picture file, or words. */
    boolean paste() {
        Clipboard board = Clipboard.getSystemClipboard();
        if (!panel.canAsk()) {
            return false;
        }
        if (board.hasFiles() && !board.getFiles().isEmpty()) {
            panel.askPicture(board.getFiles().get(0));
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
