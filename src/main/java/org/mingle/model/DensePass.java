package org.mingle.model;

import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.FloatPointer;
import org.mingle.compute.Blas;
import org.mingle.compute.Crew;

/**
 * Forward and backward passes of one {@link DenseNetwork} over batches of up to a fixed size. Values stay in native
 * memory, where the products are; what is done element by element follows each block of a product while that is in the
 * cache, in short Java arrays, over which the compiler vectorises. After construction nothing is allocated.
 *
 * <p>A pass is cut into blocks that do not depend on each other, so that several threads, and the passes of several
 * networks together, share the work ({@link Crew}). Weights' gradients come in tiles that {@link Adam} can use up on
 * the spot: then they never travel to memory and back.
 */
final class DensePass implements AutoCloseable {
    /** Columns of a dropout mask that are drawn together, whatever the blocks. */
    private static final int MASKED = 128;
    /** Columns of the widest block of a product: wider ones take no less copying. */
    private static final int WIDEST = 512;
    /** Values worked on together, several rows where they follow each other: short loops are not vectorised. */
    private static final int CHUNK = 2048;
    /** Largest tile of a weight matrix: 1 MB, which stays in a second-level cache until Adam has used it up. */
    private static final int TILE_ROWS = 256;
    private static final int TILE_COLUMNS = 1024;

    private final DenseNetwork net;
    private final int maxRows;
    private final int layers;
    /** Columns of a layer's blocks: wide ones take less copying, but there must be one for each thread. */
    private final int[] columns;
    private final boolean training;
    private final FloatBuffer parameters;
    private final FloatPointer[] values;
    private final FloatBuffer[] valueBuffers;
    private final FloatPointer[] errors;
    private final FloatBuffer[] errorBuffers;
    private final FloatPointer[][] weightBlocks;
    private final FloatPointer[][] valueBlocks;
    private final FloatPointer[][] backWeightBlocks;
    private final FloatPointer[][] errorBlocks;
    private final float[][] scales;
    private final float[] kept;
    private final float[][] scratch;
    private final float[][] activations;
    private final float[][] sums;
    private final FloatPointer[] tileScratch;
    private final FloatBuffer[] tileBuffers;
    private final List<Tile> tiles;
    private final FloatPointer biasGradients;
    private final FloatBuffer biasBuffer;
    private final float[] output;
    private final float[] outputError;
    /** The batch, and the next one, which may be put in place meanwhile. */
    private final FloatPointer[] slots = new FloatPointer[2];
    private final FloatBuffer[] slotBuffers = new FloatBuffer[2];
    private int slot;
    private float[] input;
    private float[] inputError;
    private FloatPointer gradient;
    private int rows;
    private long masks;
    private double dropRate;
    private int noisyRows;

    /**
     * A block of a layer's weights, its values' places in the parameter vector, and their pieces in {@link Adam}; with
     * {@code out0 == out1} the layer's bias.
     */
    private record Tile(int layer, int out0, int out1, int in0, int in1, FloatPointer error,
            FloatPointer[] value, Adam.Piece[] pieces, int firstPiece) {
        boolean isBias() {
            return out0 == out1;
        }
    }

    /**
     * For the caller's thread alone.
     *
     * @param maxRows rows of the largest batch
     * @param training whether {@link #backward} will be called
     */
    DensePass(DenseNetwork net, int maxRows, boolean training) {
        this(net, maxRows, training, 1);
    }

