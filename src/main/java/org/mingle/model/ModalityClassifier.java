package org.mingle.model;

import java.util.SplittableRandom;
import org.bytedeco.javacpp.FloatPointer;
import org.mingle.compute.Blas;
import org.mingle.model.objective.CrossEntropy;
import org.nd4j.linalg.activations.Activation;

/**
 * The adversary: a small network D that names the modality of an embedding. It minimises
 * L_adv = -1/n sum_a log D(z_a)[modality of a] while the mappers receive the reversed gradient -lambda dL_adv/dz
 * (gradient reversal: Ganin and Lempitsky, ICML 2015; as a modality classifier: Wang et al., ACM MM 2017, and DAML).
 *
 * <p>Left to itself this contest oscillates. The squared gradient of D's centred logit at its inputs,
 * gamma/n sum_a || d s_a / d z_a ||^2 (R1 of Mescheder et al., ICML 2018), damps it.
 *
 * <p>What it is shown decides whether it mixes the modalities: see {@link Whitening}, and embeddings without dropout,
 * whose noise would hide what a fresh probe finds in clean ones (docs/method-notes.md has the figures).
 */
final class ModalityClassifier implements AutoCloseable {
    private final DenseNetwork net;
    private final DensePass pass;
    private final Adam adam;
    private final int modalities;
    private final double penalty;
    private final Whitening view;
    private final FloatPointer[] slopes;
    private final FloatPointer tangent;
    private final FloatPointer nextTangent;
    private final float[] scratch;
    private final float[] activations;
    private double accuracy = Double.NaN;

    /** @param view how it sees embeddings; null: as they are */
    ModalityClassifier(DenseNetwork net, int maxPoints, int modalities, Adam adam, double penalty, Whitening view) {
        this.net = net;
        this.adam = adam;
        this.modalities = modalities;
        this.penalty = penalty;
        this.view = view;
        pass = new DensePass(net, maxPoints, true);
        slopes = new FloatPointer[net.layers() + 1];
        int widest = 0;
        for (int l = 0; l <= net.layers(); l++) {
            slopes[l] = new FloatPointer((long) maxPoints * net.width(l));
            widest = Math.max(widest, net.width(l));
        }
        tangent = new FloatPointer((long) maxPoints * widest);
        nextTangent = new FloatPointer((long) maxPoints * widest);
        scratch = new float[maxPoints * widest];
        activations = new float[maxPoints * widest];
    }

    static DenseNetwork network(TrainingSettings s, int modalities) {
        int layers = s.getInt("adversary_layers");
        int[] widths = new int[layers + 2];
        java.util.Arrays.fill(widths, s.getInt("adversary_hidden"));
        widths[0] = s.getInt("dimension");
        widths[layers + 1] = modalities;
        return new DenseNetwork(widths, Activation.LEAKYRELU, Activation.IDENTITY);
    }

    static DenseNetwork network(TrainingSettings s, int modalities, SplittableRandom random) {
        DenseNetwork n = network(s, modalities);
        n.initialise(random, 1);
        return n;
    }

    DenseNetwork network() {
        return net;
    }

    Adam optimiser() {
        return adam;
    }

    /** Gradient of the last {@link #learn} or {@link #judge} with respect to the classifier's parameters. */
    FloatPointer gradient() {
        return pass.gradient();
    }

    /** Lets the view follow the embeddings, once for each batch before the steps on it. */
    void observe(float[] points, int pairs) {
        if (view != null) {
            view.observe(points, modalities * pairs);
        }
    }

    /** How it sees embeddings, null: as they are. */
    Whitening view() {
        return view;
    }

    /**
     * One step of the classifier on points as they are; the mappers feel nothing.
     *
     * @param points row-major, row {@code m * pairs + i} is pair i in modality m
     * @param rate share of the learning rate in force
     */
    void learn(float[] points, int pairs, double rate) {
        classify(points, pairs);
        pass.backward(false);
        if (penalty > 0) {
            addPenalty(pairs);
        }
        adam.update(net.parameters(), pass.gradient(), 0, 0, rate);
    }

