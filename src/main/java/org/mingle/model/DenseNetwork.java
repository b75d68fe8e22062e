package org.mingle.model;

import java.nio.FloatBuffer;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.FloatPointer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.mingle.compute.Blas;
import org.mingle.compute.NativeRuntime;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;

/**
 * A DL4J {@link MultiLayerNetwork} of dense layers whose passes Mingle drives by hand ({@link DensePass}) on the
 * network's own parameter vector: nothing is copied between the two, and the network can be inspected or saved by DL4J
 * at any time. Layer l maps {@code widths[l]} to {@code widths[l + 1]} values; its weights lie in the vector as DL4J
 * has them, a column-major {@code in x out} matrix (thus row-major {@code out x in}), then the bias.
 */
final class DenseNetwork {
    private final int[] widths;
    private final Activation hidden;
    private final Activation output;
    private final MultiLayerNetwork network;
    private final FloatPointer parameters;
    private final int[] offsets;
    private final int size;

    /** @param widths input, hidden layers, output */
    DenseNetwork(int[] widths, Activation hidden, Activation output) {
        this.widths = widths.clone();
        this.hidden = hidden;
        this.output = output;
        NativeRuntime.prepare(0);
        try {
            network = new MultiLayerNetwork(configuration(widths, hidden, output));
            // With parameters at hand DL4J draws none, which would take longer than all else here.
            network.init(Nd4j.create(1, Math.toIntExact(size(widths))), false);
        } catch (LinkageError e) {
            throw NativeRuntime.cannotLoad("ND4J (nd4j-native)", e);
        }
        Blas.useOneThreadEach();
        parameters = (FloatPointer) network.params().data().addressPointer();
        offsets = new int[widths.length];
        for (int l = 0; l < layers(); l++) {
            offsets[l + 1] = offsets[l] + widths[l + 1] * (widths[l] + 1);
        }
        size = offsets[layers()];
        if (network.numParams() != size) {
            throw new IllegalStateException("DL4J has " + network.numParams() + " parameters, not " + size + ".");
        }
    }

    /** Parameters of a network with such layers. */
    static long size(int[] widths) {
        long size = 0;
        for (int l = 0; l + 1 < widths.length; l++) {
            size += widths[l + 1] * (widths[l] + 1L);
        }
        return size;
    }

    private static MultiLayerConfiguration configuration(int[] widths, Activation hidden, Activation output) {
        NeuralNetConfiguration.ListBuilder layers = new NeuralNetConfiguration.Builder().updater(new NoOp()).list();
        for (int l = 0; l + 1 < widths.length; l++) {
            layers.layer(new DenseLayer.Builder().nIn(widths[l]).nOut(widths[l + 1])
                    .activation(l + 2 < widths.length ? hidden : output).build());
        }
        return layers.build();
    }

    /**
     * Draws weights uniformly from +-1/sqrt(in) times a gain, biases 0 (LeCun et al. 1998, "Efficient backprop": unit
     * variance is kept through linear and tanh layers with the gain sqrt(3)).
     */
    void initialise(SplittableRandom random, double gain) {
        float[] values = new float[size];
        for (int l = 0; l < layers(); l++) {
            double bound = gain / Math.sqrt(widths[l]);
            for (int i = offsets[l]; i < biasOffset(l); i++) {
                values[i] = (float) ((2 * random.nextDouble() - 1) * bound);
            }
        }
        load(values);
    }

    int layers() {
        return widths.length - 1;
    }

    int width(int layer) {
        return widths[layer];
    }

    /** Number of parameters. */
    int size() {
        return size;
    }

    Activation activation(int layer) {
        return layer + 1 < layers() ? hidden : output;
    }

    /** Where a layer's weights begin in the parameter vector. */
    int offset(int layer) {
        return offsets[layer];
    }

    int biasOffset(int layer) {
        return offsets[layer] + widths[layer] * widths[layer + 1];
    }

    /** Where the last layer's parameters begin; they go on to the end. */
    int lastLayer() {
        return offsets[layers() - 1];
    }

    /** The parameter vector itself, off heap; changes train the DL4J network. */
    FloatPointer parameters() {
        return parameters;
    }

    /** The same for Java's eyes. */
    FloatBuffer values() {
        return new FloatPointer(parameters).capacity(size).asBuffer();
    }

    /** Weights of a layer within a vector laid out like the parameters. */
    FloatPointer weights(FloatPointer vector, int layer) {
        return new FloatPointer(vector).position(offsets[layer]);
    }

    /** The network as DL4J knows it. */
    MultiLayerNetwork network() {
        return network;
    }

    /** A copy of the parameters. */
    float[] snapshot() {
        float[] values = new float[size];
        snapshot(values);
        return values;
    }

    /** Writes a copy of the parameters. */
    void snapshot(float[] into) {
        parameters.get(into);
    }

    void load(float[] values) {
        if (values.length != size) {
            throw new IllegalArgumentException(values.length + " values for " + size + " parameters.");
        }
        parameters.put(values);
    }

    /** Takes a number from each bias of the last layer. */
    void lowerLastBias(double[] by) {
        int from = biasOffset(layers() - 1);
        for (int c = 0; c < by.length; c++) {
            parameters.put(from + c, parameters.get(from + c) - (float) by[c]);
        }
    }

    /** A network of the same shape with a copy of these parameters. */
    DenseNetwork copy() {
        DenseNetwork n = new DenseNetwork(widths, hidden, output);
        n.load(snapshot());
        return n;
    }
}
