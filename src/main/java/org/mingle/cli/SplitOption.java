package org.mingle.cli;

import org.mingle.data.MingleException;
import org.mingle.data.Split;

/** Reads {@code --split}. */
final class SplitOption {
    private SplitOption() {}

    static Split parse(String text) {
        return Split.parse(text).orElseThrow(() -> new MingleException("There is no split " + text + ": choose test, val or train."));
    }
}
