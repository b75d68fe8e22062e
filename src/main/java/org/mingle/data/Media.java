package org.mingle.data;

import java.nio.file.Path;

/** What there is to see or read of one sample in one modality. Holding a value costs no file access. */
public sealed interface Media {
    /** A picture in a file (PNG, JPEG, GIF or BMP). */
    record ImageFile(Path path) implements Media {}

    /**
     * A picture in memory.
     *
     * @param width pixels, at least 1
     * @param height pixels, at least 1
     * @param argb row-major, 8 bits a channel, not premultiplied; length {@code width * height}
     */
    record ImagePixels(int width, int height, int[] argb) implements Media {}

    /** A text. */
    record Text(String text) implements Media {}

    /** Nothing but the feature vector. */
    record None() implements Media {}

    /** The only instance of {@link None} needed. */
    Media NONE = new None();
}
