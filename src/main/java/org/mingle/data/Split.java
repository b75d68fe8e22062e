package org.mingle.data;

import java.util.Locale;
import java.util.Optional;

/** What a sample is used for. The model is fitted on TRAIN, chosen on VALIDATION, and judged on TEST alone. */
public enum Split {
    TRAIN("train"),
    VALIDATION("val"),
    TEST("test");

    private final String key;

    Split(String key) {
        this.key = key;
    }

    /** The name used in files and on the command line: {@code train}, {@code val}, {@code test}. */
    public String key() {
        return key;
    }

    /** Reads a split's name as files write it ({@code train/training, val/valid/validation/dev, test/testing}). */
    public static Optional<Split> parse(String text) {
        return switch (text.strip().toLowerCase(Locale.ROOT)) {
            case "train", "training", "tr" -> Optional.of(TRAIN);
            case "val", "valid", "validation", "dev" -> Optional.of(VALIDATION);
            case "test", "testing", "te" -> Optional.of(TEST);
            default -> Optional.empty();
        };
    }
}
