package org.mingle.model;

import java.nio.FloatBuffer;
import java.util.Arrays;
import org.bytedeco.javacpp.FloatPointer;

/**
 * Adam (Kingma and Ba, ICLR 2015) in one pass over a parameter vector in native memory, with bias correction,
 * epsilon 1e-8, an optional squared-norm regulariser (its gradient is added) and decoupled weight decay (Loshchilov
 * and Hutter, ICLR 2019). Can keep a running average of the parameters (Polyak and Juditsky 1992; exponential, as in
 * Tarvainen and Valpola, NeurIPS 2017), whose decay grows with the steps as min(decay, (1 + t) / (10 + t)).
 *
 * <p>The vector is taken in pieces of at most {@value #PIECE} values, rows of a block of a weight matrix, so that a
 * piece's gradient can be used up while it is in the cache. Pieces are independent of each other.
 */
final class Adam {
    static final int PIECE = 4096;
    private static final double EPSILON = 1e-8;
    /** Distance of the squares added at once; a constant, so that the compiler vectorises their sum. */
    private static final int LANE = PIECE / 8;

    private final int size;
    private final Piece[] pieces;
    private final double rate;
    private final double beta1;
    private final double beta2;
    private final float[][] first;
    private final float[][] second;
    private final float[][] average;
    private final double averaging;
    private final double[] squares;
    private final float[][] parameterScratch;
    private final float[][] gradientScratch;
    private final float[][] squareScratch;
    private long step;
    private float scale;
    private float epsilon;
    private float keep;
    private float twice;
    private float fade;

    /**
     * Some values of the vector: rows of a block of a matrix in it.
     *
     * @param offset where the first row begins
     * @param stride from one row's beginning to the next's
     */
    record Piece(int offset, int rows, int cols, int stride) {
        int size() {
            return rows * cols;
        }
    }

    /** For a vector taken from end to end by one thread. */
    Adam(int size, double rate, double beta1, double beta2) {
        this(size, straight(0, size), rate, beta1, beta2, 0, 1);
    }

    /**
     * @param pieces which together cover the vector once
     * @param averaging decay of the running average of the parameters, 0 for none
     * @param workers threads that may work on pieces at the same time
     */
    Adam(int size, Piece[] pieces, double rate, double beta1, double beta2, double averaging, int workers) {
        this.size = size;
        this.pieces = pieces;
        this.rate = rate;
        this.beta1 = beta1;
        this.beta2 = beta2;
        this.averaging = averaging;
        first = new float[pieces.length][];
        second = new float[pieces.length][];
        average = averaging > 0 ? new float[pieces.length][] : null;
        for (int i = 0; i < pieces.length; i++) {
            first[i] = new float[pieces[i].size()];
            second[i] = new float[pieces[i].size()];
            if (average != null) {
                average[i] = new float[pieces[i].size()];
            }
        }
        squares = new double[pieces.length];
        parameterScratch = new float[workers][PIECE];
        gradientScratch = new float[workers][PIECE];
        squareScratch = new float[workers][LANE];
    }

    /** Pieces of a part of the vector as it lies. */
    static Piece[] straight(int from, int to) {
        Piece[] all = new Piece[(to - from + PIECE - 1) / PIECE];
        for (int i = 0; i < all.length; i++) {
            int n = Math.min(PIECE, to - from - i * PIECE);
            all[i] = new Piece(from + i * PIECE, 1, n, n);
        }
        return all;
    }

    /** One step of the whole vector on the caller's thread. Arguments and result as of {@link #begin} and the like. */
    double update(FloatPointer parameters, FloatPointer gradients, double regulariser, double decay, double share) {
        begin(regulariser, decay, share);
        FloatBuffer p = new FloatPointer(parameters).capacity(size).asBuffer();
        FloatBuffer g = new FloatPointer(gradients).capacity(size).asBuffer();
        for (int i = 0; i < pieces.length; i++) {
            update(i, p, g, pieces[i].offset(), pieces[i].stride(), 0);
        }
        return squaredNorm();
    }

    /**
     * Begins a step; {@link #update(int, FloatBuffer, FloatBuffer, int, int, int)} is then due once for every piece.
     *
     * @param regulariser gamma of gamma * ||p||^2
     * @param decay decoupled weight decay, times the learning rate
     * @param share of the learning rate in force at this step
     */
    void begin(double regulariser, double decay, double share) {
        step++;
        double rateNow = rate * share;
        fade = (float) Math.min(averaging, (1.0 + step) / (10.0 + step));
        scale = (float) (rateNow * Math.sqrt(1 - Math.pow(beta2, step)) / (1 - Math.pow(beta1, step)));
        epsilon = (float) (EPSILON * Math.sqrt(1 - Math.pow(beta2, step)));
        keep = (float) (1 - rateNow * decay);
        twice = (float) (2 * regulariser);
    }

