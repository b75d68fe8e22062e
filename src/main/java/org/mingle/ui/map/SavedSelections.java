package org.mingle.ui.map;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.application.Platform;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.KeyCombination;
import org.mingle.data.Dataset;
import org.mingle.data.MingleException;
import org.mingle.data.NamedSelections;
import org.mingle.data.NamedSelections.Point;
import org.mingle.ui.AppModel;
import org.mingle.ui.SampleRef;

/** The menu of selections: those that were given names, kept with the dataset, and what selects without a mouse. */
final class SavedSelections {
    private final AppModel model;
    private final NamedSelections store;
    private final MapSelection selection;
    private final MenuButton menu;
    private final Consumer<String> problem;
    private final Runnable found;
    /** Reads and writes happen one after the other, and none is left out. */
    private final Executor files = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "mingle-selections");
        thread.setDaemon(true);
        return thread;
    });
    private Map<String, List<Point>> named = new LinkedHashMap<>();

    /**
     * Fills the menu.
     *
     * @param found selects what the search found
     * @param problem is told in a sentence what went wrong with the file
     */
    SavedSelections(AppModel model, NamedSelections store, MapSelection selection, MenuButton menu, Runnable found,
            Consumer<String> problem) {
        this.found = found;
        this.model = model;
        this.store = store;
        this.selection = selection;
        this.menu = menu;
        this.problem = problem;
        model.dataset().subscribe(this::load);
    }

    private void load(Dataset dataset) {
        named = new LinkedHashMap<>();
        fill();
        if (dataset != null) {
            later(dataset, () -> store.read(dataset.hash()));
        }
    }

    private void later(Dataset dataset, Supplier<Map<String, List<Point>>> work) {
        CompletableFuture.supplyAsync(work, files).whenComplete((read, failure) -> Platform.runLater(() -> {
            if (failure != null) {
                Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                problem.accept(cause instanceof MingleException ? cause.getMessage()
                        : "The named selections could not be kept: " + cause);
            } else if (dataset == model.dataset().get()) {
                named = read;
                fill();
            }
        }));
    }

    /** Stores what is picked under a name. */
    void save(String name) {
        Dataset dataset = model.dataset().get();
        List<Point> points = new ArrayList<>();
        for (SampleRef ref : model.picked()) {
            points.add(new Point(ref.id(), dataset.modalities().get(ref.modality()).name()));
        }
        write(dataset, name, points);
    }

    private void write(Dataset dataset, String name, List<Point> points) {
        later(dataset, () -> {
            store.write(dataset.hash(), name, points);
            return store.read(dataset.hash());
        });
    }

    private void select(List<Point> points) {
        Dataset dataset = model.dataset().get();
        List<SampleRef> refs = new ArrayList<>();
        for (Point p : points) {
            int m = dataset.modalityIndex(p.modality());
            if (m >= 0 && dataset.row(p.id()) >= 0) {
                refs.add(new SampleRef(p.id(), m));
            }
        }
        model.picked().setAll(refs);
    }

    private void fill() {
        menu.getItems().setAll(item("Select all shown points" + key("Shortcut+A"), selection::selectShown),
                item("Invert the selection" + key("Shortcut+I"), selection::invert),
                item("Select what the search finds", found), item("Clear the selection" + key("Esc"), selection::clear), new SeparatorMenuItem());
        if (named.isEmpty()) {
            MenuItem none = new MenuItem("No saved selections of this dataset yet");
            none.setDisable(true);
            menu.getItems().add(none);
            return;
        }
        Menu delete = new Menu("Delete");
        named.forEach((name, points) -> {
            menu.getItems().add(item(String.format(Locale.ROOT, "%s  (%,d)", name, points.size()), () -> select(points)));
            delete.getItems().add(item(name, () -> write(model.dataset().get(), name, List.of())));
        });
        menu.getItems().addAll(new SeparatorMenuItem(), delete);
    }

    /** Only named: the keys are the map's alone and not the whole window's. */
    private static String key(String combination) {
        return "   " + KeyCombination.valueOf(combination).getDisplayText();
    }

    private static MenuItem item(String text, Runnable action) {
        MenuItem item = new MenuItem(text);
        item.setMnemonicParsing(false);
        item.setOnAction(e -> action.run());
        return item;
    }
}
