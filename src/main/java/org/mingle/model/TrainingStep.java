package org.mingle.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.FloatPointer;
import org.mingle.compute.NativeRuntime;
import org.mingle.data.FeatureTable;
import org.mingle.model.objective.InterClass;
import org.mingle.model.objective.IntraClass;
import org.mingle.model.objective.Invariance;
import org.mingle.model.objective.PairDistance;
import org.mingle.model.objective.PairwiseLikelihood;
import org.mingle.model.objective.PointBatch;
import org.mingle.model.objective.SupervisedContrastive;
import org.mingle.model.objective.Term;
import org.mingle.model.objective.UnitLength;

/**
 * One step of training: forward through the mappers, steps of the modality classifier on the embeddings as they are,
 * then the objective's gradient, the reversed one among it, back through the mappers and one step of Adam.
 *
 * <p>mappers: min sum of weighted terms + label + regulariser - lambda * L_adv; classifier: min L_adv.
 */
final class TrainingStep implements AutoCloseable {
    private final TrainingSettings settings;
    private final DamlModel model;
    private final List<FeatureTable> features;
    private final int[][] labels;
    private final List<DensePass> passes = new ArrayList<>();
    private final List<Adam> optimisers = new ArrayList<>();
    private final Map<Term, Double> terms = new LinkedHashMap<>();
    private final PointBatch batch;
    private final boolean normalise;
    private final boolean centre;
    private final double[][] lengths;
    private final float[] means;
    private final int[][] batchLabels;
    private final ModalityClassifier classifier;
    private final LabelClassifier labelClassifier;
    private double squaredNorm;

    /**
     * @param features one table per modality, as {@link MapperInput#prepare} gives it
     * @param labels the classes of each row of the tables
     * @param adversary null without one
     * @param labelLayer null without label prediction
     */
    TrainingStep(TrainingSettings s, DamlModel model, List<FeatureTable> features, int[][] labels, int maxPairs,
            DenseNetwork adversary, DenseNetwork labelLayer) {
        settings = s;
        this.model = model;
        this.features = List.copyOf(features);
        this.labels = labels;
        int modalities = features.size();
        int m = model.dimension();
        int threads = NativeRuntime.threads();
        double rate = s.getDouble("learning_rate");
        for (DenseNetwork mapper : model.mappers()) {
            passes.add(new DensePass(mapper, maxPairs, true));
            optimisers.add(new Adam(mapper.size(), rate, 0.9, 0.999, s.getDouble("averaging"), threads));
        }
        addTerm(new IntraClass(s.getInt("k1")));
        addTerm(new InterClass(s.getInt("k2"), s.get("inter_form").equals("hinge"), s.getDouble("margin")));
        addTerm(new PairDistance(s.get("pair_form").equals("squared")));
        addTerm(new SupervisedContrastive(s.getDouble("temperature")));
        addTerm(new Invariance(s.getDouble("invariance_others"), s.getDouble("invariance_margin")));
        addTerm(new PairwiseLikelihood());
        batch = new PointBatch(modalities, maxPairs, m);
        normalise = s.isOn("normalise");
        centre = DamlModel.centred(s);
        lengths = new double[modalities][maxPairs];
        means = new float[m];
        batchLabels = new int[maxPairs][];
        classifier = adversary == null ? null : new ModalityClassifier(adversary, modalities * maxPairs, modalities,
                new Adam(adversary.size(), s.getDouble("adversary_learning_rate"), s.getDouble("adversary_beta1"),
                        0.999, 1),
                s.getDouble("gradient_penalty"));
        labelClassifier = labelLayer == null ? null : new LabelClassifier(labelLayer, modalities * maxPairs,
                new Adam(labelLayer.size(), rate, 0.9, 0.999, 1), s.getDouble("label_scale"),
                s.get("label_form").equals("regression"));
    }

    private void addTerm(Term term) {
        double weight = settings.getDouble(term.name());
        if (weight != 0) {
            terms.put(term, weight);
        }
    }

    /**
     * One step on the pairs in {@code rows[from .. to)}.
     *
     * @param lambda weight of the reversed gradient
     * @param rate share of the learning rates in force at this step
     * @return the weighted terms and their sum, {@code total}
     */
    Map<String, Double> run(int[] rows, int from, int to, double lambda, double rate, SplittableRandom random) {
        forward(rows, from, to, random);
        if (classifier != null) {
            for (int i = 0; i < settings.getInt("adversary_steps"); i++) {
                classifier.learn(batch, rate);
            }
        }
        Map<String, Double> losses = gradients(lambda);
        double regulariser = settings.getDouble("regulariser");
        double decay = settings.getDouble("weight_decay");
        squaredNorm = 0;
        for (int k = 0; k < passes.size(); k++) {
            squaredNorm += optimisers.get(k).update(model.mappers().get(k).parameters(), passes.get(k).gradient(),
                    regulariser,
                    decay, rate);
        }
        if (labelClassifier != null) {
            labelClassifier.update(regulariser, decay, rate);
        }
        if (regulariser > 0) {
            losses.put("regulariser", regulariser * squaredNorm);
        }
        losses.put("total", losses.values().stream().mapToDouble(Double::doubleValue).sum());
        return losses;
    }