    /** @param workers threads that may work on blocks at the same time */
    DensePass(DenseNetwork net, int maxRows, boolean training, int workers) {
        this.net = net;
        this.maxRows = maxRows;
        this.training = training;
        layers = net.layers();
        columns = new int[layers + 1];
        for (int l = 0; l <= layers; l++) {
            int share = (net.width(l) + workers - 1) / workers;
            columns[l] = Math.min(WIDEST, (share + MASKED - 1) / MASKED * MASKED);
        }
        parameters = net.values();
        values = new FloatPointer[layers + 1];
        valueBuffers = new FloatBuffer[layers + 1];
        errors = new FloatPointer[layers + 1];
        errorBuffers = new FloatBuffer[layers + 1];
        weightBlocks = new FloatPointer[layers][];
        valueBlocks = new FloatPointer[layers + 1][];
        backWeightBlocks = new FloatPointer[layers][];
        errorBlocks = new FloatPointer[layers + 1][];
        scales = new float[layers + 1][];
        kept = new float[layers + 1];
        for (int l = 0; l <= layers; l++) {
            values[l] = new FloatPointer((long) maxRows * net.width(l));
            valueBuffers[l] = values[l].asBuffer();
            if (l > 0) {
                valueBlocks[l] = blocks(values[l], l, 1);
            }
            if (training) {
                errors[l] = new FloatPointer(l == 0 ? 1L : (long) maxRows * net.width(l));
                errorBuffers[l] = errors[l].asBuffer();
                errorBlocks[l] = blocks(errors[l], l, 1);
            }
            if (l < layers) {
                FloatPointer weights = net.weights(net.parameters(), l);
                weightBlocks[l] = blocks(weights, l + 1, net.width(l));
                backWeightBlocks[l] = blocks(weights, l, 1);
            }
        }
        for (int i = 0; i < slots.length; i++) {
            slots[i] = i == 0 || !training ? values[0] : new FloatPointer((long) maxRows * net.width(0));
            slotBuffers[i] = slots[i].asBuffer();
        }
        scratch = new float[workers][CHUNK];
        activations = new float[workers][CHUNK];
        sums = new float[workers][CHUNK];
        tileScratch = new FloatPointer[training ? workers : 0];
        tileBuffers = new FloatBuffer[tileScratch.length];
        tiles = training ? tiles() : List.of();
        int largest = tiles.stream().mapToInt(t -> (t.out1 - t.out0) * (t.in1 - t.in0)).max().orElse(1);
        for (int w = 0; w < tileScratch.length; w++) {
            tileScratch[w] = new FloatPointer(largest);
            tileBuffers[w] = tileScratch[w].asBuffer();
        }
        int biases = 0;
        for (int l = 1; l <= layers; l++) {
            biases += net.width(l);
        }
        biasGradients = new FloatPointer(biases);
        biasBuffer = biasGradients.asBuffer();
        output = new float[maxRows * net.width(layers)];
        outputError = new float[training ? output.length : 0];
    }

    /** Pointers to every block's first column of layer {@code l}, columns {@code step} values apart. */
    private FloatPointer[] blocks(FloatPointer from, int l, int step) {
        FloatPointer[] all = new FloatPointer[blocksOf(l)];
        for (int b = 0; b < all.length; b++) {
            all[b] = new FloatPointer(from).position(from.position() + (long) column(l, b) * step);
        }
        return all;
    }

    private int blocksOf(int l) {
        return (net.width(l) + columns[l] - 1) / columns[l];
    }

    private int column(int l, int block) {
        return Math.min(block * columns[l], net.width(l));
    }

    /** Tiles of all weights, the largest layers first as a rule, then the biases. */
    private List<Tile> tiles() {
        List<Tile> all = new ArrayList<>();
        int piece = 0;
        for (int l = 0; l < layers; l++) {
            int in = net.width(l);
            int out = net.width(l + 1);
            int down = (out + TILE_ROWS - 1) / TILE_ROWS;
            int across = (in + TILE_COLUMNS - 1) / TILE_COLUMNS;
            for (int t = 0; t < down * across; t++) {
                int out0 = out * (t / across) / down;
                int out1 = out * (t / across + 1) / down;
                int in0 = in * (t % across) / across;
                int in1 = in * (t % across + 1) / across;
                Adam.Piece[] pieces = pieces(net.offset(l) + out0 * in + in0, out1 - out0, in1 - in0, in);
                all.add(new Tile(l, out0, out1, in0, in1, new FloatPointer(errors[l + 1]).position(out0),
                        new FloatPointer[] {new FloatPointer(l == 0 ? slots[0] : values[l]).position(in0),
                            new FloatPointer(l == 0 ? slots[1] : values[l]).position(in0)}, pieces, piece));
                piece += pieces.length;
            }
        }
        for (int l = 0; l < layers; l++) {
            Adam.Piece[] pieces = Adam.straight(net.biasOffset(l), net.biasOffset(l) + net.width(l + 1));
            all.add(new Tile(l, 0, 0, 0, 0, null, null, pieces, piece));
            piece += pieces.length;
        }
        return all;
    }

