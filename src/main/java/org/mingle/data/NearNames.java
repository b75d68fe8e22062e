package org.mingle.data;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** Names that a person may have meant: ids of samples, words of a vocabulary. */
public final class NearNames {
    private static final int SUGGESTIONS = 3;

    private NearNames() {}

    /** The end of a sentence: {@code : did you mean a, b or c?}, or what to do if no id is near. */
    public static String suggestion(String id, List<String> ids) {
        List<String> near = near(id, ids, Math.max(2, id.length() / 3));
        if (near.isEmpty()) {
            return ids.isEmpty() ? ": the gallery is empty." : ": ids look like " + ids.get(0) + ".";
        }
        return ": did you mean " + oneOf(near) + "?";
    }

    /** As {@code a, b or c}. */
    public static String oneOf(List<String> names) {
        String last = names.get(names.size() - 1);
        String others = names.stream().limit(names.size() - 1).collect(Collectors.joining(", "));
        return others.isEmpty() ? last : others + " or " + last;
    }

    /** At most three names, the nearest first, ties by name. @param limit greatest Levenshtein distance */
    public static List<String> near(String name, List<String> names, int limit) {
        return names.stream()
                .filter(other -> distance(name, other, limit) <= limit)
                .sorted(Comparator.<String>comparingInt(other -> distance(name, other, limit))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SUGGESTIONS)
                .toList();
    }

    /** Levenshtein distance, or something larger than the limit. */
    private static int distance(String a, String b, int limit) {
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
