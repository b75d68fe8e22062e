package org.mingle.runs;

import java.nio.file.Path;
import java.util.List;
import org.mingle.data.Dataset;
import org.mingle.data.Embeddings;
import org.mingle.data.Split;
import org.mingle.model.CrossModalModel;
import org.mingle.model.EpochSummary;
import org.mingle.model.TrainingSettings;

/** A run folder on disk, opened for reading. Layout: see the README's chapter on run folders. */
public final class Run {
    private Run() {}

    /** @throws org.mingle.data.MingleException when the folder is no run or is damaged; the message says which file */
    public static Run open(Path folder) {
        throw new UnsupportedOperationException();
    }

    public Path folder() {
        throw new UnsupportedOperationException();
    }

    public Manifest manifest() {
        throw new UnsupportedOperationException();
    }

    /** One entry an epoch, from the journal. */
    public List<EpochSummary> history() {
        throw new UnsupportedOperationException();
    }

    public TrainingSettings settings() {
        throw new UnsupportedOperationException();
    }

    /** The best epoch's model, from its checkpoint. */
    public CrossModalModel model() {
        throw new UnsupportedOperationException();
    }

    /** Final embeddings of a split. */
    public Embeddings embeddings(Split split) {
        throw new UnsupportedOperationException();
    }

    /** The dataset it was trained on, opened again; checks the hash. */
    public Dataset dataset() {
        throw new UnsupportedOperationException();
    }

    /** Retrieval measures of the test split (or validation where there is no test split). */
    public Measures measures() {
        throw new UnsupportedOperationException();
    }
}
