package org.mingle.ui.map;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.embed.swing.SwingFXUtils;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ComboBox;
import javafx.scene.control.MenuButton;
import javafx.scene.control.RadioMenuItem;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.stage.Stage;
import javafx.stage.Window;
import javax.imageio.ImageIO;
import org.mingle.ui.Fx;
import org.mingle.ui.AppModel;
import org.mingle.ui.SampleRef;
import org.mingle.ui.Workspace;
import org.mingle.ui.shell.Remembered;

/**
 * Writes pictures of the map in the window, on a real dataset after a short training, light and dark, at two sizes, for
 * people to look at: {@code MapPictures FOLDER DATASET [EPOCHS [WIDTH]]}.
 */
public final class MapPictures {
    private final Path folder;
    private final AppModel model;
    private final Stage stage;
    private final Workspace workspace;
    private final String prefix;

    private MapPictures(Path folder, Path dataset, int width, boolean dark) throws Exception {
        this.folder = folder;
        model = Fx.get(AppModel::new);
        stage = Fx.get(Stage::new);
        workspace = Fx.get(() -> new Workspace(model, folder.resolve("runs"), dataset, Remembered.nothing()));
        prefix = width + (dark ? "-dark-" : "-light-");
        Fx.get(() -> {
            Scene scene = new Scene(workspace.shell(), width, width * 5 / 8);
            workspace.shell().install(scene);
            model.dark().set(dark);
            stage.setScene(scene);
            stage.setX(0);
            stage.setY(0);
            stage.show();
            return null;
        });
    }

    public static void main(String[] args) throws Exception {
        Path folder = Files.createDirectories(Path.of(args[0]));
        Platform.startup(() -> Platform.setImplicitExit(false));
        int epochs = args.length > 2 ? Integer.parseInt(args[2]) : 6;
        for (int width : args.length > 3 ? new int[] {Integer.parseInt(args[3])} : new int[] {1280, 1920}) {
            for (boolean dark : new boolean[] {false, true}) {
                new MapPictures(folder, Path.of(args[1]), width, dark).go(Path.of(args[1]), epochs);
            }
        }
        Platform.exit();
    }

    private void go(Path dataset, int epochs) throws Exception {
        run(() -> workspace.shell().open(dataset));
        await(() -> model.space().get() != null);
        if (epochs > 0) {
            run(() -> {
                model.settings().set(model.settings().get().with("epochs", Integer.toString(epochs)));
                workspace.shell().actionNamed("Train").handle(new ActionEvent());
            });
            await(() -> workspace.shell().training().outcome().get() != null);
        }
        Thread.sleep(4000);
        shoot("1-plain");
        run(() -> model.picked().setAll(picked(40)));
        shoot("2-selected");
        run(() -> model.wish(AppModel.Wish.JUDGE_PICKED));
        Thread.sleep(1500);
        shoot("3-card");
        run(() -> {
            model.wish(AppModel.Wish.ASK_BY_PICKED);
            fire("#save");
        });
        shoot("4-asked");
        run(() -> {
            fire("#save");
            model.picked().clear();
        });
        for (ColourBy by : List.of(ColourBy.MIXING, ColourBy.AP, ColourBy.FIRST_HIT, ColourBy.HUBNESS)) {
            run(() -> colour(by));
            shoot("5-" + by.name().toLowerCase(java.util.Locale.ROOT));
        }
        run(() -> {
            colour(ColourBy.CLASS);
            ((RadioMenuItem) ((MenuButton) find("#pairs")).getItems().get(2)).setSelected(true);
        });
        shoot("6-pairs");
        run(() -> {
            ((RadioMenuItem) ((MenuButton) find("#pairs")).getItems().get(0)).setSelected(true);
            model.query().set(null);
            fire("#trails");
        });
        shoot("7-ways");
        run(() -> {
            model.picked().setAll(picked(6));
            fire("#compare");
        });
        Thread.sleep(1500);
        shoot("8-compared");
        run(() -> {
            fire("#compare");
            fire("#moved");
        });
        shoot("9-moved");
        run(() -> {
            fire("#moved");
            fire("#trails");
            model.picked().clear();
            model.search().set("mountain");
        });
        shoot("10-searched");
        run(() -> {
            colour(ColourBy.HUBNESS);
            model.search().set("");
            fire("#asTable");
        });
        shoot("11-table");
        run(() -> {
            fire("#asTable");
            colour(ColourBy.CLASS);
            TextField words = (TextField) workspace.shell().lookup(".query-panel").lookup("#idField");
            words.setText("a mountain beside the sea");
            words.fireEvent(new ActionEvent());
        });
        Thread.sleep(1500);
        shoot("12-outside");
        for (int method = 1; method < 3; method++) {
            int m = method;
            run(() -> ((RadioMenuItem) ((MenuButton) find("#method")).getItems().get(m)).setSelected(true));
            Thread.sleep(1500);
            shoot("13-" + MapMethod.values()[m].key());
        }
        run(() -> ((MenuButton) find("#method")).show());
        Thread.sleep(500);
        menu();
        run(() -> {
            stage.close();
            workspace.close();
        });
    }

    private Node find(String selector) {
        return workspace.shell().lookup(".map-panel").lookup(selector);
    }

    private void fire(String selector) {
        ((ToggleButton) find(selector)).fire();
    }

    @SuppressWarnings("unchecked")
    private void colour(ColourBy by) {
        ((ComboBox<ColourBy>) find("#colourBy")).setValue(by);
    }

    private List<SampleRef> picked(int pairs) {
        List<String> ids = model.space().get().embeddings().ids();
        return IntStream.range(0, 2 * pairs).mapToObj(i -> new SampleRef(ids.get(i / 2), i % 2)).toList();
    }

    /** The open menu, which is a window of its own. */
    private void menu() throws Exception {
        File file = folder.resolve(prefix + "14-menu.png").toFile();
        run(() -> {
            for (Window w : Window.getWindows()) {
                if (w != stage && w.isShowing() && w.getScene() != null && w.getWidth() > 100) {
                    picture(w.getScene(), file);
                }
            }
        });
    }

    private void shoot(String name) throws Exception {
        Thread.sleep(900);
        File file = folder.resolve(prefix + name + ".png").toFile();
        run(() -> picture(stage.getScene(), file));
    }

    private static void picture(Scene scene, File file) {
        try {
            ImageIO.write(SwingFXUtils.fromFXImage(scene.snapshot(null), null), "png", file);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static void run(Runnable body) throws Exception {
        Fx.get(() -> {
            body.run();
            return null;
        });
    }

    private static void await(BooleanSupplier condition) throws Exception {
        while (!Fx.get(condition::getAsBoolean)) {
            Thread.sleep(30);
        }
    }
}
