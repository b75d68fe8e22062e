package org.mingle.runs;

import java.nio.file.Path;
import java.util.Map;
import org.mingle.data.Dataset;
import org.mingle.model.TrainingSettings;

/**
 * What to train.
 *
 * @param dataset encoded
 * @param settings preset and hyper-parameters, seed among them
 * @param runsFolder where the run's own folder is made
 * @param threads compute threads, part of what determines the bytes of the result
 * @param datasetOptions how the dataset was read, so that it can be opened again
 */
public record TrainingRequest(Dataset dataset, TrainingSettings settings, Path runsFolder, int threads,
        Map<String, String> datasetOptions) {
    /** For a dataset that was read without options. */
    public TrainingRequest(Dataset dataset, TrainingSettings settings, Path runsFolder, int threads) {
        this(dataset, settings, runsFolder, threads, Map.of());
    }
}
