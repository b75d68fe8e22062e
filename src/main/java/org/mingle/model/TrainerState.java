package org.mingle.model;

import java.util.Map;
import org.mingle.data.NpyArray;

/** Everything a trainer needs to go on from the end of an epoch, as named arrays ready for a checkpoint file. */
public interface TrainerState {
    /**
     * Weights of mappers and classifier, standardiser, optimiser moments, random state, best weights, epoch. A copy.
     */
    Map<String, NpyArray> arrays();
}
