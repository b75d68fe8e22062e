package org.mingle.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.mingle.data.FeatureTable;
import org.mingle.data.FloatMatrix;
import org.nd4j.linalg.activations.Activation;

/**
 * The training step that is timed: a {@link TrainingStep} as the trainer makes it, with settings under which it does
 * what other frameworks are asked to do. Mappers 4096-1024-512-200 and 3000-1024-512-200, tanh after every layer;
 * intra-class mean and inter-class hinge (margin 40) over all pairs of points, 0.1 x pair distance; a modality
 * classifier 200-50(relu)-2 whose reversed gradient weighs 0.1; Adam at 1e-4. Batches are gathered from 2,173 pairs in
 * memory, ten classes, standard-normal features.
 */
final class StepWorkload implements AutoCloseable {
    static final int PAIRS = 2173;
    static final int CLASSES = 10;
    static final int[][] MAPPERS = {{4096, 1024, 512, 200}, {3000, 1024, 512, 200}};
    static final double REVERSAL = 0.1;
    private final List<FeatureTable> features = new ArrayList<>();
    private final int[][] labels = new int[PAIRS][1];
    private final List<DenseNetwork> mappers = new ArrayList<>();
    private final DenseNetwork adversary;
    private final TrainingStep step;

    StepWorkload(int batch, long seed) {
        Random draw = new Random(seed);
        for (int[] label : labels) {
            label[0] = draw.nextInt(CLASSES);
        }
        List<MapperInput> inputs = new ArrayList<>();
        for (int[] widths : MAPPERS) {
            float[] values = new float[PAIRS * widths[0]];
            for (int i = 0; i < values.length; i++) {
                values[i] = (float) draw.nextGaussian();
            }
            features.add(new FloatMatrix(PAIRS, widths[0], values));
            inputs.add(MapperInput.of(asTheyAre(widths[0])));
            mappers.add(network(widths, Activation.TANH, Activation.TANH, draw));
        }
        adversary = network(new int[] {200, 50, 2}, Activation.RELU, Activation.IDENTITY, draw);
        TrainingSettings settings = settings();
        step = new TrainingStep(settings, new DamlModel(settings, inputs, mappers), features, labels, batch,
                adversary, null);
    }

    private static TrainingSettings settings() {
        TrainingSettings s = TrainingSettings.preset("daml");
        for (Map.Entry<String, String> e : Map.ofEntries(Map.entry("dimension", "200"), Map.entry("output", "tanh"),
                Map.entry("normalise", "false"), Map.entry("dropout", "0"), Map.entry("input_dropout", "0"),
                Map.entry("learning_rate", "0.0001"), Map.entry("averaging", "0"), Map.entry("regulariser", "0"),
                Map.entry("intra", "1"), Map.entry("inter", "1"), Map.entry("inter_form", "hinge"),
                Map.entry("margin", "40"), Map.entry("k1", "0"), Map.entry("k2", "0"), Map.entry("pair", "0.1"),
                Map.entry("adversary", "0.1"), Map.entry("adversary_steps", "1"), Map.entry("gradient_penalty", "0"),
                Map.entry("adversary_view", "embeddings"), Map.entry("adversary_clean", "false"),
                Map.entry("adversary_learning_rate", "0.0001"), Map.entry("adversary_beta1", "0.9")).entrySet()) {
            s = s.with(e.getKey(), e.getValue());
        }
        return s;
    }

    private static Standardiser asTheyAre(int columns) {
        float[] state = new float[1 + 2 * columns];
        Arrays.fill(state, 1 + columns, state.length, 1);
        return Standardiser.restore(state);
    }

    private static DenseNetwork network(int[] widths, Activation hidden, Activation output, Random draw) {
        DenseNetwork n = new DenseNetwork(widths, hidden, output);
        float[] values = n.snapshot();
        int at = 0;
        for (int l = 0; l + 1 < widths.length; l++) {
            for (int end = n.biasOffset(l); at < end; at++) {
                values[at] = (float) (draw.nextGaussian() / Math.sqrt(widths[l]));
            }
            for (int end = at + widths[l + 1]; at < end; at++) {
                values[at] = 0;
            }
        }
        n.load(values);
        return n;
    }

    /** Begins to gather these pairs for a later {@link #run()}. */
    void prepare(int[] rows) {
        step.prepare(rows, 0, rows.length, 0);
    }

    /** One step on the pairs prepared first; the loss is intra + inter + 0.1 pair + cross-entropy of the classifier. */
    double run() {
        Map<String, Double> losses = step.run(REVERSAL, 1);
        double reversed = losses.get("adversary");
        return losses.get("total") - reversed - reversed / REVERSAL;
    }

    FeatureTable features(int modality) {
        return features.get(modality);
    }

    int label(int row) {
        return labels[row][0];
    }

    /** Image mapper, text mapper, classifier. */
    List<DenseNetwork> networks() {
        return List.of(mappers.get(0), mappers.get(1), adversary);
    }

    /** Floating-point operations of one step's products. */
    static double operations(int batch) {
        double sum = 0;
        for (int[] w : MAPPERS) {
            for (int l = 0; l + 1 < w.length; l++) {
                sum += (l == 0 ? 2 : 3) * 2.0 * batch * w[l] * w[l + 1];
            }
        }
        return sum;
    }

    /**
     * The least time of a step: for every product, forward, back and of weights' gradients, whichever is longer, its
     * arithmetic at the fastest product's rate or its weights' way through memory. Forward and back each weight is read
     * once; Adam reads and writes weight and two moments (24 bytes) while the gradient never leaves the cache.
     *
     * @param flops per second
     * @param bytes per second
     */
    static double bound(int batch, double flops, double bytes) {
        double seconds = 0;
        for (int[] w : MAPPERS) {
            for (int l = 0; l + 1 < w.length; l++) {
                double weights = (double) w[l] * w[l + 1];
                double product = 2 * batch * weights / flops;
                seconds += (l == 0 ? 1 : 2) * Math.max(product, 4 * weights / bytes);
                seconds += Math.max(product, 24 * weights / bytes);
            }
        }
        return seconds;
    }

    @Override
    public void close() {
        step.close();
    }
}
