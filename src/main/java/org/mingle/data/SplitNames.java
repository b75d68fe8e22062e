package org.mingle.data;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How this field names the arrays of one split: {@code I_tr}, {@code train_img}, {@code image_test} and the like. */
final class SplitNames {
    private SplitNames() {}

    private static List<String> words(Split split) {
        return switch (split) {
            case TRAIN -> List.of("train", "tr");
            case VALIDATION -> List.of("val", "valid", "va");
            case TEST -> List.of("test", "te");
        };
    }

    /** The name among those there are that means the stem's part for a split. */
    static Optional<String> find(String stem, Split split, Set<String> names) {
        for (String word : words(split)) {
            for (String name : List.of(stem + "_" + word, word + "_" + stem)) {
                if (names.contains(name)) {
                    return Optional.of(name);
                }
            }
        }
        return Optional.empty();
    }

    /** Whether the name starts or ends with the word for some split. */
    static boolean mentionsSplit(String name) {
        for (Split split : Split.values()) {
            for (String word : words(split)) {
                if (name.startsWith(word + "_") || name.endsWith("_" + word)) {
                    return true;
                }
            }
        }
        return false;
    }
}
