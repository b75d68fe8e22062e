package org.mingle.data;

import java.nio.file.Path;

/** What there is to see or read of one sample in one modality. Holding a value costs no file access. */
public sealed interface Media {
    /** A picture in a file (PNG, JPEG, GIF or BMP). */
    record ImageFile(Path path) implements Media {}

    /**
     * A picture in memory. Many pictures may share one array, as they do in the file they come from.
     *
     * @param width pixels, at least 1
     * @param height pixels, at least 1
     * @param rgb row-major, three bytes a pixel (red, green, blue), this picture's from {@code offset} on; not changed
     *     after it has been handed over
     * @param offset index of the first pixel's red
     */
    record ImagePixels(int width, int height, byte[] rgb, int offset) implements Media {
        public ImagePixels {
            if (width < 1 || height < 1 || offset < 0 || offset + 3L * width * height > rgb.length) {
                throw new IllegalArgumentException("A picture of " + width + " x " + height + " pixels does not fit "
                        + rgb.length + " bytes from " + offset + " on.");
            }
        }

        /** A picture of its own, from pixels as {@link #argb()} gives them; alpha is dropped. */
        public ImagePixels(int width, int height, int[] argb) {
            this(width, height, pack(argb), 0);
        }

        /** One pixel, 8 bits a channel, opaque. */
        public int argb(int x, int y) {
            int b = offset + 3 * (y * width + x);
            return 0xff << 24 | (rgb[b] & 0xff) << 16 | (rgb[b + 1] & 0xff) << 8 | rgb[b + 2] & 0xff;
        }

        /** The pixels as a new array, row-major, 8 bits a channel, opaque; length {@code width * height}. */
        public int[] argb() {
            int[] argb = new int[width * height];
            for (int i = 0; i < argb.length; i++) {
                argb[i] = argb(i % width, i / width);
            }
            return argb;
        }

        private static byte[] pack(int[] argb) {
            byte[] rgb = new byte[3 * argb.length];
            for (int i = 0; i < argb.length; i++) {
                rgb[3 * i] = (byte) (argb[i] >> 16);
                rgb[3 * i + 1] = (byte) (argb[i] >> 8);
                rgb[3 * i + 2] = (byte) argb[i];
            }
            return rgb;
        }
    }

    /** A text. */
    record Text(String text) implements Media {}

    /** Nothing but the feature vector. */
    record None() implements Media {}

    /** The only instance of {@link None} needed. */
    Media NONE = new None();
}
