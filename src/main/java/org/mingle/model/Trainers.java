package org.mingle.model;

import java.util.Map;
import org.mingle.data.Dataset;
import org.mingle.data.MingleException;
import org.mingle.data.NpyArray;

/** Makes the trainer that a preset asks for, and reads back what trainers saved. */
public final class Trainers {
    private Trainers() {}

    /** A trainer for encoded data (every modality has features). */
    public static Trainer create(Dataset dataset, TrainingSettings settings, Validator validator) {
        return make(dataset, settings, validator, null);
    }

    /** A trainer that goes on from a saved state and ends in the same bytes as one never stopped. */
    public static Trainer resume(Dataset dataset, TrainingSettings settings, Validator validator, Map<String,
            NpyArray> state) {
        return make(dataset, settings, validator, state);
    }

    /**
     * The model in a saved state.
     *
     * @param best the best epoch's weights rather than the last epoch's
     */
    public static CrossModalModel restore(TrainingSettings settings, Map<String, NpyArray> state, boolean best) {
        return switch (settings.preset()) {
            case "cca", "sm" -> LinearModel.restore(settings, state);
            default -> DamlState.restoreModel(settings, state, best);
        };
    }

    private static Trainer make(Dataset dataset, TrainingSettings settings, Validator validator, Map<String,
            NpyArray> state) {
        for (int m = 0; m < dataset.modalities().size(); m++) {
            if (!dataset.hasFeatures(m)) {
                throw new MingleException("Modality " + dataset.modalities().get(m).name() + " of " + dataset.name()
                        + " has no features yet: encode it before training.");
            }
        }
        return switch (settings.preset()) {
            case "cca" -> new BaselineTrainer(dataset, settings, validator, CanonicalCorrelation::fit);
            case "sm" -> new BaselineTrainer(dataset, settings, validator, SemanticMatching::fit);
            default -> new DamlTrainer(dataset, settings, validator, state);
        };
    }
}
