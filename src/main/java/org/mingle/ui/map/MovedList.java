package org.mingle.ui.map;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import javafx.fxml.FXML;
import javafx.scene.control.Label;
import javafx.scene.control.ListCell;
import javafx.scene.control.ListView;
import javafx.scene.layout.VBox;
import org.mingle.projection.Layout;
import org.mingle.projection.Movement;
import org.mingle.ui.Fxml;
import org.mingle.ui.Latest;
import org.mingle.ui.SampleRef;

/** The points that moved most between two epochs, apart from what their neighbours did; an entry selects its sample. */
public final class MovedList extends VBox {
    private static final int MOST = 50;

    @FXML private Label what;
    @FXML private ListView<Entry> list;

    private final Latest worker = new Latest("mingle-moved");
    private Layout from;
    private Layout to;
    private boolean busy;

    /** One point. @param words modality, id and class */
    record Entry(SampleRef ref, String words, float moved) {}

    public MovedList() {
        Fxml.load(this, "map/moved-list.fxml");
        list.setCellFactory(l -> new ListCell<>() {
            @Override
            protected void updateItem(Entry entry, boolean empty) {
                super.updateItem(entry, empty);
                setText(empty ? null : String.format(Locale.ROOT, "%.2f  %s", entry.moved(), entry.words()));
            }
        });
    }

    /** @param chosen hears of the sample whose entry was chosen */
    void setOnChosen(Consumer<SampleRef> chosen) {
        list.getSelectionModel().selectedItemProperty().subscribe(e -> {
            if (e != null) {
                chosen.accept(e.ref());
            }
        });
    }

    List<Entry> entries() {
        return list.getItems();
    }

    ListView<Entry> list() {
        return list;
    }

    /** Shows what moved between two layouts of the same points; of many that follow each other fast not each. */
    void show(Layout before, Layout after) {
        if (before == from && after == to) {
            return;
        }
        from = before;
        to = after;
        if (!busy) {
            compute();
        }
    }

    private void compute() {
        Layout before = from;
        Layout after = to;
        if (before == null || after == null || before.epoch() == after.epoch()) {
            what.setText("Show another epoch than the one where the comparison begins.");
            list.getItems().clear();
            return;
        }
        busy = true;
        worker.submit(() -> entries(before, after), entries -> {
            what.setText(String.format(Locale.ROOT, "Moved most from epoch %d to %d, less the mean of %d neighbours, in radii of"
                    + " the map", before.epoch(), after.epoch(), Movement.NEIGHBOURS));
            // The entry that was chosen would otherwise lose its mark and, in another place, be chosen again.
            if (!entries.equals(list.getItems())) {
                list.getItems().setAll(entries);
            }
            goOn(before, after);
        }, sentence -> {
            what.setText(sentence);
            goOn(before, after);
        });
    }

    private void goOn(Layout before, Layout after) {
        busy = false;
        if (before != from || after != to) {
            compute();
        }
    }

    private static List<Entry> entries(Layout before, Layout after) {
        float[] moved = Movement.relative(before.xy(), after.xy());
        var e = after.embeddings();
        return IntStream.range(0, moved.length).boxed()
                .sorted(Comparator.comparingDouble((Integer p) -> -moved[p]).thenComparing(p -> p)).limit(MOST)
                .map(p -> new Entry(new SampleRef(e.ids().get(p % e.size()), p / e.size()), e.modalities().get(p / e.size())
                        + " " + e.ids().get(p % e.size()) + " · " + e.classNames().get(e.labels()[p % e.size()][0]), moved[p]))
                .toList();
    }
}
