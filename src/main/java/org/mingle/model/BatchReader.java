package org.mingle.model;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.mingle.compute.Crew;
import org.mingle.data.FeatureTable;

/**
 * Gathers batches for {@link DensePass}es, the next one on a thread of its own while the last one is being learnt from.
 * What is read depends on the rows and the seed alone. Features are left out afterwards, by whoever has time for it:
 * drawing which takes longer than reading.
 */
final class BatchReader implements AutoCloseable {
    /** Rows of one modality in which features are left out at once. */
    private static final int ROWS = 16;
    /** What a {@link SplittableRandom} adds to its state for each number, so that one can be begun in the middle. */
    private static final long GAMMA = 0x9E3779B97F4A7C15L;
    /** Values for which one number is drawn ({@link DensePass#drawMask}). */
    private static final int DRAWN_TOGETHER = 4;

    private final List<FeatureTable> features;
    private final List<DensePass> passes;
    private final double[] dropout;
    private final ExecutorService ahead;
    private final float[] scratch;
    /** A row and its mask, for each worker. */
    private final float[][] rows;
    private final float[][] masks;
    private final boolean twice;
    private final ArrayDeque<Batch> waiting = new ArrayDeque<>();
    private int place;

    /**
     * @param dropout share of input features left out, by modality
     * @param twice whether the batch's rows come once more behind it, with all their features
     * @param workers threads that may leave out features at the same time; with more than one there is also a thread
     *     that reads ahead, otherwise batches are read when they are asked for
     */
    BatchReader(List<FeatureTable> features, List<DensePass> passes, double[] dropout, boolean twice,
            int workers) {
        this.features = features;
        this.passes = passes;
        this.dropout = dropout;
        this.twice = twice;
        this.ahead = workers == 1 ? null : Executors.newSingleThreadExecutor(r -> {
            Thread t = new Thread(r, "mingle-batches");
            t.setDaemon(true);
            return t;
        });
        int widest = features.stream().mapToInt(FeatureTable::cols).max().orElse(0);
        int dropped = Arrays.stream(dropout).anyMatch(d -> d > 0) ? widest : 0;
        scratch = new float[widest];
        rows = new float[workers][dropped];
        masks = new float[workers][dropped];
    }

    /** Rows {@code rows[from .. to)}, which of a pass's two places they are in, the seed of their dropout. */
    static final class Batch {
        private final int[] rows;
        private final int from;
        private final int to;
        private final int place;
        private final long seed;
        private Future<?> read;
        private boolean dropped;

        private Batch(int[] rows, int from, int to, int place, long seed) {
            this.rows = rows;
            this.from = from;
            this.to = to;
            this.place = place;
            this.seed = seed;
        }

        int size() {
            return to - from;
        }

        int row(int i) {
            return rows[from + i];
        }

        int place() {
            return place;
        }

        long seed() {
            return seed;
        }
    }

    /** Begins to read a batch. No more than two may wait. */
    void prepare(int[] batchRows, int from, int to, long seed) {
        Batch b = new Batch(batchRows, from, to, place, seed);
        place = 1 - place;
        b.read = ahead == null ? null : ahead.submit(() -> read(b));
        waiting.add(b);
    }

    /** The batch that was prepared first, in place; what was not left out of it yet is left out now. */
    Batch take(Crew crew) {
        Batch b = waiting.remove();
        if (b.read == null) {
            read(b);
        }
        if (!b.dropped) {
            crew.run(blocks(b), (block, worker) -> drop(b, block, worker));
        }
        await(b);
        return b;
    }

    /** The batch that will be taken next, null where none was prepared or no features are left out of it any more. */
    Batch next() {
        Batch b = waiting.peek();
        return b == null || b.dropped || b.read == null ? null : b;
    }

    /** Number of blocks for {@link #drop}. */
    int blocks(Batch b) {
        int blocks = 0;
        for (double share : dropout) {
            blocks += share > 0 ? (b.size() + ROWS - 1) / ROWS : 0;
        }
        return blocks;
    }

    /** Notes that all blocks are done. */
    void dropped(Batch b) {
        b.dropped = true;
    }

    private void read(Batch b) {
        for (int k = 0; k < features.size(); k++) {
            for (int i = 0; i < b.size(); i++) {
                features.get(k).copyRow(b.row(i), scratch, 0);
                if (twice) {
                    passes.get(k).putRow(b.place, b.size() + i, scratch);
                }
                if (!twice || dropout[k] <= 0) {
                    passes.get(k).putRow(b.place, i, scratch);
                }
            }
        }
    }

    /** Leaves features out of some rows of a batch; blocks may be done in any order, by several threads. */
    void drop(Batch b, int block, int worker) {
        await(b);
        int perModality = (b.size() + ROWS - 1) / ROWS;
        int at = block;
        long drawn = 0;
        for (int k = 0; k < dropout.length; k++) {
            if (dropout[k] <= 0) {
                continue;
            }
            int width = features.get(k).cols();
            int draws = (width + DRAWN_TOGETHER - 1) / DRAWN_TOGETHER;
            if (at < perModality) {
                int first = at * ROWS;
                SplittableRandom random = new SplittableRandom(b.seed + (drawn + (long) first * draws) * GAMMA);
                for (int i = first; i < Math.min(b.size(), first + ROWS); i++) {
                    passes.get(k).getRow(b.place, twice ? b.size() + i : i, rows[worker]);
                    DensePass.drawMask(random, dropout[k], masks[worker], 0, width);
                    Elementwise.multiply(rows[worker], masks[worker], 0, width);
                    passes.get(k).putRow(b.place, i, rows[worker]);
                }
                return;
            }
            at -= perModality;
            drawn += (long) b.size() * draws;
        }
    }

    private static void await(Batch b) {
        if (b.read == null) {
            return;
        }
        try {
            b.read.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a batch was read.", e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
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
