package org.mingle.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.SplittableRandom;
import org.mingle.compute.Crew;
import org.mingle.compute.NativeRuntime;
import org.mingle.data.FeatureTable;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MingleException;
import org.mingle.model.objective.UnitLength;
import org.nd4j.linalg.activations.Activation;

/** One mapper network per modality, with what prepares its features. */
final class DamlModel implements CrossModalModel {
    private static final int BLOCK = 128;
    private final TrainingSettings settings;
    private final List<MapperInput> inputs;
    private final List<DenseNetwork> mappers;

    DamlModel(TrainingSettings settings, List<MapperInput> inputs, List<DenseNetwork> mappers) {
        this.settings = settings;
        this.inputs = List.copyOf(inputs);
        this.mappers = List.copyOf(mappers);
    }

    /** Widths of a mapper's layers, inputs first. */
    static int[] widths(TrainingSettings s, int inputs) {
        int layers = s.getInt("layers");
        int[] widths = new int[layers + 2];
        Arrays.fill(widths, s.getInt("hidden"));
        widths[0] = inputs;
        widths[layers + 1] = s.getInt("dimension");
        return widths;
    }

    /** A mapper with the shape that the settings ask for, its weights not yet drawn. */
    static DenseNetwork mapper(TrainingSettings s, int inputs) {
        return new DenseNetwork(widths(s, inputs), s.get("activation").equals("tanh") ? Activation.TANH : Activation.RELU,
                s.get("output").equals("tanh") ? Activation.TANH : Activation.IDENTITY);
    }

    static DenseNetwork mapper(TrainingSettings s, int inputs, SplittableRandom random) {
        DenseNetwork n = mapper(s, inputs);
        n.initialise(random, Math.sqrt(3));
        return n;
    }

    /** Copies the first mapper's last layer to all others, which must have as many hidden units. */
    static void shareLastLayer(List<DenseNetwork> mappers) {
        float[] first = mappers.get(0).snapshot();
        int from = mappers.get(0).lastLayer();
        for (DenseNetwork mapper : mappers) {
            if (first.length - from != mapper.size() - mapper.lastLayer()) {
                throw new MingleException("The modalities cannot share a layer without hidden layers, as they have"
                        + " different numbers of features: set layers to at least 1, or switch shared_layer off.");
            }
            float[] own = mapper.snapshot();
            System.arraycopy(first, from, own, mapper.lastLayer(), first.length - from);
            mapper.load(own);
        }
    }

    List<MapperInput> inputs() {
        return inputs;
    }

    List<DenseNetwork> mappers() {
        return mappers;
    }

    /**
     * Whether each modality's outputs are centred before they are scaled to length 1: mean-only batch normalisation
     * (Salimans and Kingma, NeurIPS 2016). Otherwise rectified mappers send all samples into one narrow cone, from
     * where noise on many features lets the contrastive and hinge terms collapse them altogether.
     */
    static boolean centred(TrainingSettings s) {
        return s.isOn("centre") && s.get("output").equals("linear");
    }

    /** Moves each mapper's last bias so that its outputs over the rows have the mean 0, as they had in training. */
    FloatMatrix centre(List<FeatureTable> features, int[] rows) {
        return centre(IntStream.range(0, mappers.size()).mapToObj(k -> embed(k, features.get(k), rows, false)).toList());
    }

    /**
     * The same with the outputs at hand, which it changes.
     *
     * @param outputs of the same rows in every modality, as the mappers give them now
     * @return embeddings of the rows as they then are, modality after modality
     */
    FloatMatrix centre(List<FloatMatrix> outputs) {
        int n = outputs.get(0).rows();
        int m = dimension();
        FloatMatrix points = FloatMatrix.zeros(mappers.size() * n, m);
        double[] lengths = new double[n];
        for (int k = 0; k < mappers.size(); k++) {
            FloatMatrix y = outputs.get(k);
            double[] mean = new double[m];
            for (int r = 0; r < n; r++) {
                for (int c = 0; c < m; c++) {
                    mean[c] += y.get(r, c) / (double) n;
                }
            }
            mappers.get(k).lowerLastBias(mean);
            for (int r = 0; r < n; r++) {
                for (int c = 0; c < m; c++) {
                    y.data()[r * m + c] -= (float) mean[c];
                }
            }
            if (settings.isOn("normalise")) {
                UnitLength.forward(y.data(), 0, n, m, points.data(), k * n * m, lengths);
            } else {
                System.arraycopy(y.data(), 0, points.data(), k * n * m, n * m);
            }
        }
        return points;
    }

    /** A model that goes on as it is now when training changes this one's weights. */
    DamlModel copy() {
        List<DenseNetwork> copies = new ArrayList<>();
        for (DenseNetwork n : mappers) {
            copies.add(n.copy());
        }
        return new DamlModel(settings, inputs, copies);
    }

    @Override
    public String preset() {
        return settings.preset();
    }

    @Override
    public int dimension() {
        return settings.getInt("dimension");
    }

    @Override
    public FloatMatrix embed(int modality, FeatureTable features, int[] rows) {
        return embed(modality, features, rows, settings.isOn("normalise"));
    }

    private FloatMatrix embed(int modality, FeatureTable features, int[] rows, boolean normalise) {
        DenseNetwork mapper = mappers.get(modality);
        MapperInput input = inputs.get(modality);
        int in = input.features();
        if (features.cols() != in) {
            throw new MingleException("The model was trained on " + in + " features in modality " + modality
                    + ", these have " + features.cols()
                    + ": use the dataset (or the encoder) that it was trained with.");
        }
        int m = dimension();
        FloatMatrix out = FloatMatrix.zeros(rows.length, m);
        double[] lengths = new double[BLOCK];
        int block = Math.max(1, Math.min(BLOCK, rows.length));
        int threads = NativeRuntime.threads();
        try (DensePass pass = new DensePass(mapper, block, false, threads); Crew crew = new Crew(threads)) {
            for (int from = 0; from < rows.length; from += block) {
                int n = Math.min(block, rows.length - from);
                input.place(features, rows, from, n, pass, 0);
                pass.forward(n, crew);
                if (normalise) {
                    UnitLength.forward(pass.output(), 0, n, m, out.data(), from * m, lengths);
                } else {
                    System.arraycopy(pass.output(), 0, out.data(), from * m, n * m);
                }
            }
        }
        return out;
    }
}