    private static Adam.Piece[] pieces(int offset, int tileRows, int cols, int stride) {
        int most = Math.max(1, Adam.PIECE / cols);
        Adam.Piece[] all = new Adam.Piece[(tileRows + most - 1) / most];
        for (int i = 0; i < all.length; i++) {
            all[i] = new Adam.Piece(offset + i * most * stride, Math.min(most, tileRows - i * most), cols, stride);
        }
        return all;
    }

    /** The parameter vector in the pieces that {@link #learnTile} works on. */
    Adam.Piece[] pieces() {
        return tiles.stream().flatMap(t -> java.util.Arrays.stream(t.pieces)).toArray(Adam.Piece[]::new);
    }

    /** Where a caller puts the batch, row-major, before {@link #forward}. */
    float[] input() {
        if (input == null) {
            input = new float[maxRows * net.width(0)];
        }
        return input;
    }

    /**
     * Writes one row of a batch straight to where the products take it from.
     *
     * @param at one of two places, 0 or 1, which {@link #begin} then names; the other may be in use
     */
    void putRow(int at, int row, float[] from) {
        putRows(at, row, from, 1);
    }

    /** The same for several rows from the given one on. */
    void putRows(int at, int row, float[] from, int count) {
        slotBuffers[at].put(row * net.width(0), from, 0, count * net.width(0));
    }

    /** Reads what {@link #putRow} wrote. */
    void getRow(int at, int row, float[] to) {
        slotBuffers[at].get(row * net.width(0), to, 0, net.width(0));
    }

    /** Outputs of the last forward pass, row-major. */
    float[] output() {
        return output;
    }

    /** Where a caller puts the gradient with respect to the outputs before {@link #backward}. */
    float[] outputError() {
        return outputError;
    }

    /** Gradient with respect to the inputs, after {@link #backward} with {@code inputToo}. */
    float[] inputError() {
        return inputError;
    }

    /** Gradient with respect to the parameters after {@link #backward}, laid out like them. */
    FloatPointer gradient() {
        if (gradient == null) {
            gradient = new FloatPointer(net.size());
        }
        return gradient;
    }

    /** Copies the last values of a layer, row-major. */
    void copyActivation(int layer, float[] target) {
        valueBuffers[layer].get(0, target, 0, rows * net.width(layer));
    }

    /** A pass without dropout over the first {@code batchRows} rows of {@link #input()}. */
    void forward(int batchRows) {
        slotBuffers[0].put(0, input, 0, batchRows * net.width(0));
        begin(0, batchRows, 0, 0);
        for (int l = 0; l < layers; l++) {
            for (int b = 0; b < blocksOf(l + 1); b++) {
                forwardBlock(l, b, 0);
            }
        }
    }

    /** The same by several threads, over rows that {@link #putRows} put in place 0. */
    void forward(int batchRows, Crew crew) {
        begin(0, batchRows, 0, 0);
        new Group(List.of(this), crew).forward();
    }

    /**
     * Starts a pass over rows that are in place.
     *
     * @param at where {@link #putRow} put them
     * @param seed of the dropout masks
     * @param hiddenRate share of hidden activations left out; inverted dropout: those kept are scaled by 1 / (1 - rate)
     */
    void begin(int at, int batchRows, long seed, double hiddenRate) {
        begin(at, batchRows, batchRows, seed, hiddenRate);
    }

    /** The same with dropout in the first {@code noisy} rows alone. */
    void begin(int at, int batchRows, int noisy, long seed, double hiddenRate) {
        slot = at;
        noisyRows = noisy;
        rows = batchRows;
        masks = seed;
        dropRate = hiddenRate;
        for (int l = 1; l < layers; l++) {
            kept[l] = (float) (1 - hiddenRate);
            if (hiddenRate > 0 && scales[l] == null) {
                scales[l] = new float[maxRows * net.width(l)];
            }
        }
    }

