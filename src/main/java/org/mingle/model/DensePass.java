package org.mingle.model;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.FloatPointer;
import org.mingle.compute.Blas;
import org.nd4j.linalg.activations.Activation;

/**
 * Forward and backward passes of one {@link DenseNetwork} over batches of up to a fixed size. Products run in native
 * memory; everything element by element runs over Java arrays, which the compiler vectorises. After construction
 * nothing is allocated.
 */
final class DensePass implements AutoCloseable {
    /** Slope of the leaky rectifier for negative values, as DL4J has it. */
    static final float LEAK = 0.01f;

    private final DenseNetwork net;
    private final FloatPointer[] weights;
    private final FloatPointer[] values;
    private final float[][] activations;
    private final float[][] scales;
    private final float[] kept;
    private final FloatPointer error;
    private final FloatPointer product;
    private final FloatPointer gradient;
    private final FloatPointer[] weightGradients;
    private final float[][] errors;
    private final float[] bias;
    private int rows;

    /**
     * @param maxRows rows of the largest batch
     * @param training whether {@link #backward} will be called
     */
    DensePass(DenseNetwork net, int maxRows, boolean training) {
        this.net = net;
        int layers = net.layers();
        weights = new FloatPointer[layers];
        weightGradients = new FloatPointer[layers];
        values = new FloatPointer[layers + 1];
        activations = new float[layers + 1][];
        errors = new float[layers + 1][];
        scales = new float[layers + 1][];
        kept = new float[layers + 1];
        gradient = new FloatPointer(training ? net.size() : 1L);
        int widest = 0;
        for (int l = 0; l <= layers; l++) {
            values[l] = new FloatPointer((long) maxRows * net.width(l));
            activations[l] = new float[maxRows * net.width(l)];
            errors[l] = new float[training ? maxRows * net.width(l) : 0];
            widest = Math.max(widest, net.width(l));
            if (l < layers) {
                weights[l] = net.weights(net.parameters(), l);
                weightGradients[l] = net.weights(gradient, l);
            }
        }
        error = new FloatPointer(training ? (long) maxRows * widest : 1L);
        product = new FloatPointer(training ? (long) maxRows * widest : 1L);
        bias = new float[widest];
    }

    /** Where a caller puts the batch, row-major, before {@link #forward}. */
    float[] input() {
        return activations[0];
    }

    /** Outputs of the last forward pass, row-major. */
    float[] output() {
        return activations[net.layers()];
    }

    /** Where a caller puts the gradient with respect to the outputs before {@link #backward}. */
    float[] outputError() {
        return errors[net.layers()];
    }

    /** Gradient with respect to the inputs, after {@link #backward} with {@code inputToo}. */
    float[] inputError() {
        return errors[0];
    }

    /** Gradient with respect to the parameters after {@link #backward}, laid out like them. */
    FloatPointer gradient() {
        return gradient;
    }

    float[] activation(int layer) {
        return activations[layer];
    }

    /** A pass without dropout. */
    void forward(int batchRows) {
        forward(batchRows, null, 0, 0);
    }

