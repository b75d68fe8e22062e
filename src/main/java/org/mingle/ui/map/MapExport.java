package org.mingle.ui.map;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.control.Alert;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.stage.FileChooser;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.controlsfx.control.Notifications;
import org.mingle.data.AtomicFiles;
import org.mingle.data.Embeddings;
import org.mingle.data.MingleException;
import org.mingle.data.Npy;
import org.mingle.data.NpyArray;
import org.mingle.projection.Layout;
import org.mingle.ui.AppModel;

/**
 * Writes what the map shows: a picture with legend and caption, an animation of the training, or the coordinates with ids.
 */
final class MapExport {
    /** Pixels of the picture per pixel of the screen: sharp in print. */
    static final int DENSITY = 2;
    private static final int LEGEND_WIDTH = 200;
    private static final int LINE = 20;

    private final AppModel model;
    private final MapView view;
    private final MapTimeline timeline;
    private final Supplier<String> caption;

    /** @param caption of what is shown now */
    MapExport(AppModel model, MapView view, MapTimeline timeline, Supplier<String> caption) {
        this.model = model;
        this.view = view;
        this.timeline = timeline;
        this.caption = caption;
    }

    /** Fills the menu with what can be written. */
    void fill(MenuButton menu) {
        MenuItem animation = item("Training as an animation (GIF) …", "map.gif", "*.gif", this::saveAnimation);
        menu.getItems().setAll(item("Picture (PNG) …", "map.png", "*.png", this::savePicture),
                item("Picture (SVG) …", "map.svg", "*.svg", this::saveDrawing), animation, new SeparatorMenuItem(),
                item("Coordinates (CSV) …", "map.csv", "*.csv", this::saveCoordinates),
                item("Coordinates (NPY, with ids in a CSV) …", "map.npy", "*.npy", this::saveArray));
        menu.setOnShowing(e -> animation.setDisable(timeline.layouts().size() < 2));
    }

    private MenuItem item(String text, String name, String pattern, Consumer<Path> save) {
        MenuItem item = new MenuItem(text);
        item.setOnAction(e -> {
            Path file = choose(view.getScene().getWindow(), name, pattern);
            if (file != null) {
                save.accept(file);
            }
        });
        return item;
    }

    /** @param more a line of the caption that only this file has, or nothing */
    private StillMap still(String more) {
        String whole = MapCaption.complete(caption.get(), model.dataset().get().name(), model.trainedWith().get(),
                view.points().layout());
        return StillMap.of(view, more.isEmpty() ? whole : whole + System.lineSeparator() + more);
    }

    void savePicture(Path file) {
        StillMap map = still(view.dense() ? "drawn by density, without shapes" : "");
        write(file, () -> AtomicFiles.write(file, picture(map)));
    }

    void saveDrawing(Path file) {
        StillMap map = still("");
        write(file, () -> AtomicFiles.write(file, MapSvg.of(map)));
    }

    void saveAnimation(Path file) {
        StillMap map = still("");
        List<Layout> layouts = timeline.layouts();
        Notifications.create().owner(view.getScene().getWindow()).title("Writing the animation")
                .text(layouts.size() + " epochs").showInformation();
        write(file, () -> AtomicFiles.write(file, out -> new MapAnimation(map, layouts).write(out)));
    }

    void saveCoordinates(Path file) {
        Layout layout = view.points().layout();
        write(file, () -> AtomicFiles.write(file, csv(layout)));
    }

    /** The coordinates as an array, and beside it a table of the same rows that names them. */
    void saveArray(Path file) {
        Layout layout = view.points().layout();
        Path names = file.resolveSibling(file.getFileName().toString().replaceFirst("\\.npy$", "") + "-ids.csv");
        write(file, () -> {
            Npy.write(file, NpyArray.of(layout.xy()));
            AtomicFiles.write(names, csv(layout));
        });
    }

    private static Path choose(Window window, String name, String pattern) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle("Save the map");
        chooser.setInitialFileName(name);
        chooser.getExtensionFilters().add(new FileChooser.ExtensionFilter(pattern.substring(2).toUpperCase(Locale.ROOT), pattern));
        var file = chooser.showSaveDialog(window);
        return file == null ? null : file.toPath();
    }

    private void write(Path file, Runnable task) {
        Window window = view.getScene().getWindow();
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

    /** The map with legend and caption as a PNG file. */
    static byte[] picture(StillMap map) {
        int w = map.width();
        int h = map.height();
        boolean dark = map.scene().dark();
        int[] pixels = new int[w * h * DENSITY * DENSITY];
        new MapRenderer().draw(new Raster(pixels, w * DENSITY, h * DENSITY), map.points(), map.scene(), map.camera(), 0, DENSITY);
        List<LegendItem> legend = map.legend();
        List<String> lines = map.caption().lines().toList();
        int foot = LINE * lines.size() + LINE / 2;
        BufferedImage none = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB);
        int legendHeight = new LegendPainter(none.createGraphics(), dark).paint(legend, 0);
        int height = Math.max(h, legendHeight) + foot;
        BufferedImage image = new BufferedImage((w + LEGEND_WIDTH) * DENSITY, height * DENSITY,
                BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        g.setColor(dark ? new Color(0x0d1117) : Color.WHITE);
        g.fillRect(0, 0, image.getWidth(), image.getHeight());
        BufferedImage marks = new BufferedImage(w * DENSITY, h * DENSITY, BufferedImage.TYPE_INT_ARGB_PRE);
        marks.getRaster().setDataElements(0, 0, w * DENSITY, h * DENSITY, pixels);
        g.drawImage(marks, 0, 0, null);
        g.scale(DENSITY, DENSITY);
        LegendPainter painter = new LegendPainter(g, dark);
        painter.names(map, new NamePlaces());
        painter.paint(legend, w);
        painter.lines(lines, 14, height - foot + LINE);
        g.dispose();
        return png(image);
    }

    static byte[] png(BufferedImage image) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", bytes);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }
}
