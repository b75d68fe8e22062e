package org.mingle.model;

import java.util.Map;
import org.mingle.data.Dataset;
import org.mingle.data.NpyArray;

/** Makes the trainer that a preset asks for, and reads back what trainers saved. */
public final class Trainers {
    private Trainers() {}

    /** A trainer for encoded data (every modality has features). */
    public static Trainer create(Dataset dataset, TrainingSettings settings, Validator validator) {
        throw new UnsupportedOperationException();
    }

    /** A trainer that goes on from a saved state and ends in the same bytes as one never stopped. */
    public static Trainer resume(Dataset dataset, TrainingSettings settings, Validator validator, Map<String, NpyArray> state) {
        throw new UnsupportedOperationException();
    }

    /**
     * The model in a saved state.
     *
     * @param best the best epoch's weights rather than the last epoch's
     */
    public static CrossModalModel restore(TrainingSettings settings, Map<String, NpyArray> state, boolean best) {
        throw new UnsupportedOperationException();
    }
}
