package org.mingle.runs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mingle.data.Dataset;
import org.mingle.data.Embeddings;
import org.mingle.data.MingleException;
import org.mingle.data.NpyArray;
import org.mingle.data.Split;
import org.mingle.model.EpochSummary;
import org.mingle.model.Trainers;
import org.mingle.model.TrainingEvent;
import org.mingle.model.TrainingListener;
import org.mingle.model.TrainingResult;
import org.mingle.retrieval.Similarity;

/**
 * Keeps a run folder up to date with the training that it listens to: journal and checkpoints while it goes on
 * ({@link RunRecorder}), embeddings and measures at its end.
 */
final class RunWriter implements TrainingListener, Closeable {
    private final Path folder;
    private final Dataset dataset;
    private final RunLock lock;
    private final Journal journal;
    private final RunRecorder recorder;
    private Manifest manifest;
    /** State at the end of the last epoch; null before one ended. */
    private Map<String, NpyArray> state;
    private int bestEpoch;
    private int epochs;
    private double seconds;
    private double secondsBefore;

    RunWriter(Path folder, Manifest manifest, Dataset dataset) {
        this.folder = folder;
        this.manifest = manifest;
        this.dataset = dataset;
        lock = RunLock.acquire(folder);
        try {
            journal = Journal.open(folder);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
        recorder = new RunRecorder(folder.resolve(Run.CHECKPOINT), journal);
    }

    /** Notes that training goes on after an epoch. */
    void continues(int epoch) {
        secondsBefore = JournalEntries.history(Journal.read(folder).entries()).stream()
                .filter(s -> s.epoch() <= epoch).mapToDouble(EpochSummary::seconds).sum();
        epochs = epoch;
        seconds = secondsBefore;
        recorder.write(JournalEntries.continued(epoch));
        manifest = manifest.with(Manifest.RUNNING, manifest.bestEpoch(), epoch, seconds);
        manifest.write(folder);
    }

    @Override
    public void on(TrainingEvent event) {
        if (event instanceof TrainingEvent.EpochEnded e) {
            epochs = e.summary().epoch();
            seconds += e.summary().seconds();
            if (e.summary().best()) {
                bestEpoch = epochs;
            }
            state = e.state().arrays(recorder.spare());
            recorder.write(JournalEntries.of(event), state);
            return;
        }
        ObjectNode entry = JournalEntries.of(event);
        if (entry != null) {
            recorder.write(entry);
        }
    }

    /** Writes the embeddings and measures of the best epoch's model and closes the account. */
    Manifest finish(TrainingResult result) {
        if (state != null) {
            recorder.write(Trainers.keep(result.model(), state));
        }
        recorder.flush();
        List<Measures> measures = new ArrayList<>();
        for (Split split : Split.values()) {
            int[] rows = dataset.rows(split);
            if (rows.length > 0) {
                Embeddings embeddings = result.model().embed(dataset, rows);
                EmbeddingFiles.write(folder, split, embeddings);
                if (split != Split.TRAIN) {
                    measures.add(Measures.of(embeddings, split.key(), Similarity.COSINE));
                }
            }
        }
        MeasuresFile.write(folder, measures);
        manifest = manifest.with(state(result.end()), result.bestEpoch(), epochs,
                secondsBefore + result.seconds());
        manifest.write(folder);
        return manifest;
    }

    /** Notes that an error ended the run. */
    void fail() {
        try {
            recorder.flush();
        } catch (MingleException e) {
            // The disk may be why it failed; the error that ended the run is the one to be told.
        }
        manifest = manifest.with(Manifest.FAILED, bestEpoch, epochs, seconds);
        manifest.write(folder);
    }

    private static String state(TrainingResult.End end) {
        return switch (end) {
            case COMPLETED -> Manifest.COMPLETED;
            case STOPPED -> Manifest.STOPPED;
            case DIVERGED -> Manifest.DIVERGED;
        };
    }

    @Override
    public void close() {
        recorder.close();
        journal.close();
        lock.close();
    }
}
