package org.mingle.ui.query;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.application.Platform;
import org.mingle.data.BookmarkFile;
import org.mingle.data.Dataset;
import org.mingle.data.Media;
import org.mingle.data.MingleException;
import org.mingle.data.NamedSelections.Point;
import org.mingle.ui.SampleRef;

/**
 * The queries a person keeps for a dataset, also from one time to the next. FX thread; files are read and written on
 * another.
 */
final class Bookmarks {
    /** Reads and writes happen one after the other, and none is left out. */
    private final Executor files = Executors.newSingleThreadExecutor(task -> {
        Thread thread = new Thread(task, "mingle-bookmarks");
        thread.setDaemon(true);
        return thread;
    });
    private final BookmarkFile store;
    private final Runnable changed;
    private final Consumer<String> problem;
    private List<Query> kept = List.of();
    private Dataset dataset;
    /** Whether what is stored is known; before, nothing is written over it. */
    private boolean loaded;

    /**
     * @param store null to keep queries for as long as the dataset is open only
     * @param changed is told when the bookmarks are others
     * @param problem is told in a sentence what went wrong with the file
     */
    Bookmarks(BookmarkFile store, Runnable changed, Consumer<String> problem) {
        this.store = store;
        this.changed = changed;
        this.problem = problem;
    }

    /** Forgets the bookmarks of the dataset before and fetches those of another; null for none. */
    void open(Dataset next) {
        dataset = next;
        kept = List.of();
        loaded = false;
        changed.run();
        if (next != null && store != null) {
            CompletableFuture.supplyAsync(() -> store.read(next.hash()), files)
                    .whenComplete((read, failure) -> Platform.runLater(() -> fetched(next, read, failure)));
        }
    }

    private void fetched(Dataset of, List<BookmarkFile.Entry> read, Throwable failure) {
        if (of != dataset) {
            return;
        }
        if (failure != null) {
            tell(failure);
            return;
        }
        loaded = true;
        // What was kept while the file was being read comes after what is in it.
        boolean more = !kept.isEmpty();
        kept = Stream.concat(read.stream().map(e -> query(e, of)).filter(Objects::nonNull), kept.stream()).distinct()
                .toList();
        changed.run();
        if (more) {
            write();
        }
    }

    List<Query> all() {
        return kept;
    }

    boolean has(Query query) {
        return kept.contains(query);
    }

    /** Keeps a query, or lets it go. */
    void toggle(Query query) {
        List<Query> next = new ArrayList<>(kept);
        if (!next.remove(query)) {
            next.add(query);
        }
        kept = List.copyOf(next);
        changed.run();
        if (loaded) {
            write();
        }
    }

    private void write() {
        Dataset of = dataset;
        List<BookmarkFile.Entry> entries = kept.stream().map(q -> entry(q, of)).filter(Objects::nonNull).toList();
        CompletableFuture.runAsync(() -> store.write(of.hash(), entries), files).whenComplete((done, failure) -> {
            if (failure != null) {
                Platform.runLater(() -> tell(failure));
            }
        });
    }

    private void tell(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        problem.accept(cause instanceof MingleException ? cause.getMessage()
                : "The bookmarks could not be kept: " + cause);
    }

    /** Null for a pasted picture, which is in no file. */
    static BookmarkFile.Entry entry(Query query, Dataset dataset) {
        String gallery = dataset.modalities().get(query.gallery()).name();
        String modality = dataset.modalities().get(query.subject().modality()).name();
        if (query.subject() instanceof Query.Subject.Features f) {
            return new BookmarkFile.Entry(gallery, modality, List.of(), null, null, f.values());
        }
        if (query.subject() instanceof Query.Subject.Outside o) {
            if (o.media() instanceof Media.Text t) {
                return new BookmarkFile.Entry(gallery, modality, List.of(), t.text(), null, List.of());
            }
            return o.media() instanceof Media.ImageFile f ? new BookmarkFile.Entry(gallery, modality, List.of(), null,
                    f.path().toAbsolutePath().toString(), List.of()) : null;
        }
        List<SampleRef> refs = query.subject() instanceof Query.Subject.Several s ? s.refs() : List.of(query.sample());
        return new BookmarkFile.Entry(gallery, modality, refs.stream().map(r -> new Point(r.id(),
                dataset.modalities().get(r.modality()).name())).toList(), null, null, List.of());
    }

    /** Null for what the dataset cannot answer. */
    static Query query(BookmarkFile.Entry entry, Dataset dataset) {
        int gallery = dataset.modalityIndex(entry.gallery());
        int modality = dataset.modalityIndex(entry.modality());
        if (gallery < 0 || modality < 0) {
            return null;
        }
        if (!entry.samples().isEmpty()) {
            List<SampleRef> refs = entry.samples().stream().filter(p -> dataset.row(p.id()) >= 0
                    && dataset.modalityIndex(p.modality()) >= 0)
                    .map(p -> new SampleRef(p.id(), dataset.modalityIndex(p.modality()))).toList();
            return refs.size() < entry.samples().size() ? null : refs.size() == 1 ? new Query(refs.get(0), gallery)
                    : new Query(new Query.Subject.Several(refs), gallery);
        }
        if (entry.text() != null) {
            return new Query(new Query.Subject.Outside(new Media.Text(entry.text()), Asked.shortened(entry.text()),
                    modality), gallery);
        }
        if (entry.image() != null) {
            Path path = Path.of(entry.image());
            return new Query(new Query.Subject.Outside(new Media.ImageFile(path), String.valueOf(path.getFileName()),
                    modality), gallery);
        }
        return entry.features().isEmpty() ? null
                : new Query(new Query.Subject.Features(entry.features(), modality), gallery);
    }
}
