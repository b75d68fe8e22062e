package org.mingle.runs;

import java.nio.file.Path;
import java.util.Map;
import org.mingle.data.Dataset;
import org.mingle.data.Fixtures;
import org.mingle.data.Npy;
import org.mingle.model.TrainingSettings;

/** Small runs for tests. */
final class RunFixtures {
    private RunFixtures() {}

    /** 200 samples with a file of their own. */
    static Path data(Path folder) {
        Path file = folder.resolve("pairs.npz");
        Npy.writeArchive(file, Fixtures.arrays(200));
        return file;
    }

    static TrainingSettings settings() {
        return TrainingSettings.preset("daml").with("epochs", "5").with("hidden", "12").with("dimension", "6")
                .with("batch", "32").with("adversary_hidden", "8");
    }

    static TrainingRequest request(Path data, Path runs) {
        Dataset dataset = Datasets.open(data, Map.of());
        return new TrainingRequest(dataset, settings(), runs, 1);
    }
}
