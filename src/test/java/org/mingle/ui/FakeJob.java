package org.mingle.ui;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.mingle.data.Dataset;
import org.mingle.data.FeatureTable;
import org.mingle.data.FloatMatrix;
import org.mingle.model.CrossModalModel;
import org.mingle.model.EpochSummary;
import org.mingle.model.TrainingEvent;
import org.mingle.model.TrainingListener;
import org.mingle.model.TrainingResult;
import org.mingle.runs.Progress;
import org.mingle.runs.TrainingRequest;
import org.mingle.ui.training.TrainingJob;

/** Plays a training run: the events of a real one, with made-up numbers. */
public final class FakeJob implements TrainingJob {
    private final TrainingRequest request;
    private final int epochs;
    private final int batches;
    private final long millisPerBatch;
    private final int divergesAt;
    private final List<TrainingListener> listeners = new CopyOnWriteArrayList<>();
    private volatile Progress progress;
    private boolean paused;
    private boolean stopped;

    /** @param divergesAt epoch in which it diverges, 0 for never */
    public FakeJob(TrainingRequest request, int epochs, int batches, long millisPerBatch, int divergesAt) {
        this.request = request;
        this.epochs = epochs;
        this.batches = batches;
        this.millisPerBatch = millisPerBatch;
        this.divergesAt = divergesAt;
        progress = new Progress(Progress.State.READY, 0, epochs, 0, batches, 0, Double.NaN, "");
    }

    /** A model whose points of a class lie together, the more so the later the epoch. */
    public static CrossModalModel model(int epoch) {
        return new CrossModalModel() {
            @Override
            public String preset() {
                return "daml";
            }

            @Override
            public int dimension() {
                return 8;
            }

            @Override
            public FloatMatrix embed(int modality, FeatureTable features, int[] rows) {
                float[][] points = new float[rows.length][8];
                for (int i = 0; i < rows.length; i++) {
                    Random random = new Random(rows[i] * 31L + modality);
                    for (int d = 0; d < 8; d++) {
                        points[i][d] = (float) (random.nextGaussian() * 0.6 + (rows[i] % 8 == d ? 0.1 * epoch : 0)
                                + (modality == 0 ? 1.0 / (1 + epoch) : 0));
                    }
                }
                return FloatMatrix.of(points);
            }
        };
    }

    @Override
    public void addListener(TrainingListener listener) {
        listeners.add(listener);
    }

    @Override
    public Path run() {
        List<EpochSummary> history = new ArrayList<>();
        emit(new TrainingEvent.Started("daml", epochs, batches, batches * 64));
        end(history, 0);
        TrainingResult.End end = TrainingResult.End.COMPLETED;
        int best = 0;
        for (int e = 1; e <= epochs && end == TrainingResult.End.COMPLETED; e++) {
            for (int b = 1; b <= batches && end == TrainingResult.End.COMPLETED; b++) {
                if (!go()) {
                    end = TrainingResult.End.STOPPED;
                } else {
                    progress = new Progress(Progress.State.RUNNING, e, epochs, b, batches, 8421, (epochs - e) * 0.31,
                            "Training daml");
                    emit(new TrainingEvent.BatchEnded(e, b, batches, losses(e - 1 + (double) b / batches)));
                }
            }
            if (end == TrainingResult.End.COMPLETED && e == divergesAt) {
                end = TrainingResult.End.DIVERGED;
                emit(new TrainingEvent.Diverged(e, "The inter term grew beyond all bounds in epoch " + e + ".",
                        "Lower the learning rate or choose the hinge form of the inter term."));
            } else if (end == TrainingResult.End.COMPLETED) {
                end(history, e);
                best = e;
            }
        }
        emit(new TrainingEvent.Finished(new TrainingResult(model(best), best, 0.2 + 0.5 * best / epochs, end, history,
                17.2, 14.6, 1.5, 0.5)));
        return Path.of("runs", "demo");
    }

    private void end(List<EpochSummary> history, int e) {
        double p = (double) e / epochs;
        Map<String, Double> measures = new LinkedHashMap<>();
        measures.put("map_i2t", 0.13 + 0.52 * (1 - Math.exp(-4 * p)) + 0.01 * Math.sin(e));
        measures.put("map_t2i", 0.13 + 0.56 * (1 - Math.exp(-5 * p)) + 0.01 * Math.cos(e));
        measures.put("map_avg", (measures.get("map_i2t") + measures.get("map_t2i")) / 2);
        measures.put("probe_accuracy", 1 - 0.36 * (1 - Math.exp(-3 * p)));
        EpochSummary summary = new EpochSummary(e, 0.3, e == 0 ? 0 : batches * 64L, e == 0 ? Map.of() : losses(e),
                e == 0 ? Double.NaN : 0.93 - 0.38 * (1 - Math.exp(-5 * p)) + 0.03 * Math.sin(2 * e), measures, true, p);
        history.add(summary);
        emit(new TrainingEvent.EpochEnded(summary, model(e), earlier -> Map.of()));
    }

    private Map<String, Double> losses(double epoch) {
        double p = epoch / epochs;
        Map<String, Double> m = new LinkedHashMap<>();
        m.put("intra", 0.42 * Math.exp(-3 * p) + 0.05 + 0.006 * Math.sin(5 * epoch));
        m.put("inter", 0.31 * Math.exp(-2.4 * p) + 0.04);
        m.put("pair", 0.21 * Math.exp(-2 * p) + 0.03);
        m.put("adversary", 0.45 + 0.24 * (1 - Math.exp(-4 * p)));
        m.put("regulariser", 0.012 + 0.01 * p);
        m.put("total", m.values().stream().mapToDouble(v -> v).sum());
        return m;
    }

    private synchronized boolean go() {
        try {
            if (millisPerBatch > 0) {
                wait(millisPerBatch);
            }
            while (paused && !stopped) {
                wait();
            }
        } catch (InterruptedException e) {
            stopped = true;
        }
        return !stopped;
    }

    private void emit(TrainingEvent event) {
        listeners.forEach(l -> l.on(event));
    }

    public Dataset dataset() {
        return request.dataset();
    }

    @Override
    public synchronized void pause() {
        paused = true;
    }

    @Override
    public synchronized void resume() {
        paused = false;
        notifyAll();
    }

    @Override
    public synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    public synchronized boolean isPaused() {
        return paused;
    }

    @Override
    public Progress progress() {
        return progress;
    }
}