    /** L_adv on points, with its gradient kept for {@link #addReversed}. */
    double judge(float[] points, int pairs) {
        double loss = classify(points, pairs);
        pass.backward(true);
        return loss;
    }

    /** Adds the reversed gradient of the last {@link #judge} to {@code gradient}. */
    void addReversed(float[] gradient, int pairs, double lambda) {
        float[] e = pass.inputError();
        float reverse = (float) -lambda;
        if (view != null) {
            view.backward(e, modalities * pairs, reverse, gradient);
            return;
        }
        int n = modalities * pairs * net.width(0);
        for (int i = 0; i < n; i++) {
            gradient[i] += reverse * e[i];
        }
    }

    /** Share of the last batch's points whose modality the classifier named rightly. */
    double accuracy() {
        return accuracy;
    }

    private double classify(float[] points, int pairs) {
        int n = modalities * pairs;
        if (view == null) {
            System.arraycopy(points, 0, pass.input(), 0, n * net.width(0));
        } else {
            view.forward(points, n, pass.input());
        }
        pass.forward(n);
        float[] logits = pass.output();
        int right = 0;
        for (int r = 0; r < n; r++) {
            int top = 0;
            for (int c = 1; c < modalities; c++) {
                top = logits[r * modalities + c] > logits[r * modalities + top] ? c : top;
            }
            right += top == r / pairs ? 1 : 0;
        }
        accuracy = (double) right / n;
        int[] target = new int[1];
        return CrossEntropy.evaluate(logits, n, modalities, r -> {
            target[0] = r / pairs;
            return target;
        }, 1, pass.outputError());
    }

    /**
     * Adds the penalty's gradient to the pass's. With the rectifiers' slopes S_l held (they are piecewise constant) the
     * input gradient is a product of weights, g = e W_L S_(L-1) ... S_1 W_1, so the penalty's gradient is one more
     * forward pass, of 2 gamma g / n, whose values meet the back-propagated directions at every layer.
     */
    private void addPenalty(int pairs) {
        int n = modalities * pairs;
        int last = net.layers();
        float[] e = scratch;
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < modalities; c++) {
                e[r * modalities + c] = (c == r / pairs ? 1f : 0f) - 1f / modalities;
            }
        }
        slopes[last].put(e, 0, n * modalities);
        for (int l = last - 1; l >= 0; l--) {
            int in = net.width(l);
            int out = net.width(l + 1);
            Blas.sgemm(false, false, n, in, out, 1, slopes[l + 1], out, net.weights(net.parameters(), l), in, 0,
                    slopes[l], in);
            if (l > 0) {
                applySlopes(slopes[l], l, n * in);
            }
        }
        slopes[0].get(scratch, 0, n * net.width(0));
        float scale = (float) (2 * penalty / n);
        for (int i = 0; i < n * net.width(0); i++) {
            scratch[i] *= scale;
        }
        tangent.put(scratch, 0, n * net.width(0));
        FloatPointer from = tangent;
        FloatPointer to = nextTangent;
        for (int l = 0; l < last; l++) {
            int in = net.width(l);
            int out = net.width(l + 1);
            Blas.sgemm(true, false, out, in, n, 1, slopes[l + 1], out, from, in, 1, net.weights(pass.gradient(), l),
                    in);
            if (l + 1 < last) {
                Blas.sgemm(false, true, n, out, in, 1, from, in, net.weights(net.parameters(), l), in, 0, to, out);
                applySlopes(to, l + 1, n * out);
                FloatPointer swap = from;
                from = to;
                to = swap;
            }
        }
    }

    private void applySlopes(FloatPointer values, int layer, int n) {
        values.get(scratch, 0, n);
        pass.copyActivation(layer, activations);
        Elementwise.leak(scratch, activations, n);
        values.put(scratch, 0, n);
    }

    @Override
    public void close() {
        pass.close();
        for (FloatPointer p : slopes) {
            p.close();
        }
        tangent.close();
        nextTangent.close();
    }
}
