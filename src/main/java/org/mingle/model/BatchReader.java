package org.mingle.model;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.mingle.data.FeatureTable;

/**
 * Gathers batches for {@link DensePass}es, the next one on a thread of its own while the last one is being learnt from.
 * What is read depends on the rows and the seed alone.
 */
final class BatchReader implements AutoCloseable {
    private final List<FeatureTable> features;
    private final List<DensePass> passes;
    private final double[] dropout;
    private final ExecutorService ahead;
    private final float[][] scratch;
    private final float[] mask;
    private final boolean twice;
    private final ArrayDeque<Batch> waiting = new ArrayDeque<>();
    private int place;

    /**
     * @param dropout share of input features left out, by modality
     * @param twice whether the batch's rows come once more behind it, with all their features
     * @param ahead whether there is a thread to spare; otherwise batches are read when they are asked for
     */
    BatchReader(List<FeatureTable> features, List<DensePass> passes, double[] dropout, boolean twice,
            boolean ahead) {
        this.features = features;
        this.passes = passes;
        this.dropout = dropout;
        this.twice = twice;
        this.ahead = !ahead ? null : Executors.newSingleThreadExecutor(r -> {
            Thread t = new Thread(r, "mingle-batches");
            t.setDaemon(true);
            return t;
        });
        scratch = new float[features.size()][];
        int widest = 0;
        for (int k = 0; k < scratch.length; k++) {
            scratch[k] = new float[features.get(k).cols()];
            widest = Math.max(widest, scratch[k].length);
        }
        mask = new float[Arrays.stream(dropout).anyMatch(d -> d > 0) ? widest : 0];
    }

    /** A batch: rows {@code rows[from .. to)}, which of a pass's two places they are in, the seed of its dropout. */
    record Batch(int[] rows, int from, int to, int place, long seed, Future<?> read) {
        int size() {
            return to - from;
        }

        int row(int i) {
            return rows[from + i];
        }
    }

    /** Begins to read a batch. No more than two may wait. */
    void prepare(int[] rows, int from, int to, long seed) {
        int at = place;
        place = 1 - place;
        Future<?> read = ahead == null ? null : ahead.submit(() -> read(rows, from, to, at, seed));
        waiting.add(new Batch(rows, from, to, at, seed, read));
    }

    /** The batch that was prepared first, in place. */
    Batch take() {
        Batch b = waiting.remove();
        if (b.read == null) {
            read(b.rows, b.from, b.to, b.place, b.seed);
            return b;
        }
        try {
            b.read.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a batch was read.", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
        }
        return b;
    }

    private void read(int[] rows, int from, int to, int at, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int k = 0; k < scratch.length; k++) {
            float[] row = scratch[k];
            for (int i = from; i < to; i++) {
                features.get(k).copyRow(rows[i], row, 0);
                if (twice) {
                    passes.get(k).putRow(at, to - from + i - from, row);
                }
                if (dropout[k] > 0) {
                    DensePass.drawMask(random, dropout[k], mask, 0, row.length);
                    for (int c = 0; c < row.length; c++) {
                        row[c] *= mask[c];
                    }
                }
                passes.get(k).putRow(at, i - from, row);
            }
        }
    }

    /** Waits for what is being read. */
    @Override
    public void close() {
        if (ahead != null) {
            ahead.shutdown();
            boolean interrupted = false;
            while (!ahead.isTerminated()) {
                try {
                    ahead.awaitTermination(1, java.util.concurrent.TimeUnit.SECONDS);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
