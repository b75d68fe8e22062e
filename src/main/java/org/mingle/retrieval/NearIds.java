package org.mingle.retrieval;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Ids that a person may have meant. */
final class NearIds {
    private static final int SUGGESTIONS = 3;

    private NearIds() {}

    /** The end of a sentence: {@code : did you mean a, b or c?}, or what to do if nothing is near. */
    static String suggestion(String id, List<String> ids) {
        int limit = Math.max(2, id.length() / 3);
        List<String> near = ids.stream()
                .filter(other -> distance(id, other, limit) <= limit)
                .sorted(Comparator.<String>comparingInt(other -> distance(id, other, limit)).thenComparing(Comparator.naturalOrder()))
                .limit(SUGGESTIONS)
                .toList();
        if (near.isEmpty()) {
            return ids.isEmpty() ? ": the gallery is empty." : ": ids look like " + ids.get(0) + ".";
        }
        String last = near.get(near.size() - 1);
        String others = near.stream().limit(near.size() - 1).collect(Collectors.joining(", "));
        return ": did you mean " + (others.isEmpty() ? last : others + " or " + last) + "?";
    }

    /** Levenshtein distance, or something larger than the limit. */
    static int distance(String a, String b, int limit) {
        if (Math.abs(a.length() - b.length()) > limit) {
            return limit + 1;
        }
        int[] row = new int[b.length() + 1];
        for (int j = 0; j < row.length; j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j < row.length; j++) {
                int substitution = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(substitution, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
