package org.mingle.model;

import java.util.LinkedHashMap;
import java.util.Map;
import org.mingle.data.NpyArray;

/**
 * The named arrays of a state, written into those of an earlier one where they are as long: fresh memory for all of them
 * would take longer at every epoch than filling it.
 */
final class StateArrays {
    private final Map<String, NpyArray> earlier;
    private final Map<String, NpyArray> arrays = new LinkedHashMap<>();

    /** @param earlier a state that nobody needs any more, or empty */
    StateArrays(Map<String, NpyArray> earlier) {
        this.earlier = earlier;
    }

    /** Adds an array of floats, for the caller to fill. */
    float[] floats(String name, int length) {
        NpyArray old = earlier.get(name);
        float[] values = old != null && old.values() instanceof float[] v && v.length == length ? v : new float[length];
        arrays.put(name, NpyArray.of(values));
        return values;
    }

    void put(String name, NpyArray array) {
        arrays.put(name, array);
    }

    /** All arrays in the order in which they were added; more may be put into it. */
    Map<String, NpyArray> map() {
        return arrays;
    }
}
