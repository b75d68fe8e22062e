package org.mingle.model;

import java.util.Map;
import java.util.SplittableRandom;
import org.mingle.data.Dataset;
import org.mingle.data.MingleException;
import org.mingle.data.NpyArray;
import org.nd4j.linalg.activations.Activation;

/** Makes the trainer that a preset asks for, and reads back what trainers saved. */
public final class Trainers {
    private Trainers() {}

    /**
     * Begins to load the native libraries on a thread of its own, which takes about a second; what is shown or read
     * meanwhile costs no time. After {@link org.mingle.compute.NativeRuntime#prepare}.
     */
    public static void warmUp() {
        Thread t = new Thread(() -> {
            try {
                new DenseNetwork(new int[] {2, 2}, Activation.TANH, Activation.IDENTITY)
                        .initialise(new SplittableRandom(0), 1);
            } catch (RuntimeException | LinkageError e) {
                // Whoever trains meets the same error and tells it.
            }
        }, "mingle-warm-up");
        t.setDaemon(true);
        t.start();
    }

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

    /** A saved state to which the model that training returned is added: it is then the best one restored from it. */
    public static Map<String, NpyArray> keep(CrossModalModel model, Map<String, NpyArray> state) {
        return model instanceof DamlModel daml ? DamlState.keep(daml, state) : state;
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
