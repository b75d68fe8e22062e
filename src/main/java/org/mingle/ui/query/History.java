package org.mingle.ui.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Queries in the order in which they were asked, with a place in it, as in a browser. */
final class History {
    private static final int LIMIT = 200;

    private final List<Query> entries = new ArrayList<>();
    private int at = -1;

    /** Adds a query after the present place and forgets what came after it; the present query again adds nothing. */
    void visit(Query query) {
        if (at >= 0 && entries.get(at).equals(query)) {
            return;
        }
        entries.subList(at + 1, entries.size()).clear();
        entries.add(query);
        if (entries.size() > LIMIT) {
            entries.remove(0);
        }
        at = entries.size() - 1;
    }

    boolean canGoBack() {
        return at > 0;
    }

    boolean canGoForward() {
        return at + 1 < entries.size();
    }

    Optional<Query> back() {
        return canGoBack() ? Optional.of(entries.get(--at)) : Optional.empty();
    }

    Optional<Query> forward() {
        return canGoForward() ? Optional.of(entries.get(++at)) : Optional.empty();
    }

    void clear() {
        entries.clear();
        at = -1;
    }
}