    /**
     * The step for one piece.
     *
     * @param gradients whose rows begin at {@code at} and lie {@code stride} apart
     * @param worker whose scratch is used
     */
    void update(int piece, FloatBuffer parameters, FloatBuffer gradients, int at, int stride, int worker) {
        Piece of = pieces[piece];
        int n = of.size();
        float[] p = parameterScratch[worker];
        float[] g = gradientScratch[worker];
        read(parameters, of.offset(), of.stride(), of, p);
        read(gradients, at, stride, of, g);
        squares[piece] = twice == 0 ? 0 : squared(p, n, squareScratch[worker]);
        step(p, g, first[piece], second[piece], n);
        if (of.stride() == of.cols()) {
            parameters.put(of.offset(), p, 0, n);
        } else {
            for (int r = 0; r < of.rows(); r++) {
                parameters.put(of.offset() + r * of.stride(), p, r * of.cols(), of.cols());
            }
        }
        if (average != null) {
            fold(average[piece], p, n, fade);
        }
    }

    private static void read(FloatBuffer from, int at, int stride, Piece piece, float[] to) {
        if (stride == piece.cols()) {
            from.get(at, to, 0, piece.size());
            return;
        }
        for (int r = 0; r < piece.rows(); r++) {
            from.get(at + r * stride, to, r * piece.cols(), piece.cols());
        }
    }

    private void step(float[] p, float[] g, float[] m, float[] v, int n) {
        float b1 = (float) beta1;
        float b2 = (float) beta2;
        float r1 = (float) (1 - beta1);
        float r2 = (float) (1 - beta2);
        float c = scale;
        float e = epsilon;
        float k = keep;
        float t = twice;
        for (int i = 0; i < n; i++) {
            float d = g[i] + t * p[i];
            float mi = b1 * m[i] + r1 * d;
            float vi = b2 * v[i] + r2 * d * d;
            m[i] = mi;
            v[i] = vi;
            p[i] = k * p[i] - c * mi / ((float) Math.sqrt(vi) + e);
        }
    }

    /** ||p||^2; a plain sum of floats would not be vectorised, as it fixes an order. */
    private static double squared(float[] p, int n, float[] lanes) {
        Arrays.fill(p, n, PIECE, 0);
        for (int i = 0; i < LANE; i++) {
            lanes[i] = p[i] * p[i] + p[i + LANE] * p[i + LANE] + p[i + 2 * LANE] * p[i + 2 * LANE]
                    + p[i + 3 * LANE] * p[i + 3 * LANE] + p[i + 4 * LANE] * p[i + 4 * LANE]
                    + p[i + 5 * LANE] * p[i + 5 * LANE] + p[i + 6 * LANE] * p[i + 6 * LANE]
                    + p[i + 7 * LANE] * p[i + 7 * LANE];
        }
        double sum = 0;
        for (int i = 0; i < LANE; i++) {
            sum += lanes[i];
        }
        return sum;
    }

    private static void fold(float[] average, float[] p, int n, float fade) {
        float rest = 1 - fade;
        for (int i = 0; i < n; i++) {
            average[i] = fade * average[i] + rest * p[i];
        }
    }

    /** ||p||^2 before the last step; 0 where that had no regulariser. */
    double squaredNorm() {
        double sum = 0;
        for (double s : squares) {
            sum += s;
        }
        return sum;
    }

    Piece piece(int index) {
        return pieces[index];
    }

    /** Whether there is an average of the parameters by now. */
    boolean averaging() {
        return average != null && step > 0;
    }

    /** Writes the average of the parameters so far, which there must be. */
    void average(float[] into) {
        spread(average, into, 0);
    }

    void restoreAverage(float[] values) {
        collect(values, 0, average);
    }

    long step() {
        return step;
    }

    /** Number of parameters. */
    int size() {
        return size;
    }

    /** Writes first moments, then second moments, each laid out as the parameters. */
    void moments(float[] into) {
        spread(first, into, 0);
        spread(second, into, size);
    }

    void restore(long steps, float[] moments) {
        step = steps;
        collect(moments, 0, first);
        collect(moments, size, second);
    }

    private void spread(float[][] from, float[] to, int base) {
        for (int i = 0; i < pieces.length; i++) {
            Piece p = pieces[i];
            for (int r = 0; r < p.rows(); r++) {
                System.arraycopy(from[i], r * p.cols(), to, base + p.offset() + r * p.stride(), p.cols());
            }
        }
    }

    private void collect(float[] from, int base, float[][] to) {
        for (int i = 0; i < pieces.length; i++) {
            Piece p = pieces[i];
            for (int r = 0; r < p.rows(); r++) {
                System.arraycopy(from, base + p.offset() + r * p.stride(), to[i], r * p.cols(), p.cols());
            }
        }
    }
}