    private void forwardBlock(int l, int block, int worker) {
        int in = net.width(l);
        int out = net.width(l + 1);
        int from = column(l + 1, block);
        int n = column(l + 1, block + 1) - from;
        boolean last = l + 1 == layers;
        Blas.product(false, true, rows, n, in, 1, l == 0 ? slots[slot] : values[l], in, weightBlocks[l][block], in, 0,
                valueBlocks[l + 1][block], out);
        float[] a = scratch[worker];
        float[] bias = sums[worker];
        int together = together(n, out);
        parameters.get(net.biasOffset(l) + from, bias, 0, n);
        for (int r = 1; r < together; r++) {
            System.arraycopy(bias, 0, bias, r * n, n);
        }
        FloatBuffer buffer = valueBuffers[l + 1];
        float[] mask = last || dropRate <= 0 ? null : scales[l + 1];
        if (mask != null) {
            drawMasks(l + 1, from, n);
        }
        for (int r = 0, next; r < rows; r = next) {
            next = rowsUpTo(r, together);
            int at = r * out + from;
            int count = (next - r) * n;
            buffer.get(at, a, 0, count);
            Elementwise.add(a, bias, count);
            Elementwise.activate(net.activation(l), a, count);
            if (mask != null && r < noisyRows) {
                Elementwise.multiply(a, mask, at, count);
            }
            buffer.put(at, a, 0, count);
            if (last) {
                System.arraycopy(a, 0, output, at, count);
            }
        }
    }

    /** Rows whose values in a block of {@code n} columns follow each other without a gap. */
    private static int together(int n, int width) {
        return n == width ? Math.max(1, CHUNK / n) : 1;
    }

    /** End of the rows from {@code row} on that are worked on together; either all have dropout or none. */
    private int rowsUpTo(int row, int together) {
        return Math.min(row + together, row < noisyRows ? noisyRows : rows);
    }

    /** Masks of one block; each depends on the seed, the layer and its columns alone. */
    private void drawMasks(int layer, int from, int n) {
        int width = net.width(layer);
        for (int c = from; c < from + n; c += MASKED) {
            SplittableRandom random = new SplittableRandom(masks + 0x9E3779B97F4A7C15L * (layer * 65_537L + c));
            for (int r = 0; r < noisyRows; r++) {
                drawMask(random, dropRate, scales[layer], r * width + c, Math.min(MASKED, from + n - c));
            }
        }
    }

    /** Factors of inverted dropout: 0 with the given probability, otherwise 1 / (1 - rate). */
    static void drawMask(SplittableRandom random, double rate, float[] mask, int at, int n) {
        float scale = (float) (1 / (1 - rate));
        int threshold = (int) Math.round(rate * 0x10000);
        long bits = 0;
        for (int i = 0; i < n; i++) {
            if ((i & 3) == 0) {
                bits = random.nextLong();
            }
            mask[at + i] = scale * (((int) (bits & 0xffff) - threshold >> 31) + 1); // without a branch: it is random
            bits >>>= 16;
        }
    }

    /**
     * Turns {@link #outputError()} of the last batch into {@link #gradient()}, which it overwrites, on the caller's
     * thread.
     */
    void backward(boolean inputToo) {
        for (int l = layers; l > 0; l--) {
            for (int b = 0; b < blocksOf(l); b++) {
                errorBlock(l, b, 0);
            }
        }
        for (int t = 0; t < tiles.size(); t++) {
            gradientTile(t, gradient(), 0);
        }
        if (inputToo) {
            int in = net.width(0);
            if (inputError == null) {
                inputError = new float[maxRows * in];
            }
            if (errors[0].capacity() < (long) maxRows * in) {
                errors[0].close();
                errors[0] = new FloatPointer((long) maxRows * in);
                errorBuffers[0] = errors[0].asBuffer();
            }
            Blas.product(false, false, rows, in, net.width(1), 1, errors[1], net.width(1),
                    net.weights(net.parameters(), 0), in, 0, errors[0], in);
            errorBuffers[0].get(0, inputError, 0, rows * in);
        }
    }

