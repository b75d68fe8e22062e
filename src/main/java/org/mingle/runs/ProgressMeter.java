package org.mingle.runs;

import java.util.ArrayDeque;
import java.util.Deque;
import org.mingle.model.TrainingControl;
import org.mingle.model.TrainingEvent;
import org.mingle.model.TrainingListener;
import org.mingle.model.TrainingResult;

/** Turns training events into {@link Progress}. Written by the trainer's thread, read by any. */
final class ProgressMeter implements TrainingListener {
    /** Speed is what the last three seconds were like. */
    private static final long WINDOW = 3_000_000_000L;

    private final TrainingControl control;
    private final Deque<Long> recent = new ArrayDeque<>();
    private volatile Progress latest = new Progress(Progress.State.READY, 0, 0, 0, 0, 0, Double.NaN, "");
    private int epochs;
    private double pairsPerBatch;
    private long begin;
    private double fractionAtBegin;
    private long pausedSince;

    ProgressMeter(TrainingControl control) {
        this.control = control;
    }

    /** Where training stands; a pause shows as soon as it has been asked for. */
    Progress latest() {
        Progress p = latest;
        return p.state() == Progress.State.RUNNING && control.isPaused() ? with(p, Progress.State.PAUSED, "Paused") : p;
    }

    void failed(String reason) {
        latest = with(latest, Progress.State.FAILED, reason);
    }

    @Override
    public void on(TrainingEvent event) {
        long now = System.nanoTime();
        if (event instanceof TrainingEvent.Started e) {
            epochs = e.epochs();
            pairsPerBatch = (double) e.trainingPairs() / e.batchesPerEpoch();
            begin = now;
            latest = new Progress(Progress.State.RUNNING, 0, epochs, 0, e.batchesPerEpoch(), 0, Double.NaN,
                    "Training " + e.preset() + " on " + e.trainingPairs() + " pairs");
        } else if (event instanceof TrainingEvent.BatchEnded e) {
            batch(e, now);
        } else if (event instanceof TrainingEvent.Paused) {
            pausedSince = now;
        } else if (event instanceof TrainingEvent.Resumed) {
            begin += now - pausedSince;
            recent.clear();
        } else if (event instanceof TrainingEvent.Diverged e) {
            latest = with(latest, Progress.State.DIVERGED, e.reason());
        } else if (event instanceof TrainingEvent.Finished e) {
            latest = finished(e.result());
        }
    }

    private void batch(TrainingEvent.BatchEnded e, long now) {
        recent.addLast(now);
        while (now - recent.peekFirst() > WINDOW) {
            recent.removeFirst();
        }
        long span = now - recent.peekFirst();
        double speed = span == 0 ? latest.pairsPerSecond() : (recent.size() - 1) * pairsPerBatch / (span / 1e9);
        double done = (e.epoch() - 1 + (double) e.batch() / e.batches()) / epochs;
        if (fractionAtBegin == 0) {
            // The first batch warms everything up: it would make the estimate far too long.
            fractionAtBegin = done;
            begin = now;
        }
        double share = done - fractionAtBegin;
        double left = share <= 0 ? Double.NaN : (now - begin) / 1e9 / share * (1 - done);
        latest = new Progress(Progress.State.RUNNING, e.epoch(), epochs, e.batch(), e.batches(), speed, left,
                latest.message());
    }

    private Progress finished(TrainingResult result) {
        Progress p = latest;
        String best = result.bestEpoch() + (Double.isNaN(result.bestScore()) ? ""
                : String.format(java.util.Locale.ROOT, " (validation mAP %.3f)", result.bestScore()));
        return switch (result.end()) {
            case COMPLETED -> new Progress(Progress.State.FINISHED, p.epochs(), p.epochs(), p.batches(), p.batches(),
                    p.pairsPerSecond(), 0, "Trained; best epoch " + best);
            case STOPPED -> with(p, Progress.State.STOPPED, "Stopped; best epoch so far " + best);
            case DIVERGED -> with(p, Progress.State.DIVERGED, p.message());
        };
    }

    private static Progress with(Progress p, Progress.State state, String message) {
        return new Progress(state, p.epoch(), p.epochs(), p.batch(), p.batches(), p.pairsPerSecond(), p.secondsLeft(),
                message);
    }
}
