package org.mingle.model;

import java.util.Map;

/** Measures a model on held-back pairs after each epoch. */
@FunctionalInterface
public interface Validator {
    /** The measure that chooses the best epoch; higher is better. */
    String SELECTION_MEASURE = "map_avg";

    /** @return measures by name, among them {@link #SELECTION_MEASURE} where there is a validation split */
    Map<String, Double> validate(CrossModalModel model, int epoch);

    /** Seconds of all validations so far that went into statistics beside the measures of retrieval. */
    default double statisticsSeconds() {
        return 0;
    }
}
