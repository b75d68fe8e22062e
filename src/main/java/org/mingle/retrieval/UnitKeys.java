package org.mingle.retrieval;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.IntBuffer;

/**
 * Similarities in [-1, 1] as keys: steps of 2^-21 from 1 downwards, times 2. A chunk at once, in loops that the compiler
 * turns into vector instructions; it does not where one contains {@link Float#floatToRawIntBits}, a minimum or a
 * maximum. One instance per thread.
 */
final class UnitKeys {
    /** Similarities taken at once. */
    static final int CHUNK = 1 << 12;
    /** Steps from 1 to 0. */
    static final int STEPS = 1 << 21;
    /** Adding this to a number in [-1, 1] rounds it to a multiple of 2^-21, the spacing of floats between 4 and 8. */
    private static final float ROUNDER = 6f;
    private static final int TOP = Float.floatToRawIntBits(ROUNDER) + STEPS;

    /** Where the similarities of a chunk are put; overwritten by {@link #keys}. */
    final float[] similarities = new float[CHUNK];
    private final FloatBuffer floats;
    /** The same memory. */
    private final IntBuffer bits;

    UnitKeys() {
        ByteBuffer memory = ByteBuffer.allocateDirect(CHUNK * Float.BYTES).order(ByteOrder.nativeOrder());
        floats = memory.asFloatBuffer();
        bits = memory.asIntBuffer();
    }

    /** Turns the first {@code count} of {@link #similarities} into keys, written from {@code from} on. */
    void keys(int[] keys, int from, int count) {
        round(similarities, count);
        floats.clear().put(similarities, 0, count);
        bits.clear().get(keys, from, count);
        downwards(keys, from, count);
    }

    private static void round(float[] values, int count) {
        for (int j = 0; j < count; j++) {
            values[j] += ROUNDER;
        }
    }

    private static void downwards(int[] keys, int from, int count) {
        for (int j = from; j < from + count; j++) {
            // What rounding has put a little beyond 1 or -1 is put back.
            int steps = TOP - keys[j];
            steps -= steps & steps >> 31;
            int beyond = steps - 2 * STEPS;
            beyond -= beyond & beyond >> 31;
            keys[j] = steps - beyond << 1;
        }
    }
}