    /** Embeds a batch for training. */
    void forward(int[] rows, int from, int to, SplittableRandom random) {
        int n = to - from;
        int m = batch.dimension();
        for (int i = 0; i < n; i++) {
            batchLabels[i] = labels[rows[from + i]];
        }
        for (int k = 0; k < passes.size(); k++) {
            DensePass pass = passes.get(k);
            int in = features.get(k).cols();
            for (int i = 0; i < n; i++) {
                features.get(k).copyRow(rows[from + i], pass.input(), i * in);
            }
            pass.forward(n, random, settings.getDouble("input_dropout"), settings.getDouble("dropout"));
            if (centre) {
                subtractMeans(pass.output(), n, m);
            }
            if (normalise) {
                UnitLength.forward(pass.output(), 0, n, m, batch.points(), k * n * m, lengths[k]);
            } else {
                System.arraycopy(pass.output(), 0, batch.points(), k * n * m, n * m);
            }
        }
        batch.begin(n, batchLabels);
    }

    /**
     * The objective's gradient with respect to the mappers' parameters, without the regulariser, for the last batch.
     */
    Map<String, Double> gradients(double lambda) {
        Map<String, Double> losses = new LinkedHashMap<>();
        for (Map.Entry<Term, Double> t : terms.entrySet()) {
            losses.put(t.getKey().name(), t.getValue() * t.getKey().evaluate(batch, t.getValue()));
        }
        if (labelClassifier != null) {
            double weight = settings.getDouble("label");
            losses.put("label", weight * labelClassifier.evaluate(batch, batchLabels, weight));
        }
        if (classifier != null) {
            losses.put("adversary", -lambda * classifier.deceive(batch, lambda));
        }
        batch.backward();
        int n = batch.pairs();
        int m = batch.dimension();
        for (int k = 0; k < passes.size(); k++) {
            DensePass pass = passes.get(k);
            if (normalise) {
                UnitLength.backward(batch.points(), batch.gradient(), k * n * m, n, m, lengths[k], pass.outputError());
            } else {
                System.arraycopy(batch.gradient(), k * n * m, pass.outputError(), 0, n * m);
            }
            if (centre) {
                subtractMeans(pass.outputError(), n, m);
            }
            pass.backward(false);
        }
        if (settings.isOn("shared_layer")) {
            shareLastLayer();
        }
        return losses;
    }

    /**
     * Gives the last layers of all mappers the sum of their gradients. As they started alike and Adam treats each
     * parameter on its own, they stay one layer.
     */
    private void shareLastLayer() {
        DenseNetwork first = model.mappers().get(0);
        int from = first.lastLayer();
        float[] sum = new float[first.size() - from];
        float[] own = new float[sum.length];
        for (int k = 0; k < passes.size(); k++) {
            new FloatPointer(passes.get(k).gradient()).position(model.mappers().get(k).lastLayer()).get(own);
            for (int i = 0; i < sum.length; i++) {
                sum[i] += own[i];
            }
        }
        for (int k = 0; k < passes.size(); k++) {
            new FloatPointer(passes.get(k).gradient()).position(model.mappers().get(k).lastLayer()).put(sum);
        }
    }

    /** Takes the mean of each column from it; the same does for gradients, as the means depend on every row. */
    private void subtractMeans(float[] values, int rows, int cols) {
        Arrays.fill(means, 0);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                means[c] += values[r * cols + c];
            }
        }
        for (int c = 0; c < cols; c++) {
            means[c] /= rows;
        }
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                values[r * cols + c] -= means[c];
            }
        }
    }

    PointBatch batch() {
        return batch;
    }

    DensePass pass(int modality) {
        return passes.get(modality);
    }

    Adam optimiser(int modality) {
        return optimisers.get(modality);
    }

    /** The adversary, null without one. */
    ModalityClassifier classifier() {
        return classifier;
    }

    /** The label layer, null without one. */
    LabelClassifier labelClassifier() {
        return labelClassifier;
    }

    @Override
    public void close() {
        passes.forEach(DensePass::close);
        if (classifier != null) {
            classifier.close();
        }
        if (labelClassifier != null) {
            labelClassifier.close();
        }
    }
}
