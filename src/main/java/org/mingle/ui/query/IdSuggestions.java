package org.mingle.ui.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Ids that go on from what is typed. */
final class IdSuggestions {
    private static final int MOST = 12;

    private IdSuggestions() {}

    /** At most twelve: first those that begin with the part, then those that hold it. Case does not count. */
    static List<String> of(List<String> ids, String part) {
        String wanted = part.strip().toLowerCase(Locale.ROOT);
        List<String> starting = new ArrayList<>();
        List<String> holding = new ArrayList<>();
        for (String id : wanted.isEmpty() ? List.<String>of() : ids) {
            String lower = id.toLowerCase(Locale.ROOT);
            if (lower.startsWith(wanted)) {
                starting.add(id);
            } else if (holding.size() < MOST && lower.contains(wanted)) {
                holding.add(id);
            }
            if (starting.size() == MOST) {
                break;
            }
        }
        starting.addAll(holding);
        return starting.subList(0, Math.min(MOST, starting.size()));
    }
}
