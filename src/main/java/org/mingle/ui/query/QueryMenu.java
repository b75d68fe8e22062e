package org.mingle.ui.query;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Menu;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import org.kordamp.ikonli.javafx.FontIcon;
import org.mingle.data.Media;
import org.mingle.retrieval.Ranking;
import org.mingle.ui.SampleRef;
import org.mingle.ui.media.Thumbnails;

/** What can be done with queries and results besides asking: bookmarks, copies, files. */
final class QueryMenu {
    private final QueryPanel panel;
    private final Bookmarks bookmarks;
    private final ContextMenu menu = new ContextMenu();

    QueryMenu(QueryPanel panel, Bookmarks bookmarks) {
        this.panel = panel;
        this.bookmarks = bookmarks;
    }

    /** Fills the menu of the panel when it is opened. */
    void fill(MenuButton more) {
        Query query = panel.query();
        Ranking ranking = panel.ranking();
        more.getItems().clear();
        List<Query> kept = bookmarks.all();
        if (kept.isEmpty()) {
            MenuItem none = new MenuItem("No bookmarks yet");
            none.setDisable(true);
            more.getItems().add(none);
        } else {
            Menu remove = new Menu("Remove a bookmark", new FontIcon("mdi2b-bookmark-remove"));
            for (Query q : kept) {
                more.getItems().add(item(bookmarkName(q), "mdi2b-bookmark", () -> panel.ask(q)));
                remove.getItems().add(item(bookmarkName(q), "mdi2c-close", () -> bookmarks.toggle(q)));
            }
            more.getItems().add(remove);
        }
        more.getItems().add(new SeparatorMenuItem());
        if (query != null && query.sample() != null) {
            more.getItems().addAll(copyItems(query.sample()));
            more.getItems().add(new SeparatorMenuItem());
        }
        for (ResultExport.Format format : ResultExport.Format.values()) {
            MenuItem export = item("Save results as " + format.label() + "…", "mdi2d-download", () -> ResultExport.save(
                    panel.getScene().getWindow(), format, ranking, panel.dataset(), panel.basis()));
            export.setDisable(ranking == null);
            more.getItems().add(export);
        }
    }

    private String bookmarkName(Query q) {
        return q.title() + "   " + panel.dataset().modalities().get(q.subject().modality()).name() + " → "
                + panel.dataset().modalities().get(q.gallery()).name();
    }

    /** What can be done with a result besides clicking it. */
    void show(Node owner, SampleRef ref, double x, double y) {
        menu.getItems().setAll(copyItems(ref));
        menu.getItems().add(new SeparatorMenuItem());
        menu.getItems().add(item(panel.picked(ref) ? "Take out of the picked samples" : "Pick for a query by several samples",
                "mdi2s-select-group", () -> panel.pick(ref)));
        menu.show(owner, x, y);
    }

    private List<MenuItem> copyItems(SampleRef ref) {
        List<MenuItem> items = new ArrayList<>();
        items.add(item("Copy id " + ref.id(), "mdi2c-content-copy", () -> copy(ref.id())));
        int row = panel.dataset().row(ref.id());
        for (int m = 0; row >= 0 && m < panel.dataset().modalities().size(); m++) {
            Media media = panel.dataset().media(m, row);
            String name = panel.dataset().modalities().get(m).name();
            if (media instanceof Media.Text t) {
                items.add(item("Copy " + name, "mdi2c-content-copy", () -> copy(t.text())));
            } else if (Thumbnails.isPicture(media)) {
                items.add(item("Copy " + name, "mdi2c-content-copy", () -> copy(media)));
            }
        }
        return items;
    }

    private static MenuItem item(String text, String icon, Runnable action) {
        MenuItem item = new MenuItem(text, new FontIcon(icon));
        item.setMnemonicParsing(false);
        item.setOnAction(e -> action.run());
        return item;
    }

    private static void copy(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    /** A picture file is copied as file and as picture, so that it can be pasted into folders and into documents. */
    private void copy(Media media) {
        panel.thumbnails().load(media, ResultExport.COPY_SIZE, image -> {
            ClipboardContent content = new ClipboardContent();
            content.putImage(image);
            if (media instanceof Media.ImageFile f) {
                content.putFiles(List.of(f.path().toFile()));
            }
            Clipboard.getSystemClipboard().setContent(content);
        });
    }
}