    /**
     * Computes the outputs of the first {@code batchRows} rows of {@link #input()}.
     *
     * @param random null for no dropout; otherwise inverted dropout: values kept are scaled by 1 / (1 - rate)
     * @param inputRate share of inputs left out
     * @param hiddenRate share of hidden activations left out
     */
    void forward(int batchRows, SplittableRandom random, double inputRate, double hiddenRate) {
        rows = batchRows;
        drop(0, random, inputRate);
        values[0].put(activations[0], 0, rows * net.width(0));
        for (int l = 0; l < net.layers(); l++) {
            int in = net.width(l);
            int out = net.width(l + 1);
            Blas.sgemm(false, true, rows, out, in, 1, values[l], in, weights[l], in, 0, values[l + 1], out);
            float[] a = activations[l + 1];
            values[l + 1].get(a, 0, rows * out);
            net.weights(net.parameters(), l).position(net.biasOffset(l)).get(bias, 0, out);
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < out; c++) {
                    a[r * out + c] += bias[c];
                }
            }
            activate(net.activation(l), a, rows * out);
            if (l + 1 < net.layers()) {
                drop(l + 1, random, hiddenRate);
            }
            values[l + 1].put(a, 0, rows * out);
        }
    }

    /** Turns {@link #outputError()} of the last batch into {@link #gradient()}, which it overwrites. */
    void backward(boolean inputToo) {
        for (int l = net.layers() - 1; l >= 0; l--) {
            int in = net.width(l);
            int out = net.width(l + 1);
            float[] e = errors[l + 1];
            if (l + 1 < net.layers()) {
                multiply(e, scales[l + 1], rows * out);
            }
            derive(l, e);
            error.put(e, 0, rows * out);
            Blas.sgemm(true, false, out, in, rows, 1, error, out, values[l], in, 0, weightGradients[l], in);
            Arrays.fill(bias, 0, out, 0);
            for (int r = 0; r < rows; r++) {
                for (int c = 0; c < out; c++) {
                    bias[c] += e[r * out + c];
                }
            }
            new FloatPointer(gradient).position(net.biasOffset(l)).put(bias, 0, out);
            if (l > 0 || inputToo) {
                Blas.sgemm(false, false, rows, in, out, 1, error, out, weights[l], in, 0, product, in);
                product.get(errors[l], 0, rows * in);
            }
        }
        if (inputToo) {
            multiply(errors[0], scales[0], rows * net.width(0));
        }
    }

    private void drop(int layer, SplittableRandom random, double rate) {
        kept[layer] = 1;
        if (random == null || rate <= 0) {
            scales[layer] = null;
            return;
        }
        int n = rows * net.width(layer);
        if (scales[layer] == null || scales[layer].length < n) {
            scales[layer] = new float[activations[layer].length];
        }
        float[] s = scales[layer];
        float scale = (float) (1 / (1 - rate));
        kept[layer] = (float) (1 - rate);
        int threshold = (int) Math.round(rate * 0x10000);
        long bits = 0;
        for (int i = 0; i < n; i++) {
            if ((i & 3) == 0) {
                bits = random.nextLong();
            }
            s[i] = scale * (((int) (bits & 0xffff) - threshold >> 31) + 1); // no branch: it could not be foreseen
            bits >>>= 16;
        }
        multiply(activations[layer], s, n);
    }

    private static void multiply(float[] a, float[] by, int n) {
        if (by != null) {
            for (int i = 0; i < n; i++) {
                a[i] *= by[i];
            }
        }
    }

    private static void activate(Activation f, float[] a, int n) {
        switch (f) {
            case IDENTITY -> { }
            case TANH -> tanh(a, n);
            case RELU -> {
                for (int i = 0; i < n; i++) {
                    a[i] = Math.max(a[i], 0);
                }
            }
            case LEAKYRELU -> {
                for (int i = 0; i < n; i++) {
                    a[i] = Math.max(a[i], LEAK * a[i]);
                }
            }
            default -> throw new IllegalArgumentException("No hand-driven pass for " + f + ".");
        }
    }

    /**
     * Lambert's continued fraction for tanh to its ninth convergent, held within +-1: at most 2e-5 off, and a plain
     * polynomial quotient that the compiler vectorises.
     */
    private static void tanh(float[] a, int n) {
        for (int i = 0; i < n; i++) {
            float x = Math.max(-9f, Math.min(9f, a[i]));
            float s = x * x;
            float p = x * (34459425f + s * (4729725f + s * (135135f + s * (990f + s))));
            float q = 34459425f + s * (16216200f + s * (945945f + s * (13860f + s * 45f)));
            a[i] = Math.max(-1f, Math.min(1f, p / q));
        }
    }

    /** Multiplies an error by the derivative of a layer's activation at its last value. */
    private void derive(int layer, float[] e) {
        float[] a = activations[layer + 1];
        int n = rows * net.width(layer + 1);
        switch (net.activation(layer)) {
            case TANH -> {
                // What dropout scaled up is scaled back; where it left a 0, the error is 0 already.
                float back = layer + 1 < net.layers() ? kept[layer + 1] : 1;
                for (int i = 0; i < n; i++) {
                    float y = a[i] * back;
                    e[i] *= 1 - y * y;
                }
            }
            case RELU -> {
                for (int i = 0; i < n; i++) {
                    e[i] = a[i] > 0 ? e[i] : 0;
                }
            }
            case LEAKYRELU -> {
                leak(e, a, n);
            }
            default -> { }
        }
    }

    /**
     * Multiplies values by {@link #LEAK} where an activation is negative; without a branch, as signs come at random.
     */
    static void leak(float[] values, float[] activations, int n) {
        for (int i = 0; i < n; i++) {
            values[i] *= 1 - (1 - LEAK) * (Float.floatToRawIntBits(activations[i]) >>> 31);
        }
    }

    @Override
    public void close() {
        for (FloatPointer p : values) {
            p.close();
        }
        error.close();
        product.close();
        gradient.close();
    }
}
