package org.mingle.runs;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.mingle.data.Dataset;
import org.mingle.data.Embeddings;
import org.mingle.data.MingleException;
import org.mingle.data.Npy;
import org.mingle.data.Split;
import org.mingle.model.CrossModalModel;
import org.mingle.model.EpochSummary;
import org.mingle.model.Trainers;
import org.mingle.model.TrainingSettings;
import org.mingle.retrieval.Similarity;

/** A run folder on disk, opened for reading. Layout: see the README's chapter on run folders. */
public final class Run {
    static final String CHECKPOINT = "checkpoints/last.npz";

    private final Path folder;
    private final Manifest manifest;

    private Run(Path folder, Manifest manifest) {
        this.folder = folder;
        this.manifest = manifest;
    }

    /** Whether a folder looks like a run. */
    public static boolean isRun(Path folder) {
        return Files.isRegularFile(folder.resolve(Manifest.FILE));
    }

    /** @throws MingleException when the folder is no run or is damaged; the message says which file */
    public static Run open(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new MingleException("There is no run folder " + folder + ": check the path.");
        }
        return new Run(folder, Manifest.read(folder));
    }

    public Path folder() {
        return folder;
    }

    public Manifest manifest() {
        return manifest;
    }

    /** Whether it was broken off by an error, a crash or a kill: it can be taken up again from its last whole epoch. */
    public boolean interrupted() {
        return List.of(Manifest.RUNNING, Manifest.FAILED).contains(manifest.state()) && !RunLock.isHeld(folder);
    }

    /** One entry an epoch, from the journal. A line that a crash cut short does not count. */
    public List<EpochSummary> history() {
        return JournalEntries.history(Journal.read(folder).entries());
    }

    /** @throws MingleException when the preset or a setting is unknown to this version */
    public TrainingSettings settings() {
        TrainingSettings settings = TrainingSettings.preset(manifest.preset());
        for (Map.Entry<String, String> e : manifest.settings().entrySet()) {
            settings = settings.with(e.getKey(), e.getValue());
        }
        return settings;
    }

    /** The best epoch's model, from its checkpoint. */
    public CrossModalModel model() {
        Path checkpoint = folder.resolve(CHECKPOINT);
        if (!Files.isRegularFile(checkpoint)) {
            throw new MingleException(folder + " has no checkpoint: it was broken off before its first epoch.");
        }
        return Trainers.restore(settings(), Npy.readArchive(checkpoint), true);
    }

    /**
     * Final embeddings of a split.
     *
     * @throws MingleException when the run is not finished, or the dataset has no pairs in the split
     */
    public Embeddings embeddings(Split split) {
        if (EmbeddingFiles.exist(folder, split)) {
            return EmbeddingFiles.read(folder, split);
        }
        if (manifest.state().equals(Manifest.RUNNING) || manifest.state().equals(Manifest.FAILED)) {
            throw new MingleException("The run " + folder + " has not ended (" + manifest.state()
                    + "), so it has no embeddings: resume it with train --resume " + folder + ".");
        }
        throw new MingleException("The dataset of the run " + folder + " has no pairs in the " + split.key()
                + " split: choose another split.");
    }

    /** The split that a run is judged on: test, or validation where there is no test split, or else training. */
    public Split judgedSplit() {
        for (Split split : List.of(Split.TEST, Split.VALIDATION)) {
            if (EmbeddingFiles.exist(folder, split)) {
                return split;
            }
        }
        return Split.TRAIN;
    }

    /**
     * The dataset it was trained on, opened again.
     *
     * @throws MingleException when it is no longer there or has changed since
     */
    public Dataset dataset() {
        if (manifest.datasetPath().isEmpty()) {
            throw new MingleException("The run " + folder + " was trained on data that was never in a file.");
        }
        Path path = Path.of(manifest.datasetPath());
        if (!Files.exists(path)) {
            throw new MingleException("The dataset " + path + " of the run " + folder
                    + " is no longer there: put it back.");
        }
        Dataset dataset = Datasets.open(path, manifest.datasetOptions());
        if (!dataset.hash().equals(manifest.datasetHash())) {
            throw new MingleException("The dataset " + path + " has changed since the run " + folder
                    + " was trained on it: put back what it was, or train anew.");
        }
        return dataset;
    }

    /** Retrieval measures of the {@link #judgedSplit()}, cosine. */
    public Measures measures() {
        return measures(judgedSplit());
    }

    /** Retrieval measures of a split, cosine. */
    public Measures measures(Split split) {
        return Measures.of(embeddings(split), split.key(), Similarity.COSINE);
    }

    /** Stored layouts of the map. */
    public FrameStore frames() {
        return FrameStore.of(folder);
    }
}
