package org.mingle.model;

import java.util.Map;
import org.mingle.data.NpyArray;

/** Everything a trainer needs to go on from the end of an epoch, as named arrays ready for a checkpoint file. */
public interface TrainerState {
    /**
     * Weights of mappers and classifier, standardiser, optimiser moments, random state, best weights, epoch. A copy.
     *
     * @param earlier a state of the same trainer that nobody needs any more, whose arrays may be used again; or empty
     */
    Map<String, NpyArray> arrays(Map<String, NpyArray> earlier);

    /** The same in fresh memory. */
    default Map<String, NpyArray> arrays() {
        return arrays(Map.of());
    }
}