    /** Error of a block of layer l's sums, before its activation, and the bias's gradient; l from 1. */
    private void errorBlock(int l, int block, int worker) {
        int out = net.width(l);
        int from = column(l, block);
        int n = column(l, block + 1) - from;
        boolean last = l == layers;
        if (!last) {
            int next = net.width(l + 1);
            Blas.product(false, false, rows, n, next, 1, errors[l + 1], next, backWeightBlocks[l][block], out, 0,
                    errorBlocks[l][block], out);
        }
        float[] e = scratch[worker];
        float[] a = activations[worker];
        float[] sum = sums[worker];
        int together = together(n, out);
        java.util.Arrays.fill(sum, 0, together * n, 0);
        float[] mask = last || dropRate <= 0 ? null : scales[l];
        float back = last ? 1 : kept[l];
        for (int r = 0, next; r < rows; r = next) {
            next = rowsUpTo(r, together);
            int at = r * out + from;
            int count = (next - r) * n;
            if (last) {
                System.arraycopy(outputError, at, e, 0, count);
            } else {
                errorBuffers[l].get(at, e, 0, count);
            }
            valueBuffers[l].get(at, a, 0, count);
            if (mask != null && r < noisyRows) {
                Elementwise.multiply(e, mask, at, count);
            }
            Elementwise.derive(net.activation(l - 1), e, a, count, r < noisyRows ? back : 1);
            Elementwise.add(sum, e, count);
            errorBuffers[l].put(at, e, 0, count);
        }
        for (int r = 1; r < together; r++) {
            for (int c = 0; c < n; c++) {
                sum[c] += sum[r * n + c];
            }
        }
        biasBuffer.put(biasPlace(l - 1) + from, sum, 0, n);
    }

    private int biasPlace(int layer) {
        int at = 0;
        for (int l = 1; l <= layer; l++) {
            at += net.width(l);
        }
        return at;
    }

    /**
     * The gradient of one tile of weights, or of a bias.
     *
     * @param target a vector laid out like the parameters, or null for the worker's scratch
     */
    private void gradientTile(int tile, FloatPointer target, int worker) {
        Tile t = tiles.get(tile);
        int in = net.width(t.layer);
        int out = net.width(t.layer + 1);
        if (t.isBias()) {
            if (target != null) {
                float[] sum = new float[out];
                biasBuffer.get(biasPlace(t.layer), sum, 0, out);
                new FloatPointer(target).position(net.biasOffset(t.layer)).put(sum, 0, out);
            }
            return;
        }
        FloatPointer to = target == null ? tileScratch[worker]
                : new FloatPointer(target).position(net.offset(t.layer) + (long) t.out0 * in + t.in0);
        Blas.product(true, false, t.out1 - t.out0, t.in1 - t.in0, rows, 1, t.error, out, t.value[slot], in, 0, to,
                target == null ? t.in1 - t.in0 : in);
    }

    /** The gradient of one tile and Adam's step with it, whose pieces are {@link #pieces()}. */
    private void learnTile(int tile, Adam adam, int worker) {
        Tile t = tiles.get(tile);
        gradientTile(tile, null, worker);
        FloatBuffer from = t.isBias() ? biasBuffer : tileBuffers[worker];
        int at = t.isBias() ? biasPlace(t.layer) : 0;
        for (int i = 0; i < t.pieces.length; i++) {
            Adam.Piece piece = t.pieces[i];
            adam.update(t.firstPiece + i, parameters, from, at, piece.cols(), worker);
            at += piece.size();
        }
    }

    /** Adam's step for one tile with the gradient in {@link #gradient()}. */
    private void learnTileFromGradient(int tile, Adam adam, int worker) {
        Tile t = tiles.get(tile);
        FloatBuffer from = gradient().asBuffer();
        for (int i = 0; i < t.pieces.length; i++) {
            adam.update(t.firstPiece + i, parameters, from, t.pieces[i].offset(), t.pieces[i].stride(), worker);
        }
    }

