package org.mingle.ui.map;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;
import javafx.scene.control.Alert;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.controlsfx.control.Notifications;
import org.mingle.data.AtomicFiles;
import org.mingle.data.Embeddings;
import org.mingle.data.MingleException;
import org.mingle.projection.Layout;

/** Writes what the map shows: a picture with legend and caption, or the coordinates with ids. */
final class MapExport {
    /** Pixels of the picture per pixel of the screen: sharp in print. */
    private static final int DENSITY = 2;
    private static final int LEGEND_WIDTH = 200;
    private static final int LINE = 20;
    private static final int FOOT = 72;

    private MapExport() {}

    static void savePicture(Window window, MapView view, String caption) {
        Path file = choose(window, "Save the map as a picture", "map.png", "PNG picture", "*.png");
        if (file == null) {
            return;
        }
        int w = (int) Math.ceil(view.getWidth());
        int h = (int) Math.ceil(view.getHeight());
        // Points and camera belong to this thread and go on moving: the marks are drawn now, the rest elsewhere.
        int[] pixels = new int[w * h * DENSITY * DENSITY];
        Raster raster = new Raster(pixels, w * DENSITY, h * DENSITY);
        new MapRenderer().draw(raster, view.points(), view.scene(), view.camera(), 0, DENSITY);
        Embeddings e = view.points().layout().embeddings();
        MapScene scene = view.scene();
        write(window, file, () -> AtomicFiles.write(file, picture(pixels, w, h, LegendItem.of(e, scene), caption, scene.dark())));
    }

    static void saveCoordinates(Window window, Layout layout) {
        Path file = choose(window, "Save the coordinates", "map.csv", "Comma-separated values", "*.csv");
        if (file != null) {
            write(window, file, () -> AtomicFiles.write(file, csv(layout)));
        }
    }

    private static Path choose(Window window, String title, String name, String kind, String pattern) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        chooser.setInitialFileName(name);
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(kind, pattern));
        var file = chooser.showSaveDialog(window);
        return file == null ? null : file.toPath();
    }

    private static void write(Window window, Path file, Runnable task) {
        CompletableFuture.runAsync(task).whenComplete((done, failure) -> Platform.runLater(() -> {
            if (failure == null) {
                Notifications.create().owner(window).title("Saved").text(file.toString()).showInformation();
            } else {
                Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                Alert alert = new Alert(Alert.AlertType.ERROR, cause instanceof MingleException
                        ? cause.getMessage() : "Cannot write " + file + ": " + cause.getMessage());
                alert.initOwner(window);
                alert.show();
            }
        }));
    }

    /** One line per point: {@code id,modality,class,x,y}; several classes are joined by semicolons. */
    static String csv(Layout layout) {
        Embeddings e = layout.embeddings();
        StringBuilder s = new StringBuilder("id,modality,class,x,y\n");
        for (int m = 0; m < e.modalities().size(); m++) {
            for (int r = 0; r < e.size(); r++) {
                StringBuilder classes = new StringBuilder();
                for (int c : e.labels()[r]) {
                    classes.append(classes.isEmpty() ? "" : ";").append(e.classNames().get(c));
                }
                int p = m * e.size() + r;
                s.append(quoted(e.ids().get(r))).append(',').append(quoted(e.modalities().get(m))).append(',')
                        .append(quoted(classes.toString())).append(',').append(layout.xy().get(p, 0)).append(',')
                        .append(layout.xy().get(p, 1)).append('\n');
            }
        }
        return s.toString();
    }

    /** As RFC 4180 has it: quotes where the field needs them. */
    private static String quoted(String field) {
        boolean plain = field.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? field : '"' + field.replace("\"", "\"\"") + '"';
    }

    /** The map with legend and caption as a PNG file. {@code pixels} premultiplied, transparent where nothing is. */
    static byte[] picture(int[] pixels, int w, int h, List<LegendItem> legend, String caption, boolean dark) {
        BufferedImage none = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        int legendHeight = new LegendPainter(none.createGraphics(), dark).paint(legend, 0);
        int height = Math.max(h, legendHeight) + FOOT;
        BufferedImage image = new BufferedImage((w + LEGEND_WIDTH) * DENSITY, height * DENSITY,
                BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(dark ? new Color(0x0d1117) : Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        BufferedImage map = new BufferedImage(w * DENSITY, h * DENSITY, BufferedImage.TYPE_INT_ARGB_PRE);
        map.getRaster().setDataElements(0, 0, w * DENSITY, h * DENSITY, pixels);
        g.drawImage(map, 0, 0, null);
        g.scale(DENSITY, DENSITY);
        LegendPainter painter = new LegendPainter(g, dark);
        painter.paint(legend, w);
        painter.lines(caption.lines().toList(), 14, height - FOOT + LINE);
        g.dispose();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
