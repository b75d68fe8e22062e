package org.mingle.retrieval;

import java.util.ArrayList;
import java.util.List;
import org.mingle.data.MingleException;

/**
 * Names of retrieval directions: first letters of the modalities' names ({@code i2t}), or the full names where two
 * modalities begin with the same letter ({@code fourier2karhunen}).
 *
 * @param query index of the query modality
 * @param gallery index of the gallery modality
 */
public record Directions(int query, int gallery) {
    public static String name(List<String> modalities, int query, int gallery) {
        boolean full = modalities.stream().map(Directions::firstLetter).distinct().count() < modalities.size();
        return full ? modalities.get(query) + "2" + modalities.get(gallery)
                : firstLetter(modalities.get(query)) + "2" + firstLetter(modalities.get(gallery));
    }

    /** A direction as people read it: {@code image → text}. */
    public static String title(List<String> modalities, int query, int gallery) {
        return modalities.get(query) + " → " + modalities.get(gallery);
    }

    /** @throws MingleException when no direction has this name; the message lists those there are */
    public static Directions parse(List<String> modalities, String name) {
        List<String> names = new ArrayList<>();
        for (int q = 0; q < modalities.size(); q++) {
            for (int g = 0; g < modalities.size(); g++) {
                names.add(name(modalities, q, g));
                if (names.get(names.size() - 1).equalsIgnoreCase(name)) {
                    return new Directions(q, g);
                }
            }
        }
        throw new MingleException("There is no direction " + name + " here: choose one of " + String.join(", ", names) + ".");
    }

    private static String firstLetter(String modality) {
        return modality.substring(0, modality.offsetByCodePoints(0, 1));
    }
}