    /** Passes of several networks with as many layers, which a crew runs side by side. */
    static final class Group implements Crew.Body {
        private enum Phase { FORWARD, ERRORS, LEARN, LEARN_SHARED }

        private final DensePass[] passes;
        private final Crew crew;
        private final int[][] order;
        private Adam[] adams;
        private boolean shared;
        private Phase phase;
        private int layer;

        Group(List<DensePass> passes, Crew crew) {
            this.passes = passes.toArray(DensePass[]::new);
            this.crew = crew;
            List<int[]> all = new ArrayList<>();
            for (int p = 0; p < this.passes.length; p++) {
                for (int t = 0; t < this.passes[p].tiles.size(); t++) {
                    Tile tile = this.passes[p].tiles.get(t);
                    all.add(new int[] {p, t, (tile.out1 - tile.out0) * (tile.in1 - tile.in0)});
                }
            }
            all.sort((a, b) -> Integer.compare(b[2], a[2])); // the largest first leaves no thread alone at the end
            order = all.toArray(int[][]::new);
        }

        /** Runs passes that have begun. */
        void forward() {
            for (int l = 0; l < passes[0].layers; l++) {
                run(Phase.FORWARD, l, l + 1);
            }
        }

        /** Turns {@link DensePass#outputError()} into the errors of all layers; {@link #learn} can follow. */
        void backward() {
            for (int l = passes[0].layers; l > 0; l--) {
                run(Phase.ERRORS, l, l);
            }
        }

        /**
         * Adam's step for all weights, tile by tile; each gradient is used up where it arises.
         *
         * @param optimisers one for each pass, of its {@link DensePass#pieces()}, begun
         * @param sharing null, or what to do with the last layers' gradients in {@link DensePass#gradient()} before
         *     they are used
         */
        void learn(Adam[] optimisers, Runnable sharing) {
            adams = optimisers;
            shared = sharing != null;
            phase = Phase.LEARN;
            if (shared) {
                for (DensePass p : passes) {
                    p.gradient();
                }
            }
            crew.run(order.length, this);
            if (shared) {
                sharing.run();
                phase = Phase.LEARN_SHARED;
                crew.run(order.length, this);
            }
        }

        private void run(Phase next, int at, int width) {
            phase = next;
            layer = at;
            int blocks = 0;
            for (DensePass p : passes) {
                blocks += p.blocksOf(width);
            }
            crew.run(blocks, this);
        }

        @Override
        public void run(int block, int worker) {
            if (phase == Phase.LEARN || phase == Phase.LEARN_SHARED) {
                DensePass pass = passes[order[block][0]];
                int tile = order[block][1];
                boolean last = shared && pass.tiles.get(tile).layer == pass.layers - 1;
                if (phase == Phase.LEARN_SHARED) {
                    if (last) {
                        pass.learnTileFromGradient(tile, adams[order[block][0]], worker);
                    }
                } else if (last) {
                    pass.gradientTile(tile, pass.gradient(), worker);
                } else {
                    pass.learnTile(tile, adams[order[block][0]], worker);
                }
                return;
            }
            int b = block;
            for (DensePass pass : passes) {
                int own = pass.blocksOf(phase == Phase.FORWARD ? layer + 1 : layer);
                if (b < own) {
                    if (phase == Phase.FORWARD) {
                        pass.forwardBlock(layer, b, worker);
                    } else {
                        pass.errorBlock(layer, b, worker);
                    }
                    return;
                }
                b -= own;
            }
        }
    }

    @Override
    public void close() {
        if (slots[1] != slots[0]) {
            slots[1].close();
        }
        for (int l = 0; l <= layers; l++) {
            values[l].close();
            if (training) {
                errors[l].close();
            }
        }
        for (FloatPointer p : tileScratch) {
            p.close();
        }
        biasGradients.close();
        if (gradient != null) {
            gradient.close();
        }
    }
}
