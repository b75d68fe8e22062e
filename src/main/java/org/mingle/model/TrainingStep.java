package org.mingle.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.FloatPointer;
import org.mingle.compute.Crew;
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
    /** The contest with the classifier and the terms; the contest comes first, because it takes the longest. */
    private static final int PARTS = 2;

    private final TrainingSettings settings;
    private final DamlModel model;
    private final List<FeatureTable> features;
    private final int[][] labels;
    private final List<DensePass> passes = new ArrayList<>();
    private final Adam[] optimisers;
    private final Crew crew;
    private final DensePass.Group group;
    private final BatchReader reader;
    private final Map<Term, Double> terms = new LinkedHashMap<>();
    private final PointBatch batch;
    private final boolean normalise;
    private final boolean centre;
    /** The gradient of a last layer, and the sum of all. */
    private float[] lastLayer = {};
    private float[] lastLayers = {};
    private final double[][] lengths;
    private final double[][] cleanLengths;
    /** What the classifier sees, and the gradient with respect to it: the batch's own unless it is shown clean. */
    private final float[] seen;
    private final float[] seenGradient;
    private final boolean clean;
    private final float[] means;
    private final int[][] batchLabels;
    private final ModalityClassifier classifier;
    private final LabelClassifier labelClassifier;
    private final double[] inputDropout;
    private final double[] dropout;
    private final double regulariser;
    private final double decay;
    private final int adversarySteps;
    private final double labelWeight;
    private final boolean sharedLayer;
    /** What can be done side by side while the objective is evaluated: {@link #PARTS}, then blocks of the next batch. */
    private final Crew.Body parts = this::part;
    private BatchReader.Batch next;
    private Map<String, Double> losses;
    private double deceived;
    private double lambdaNow;
    private double rateNow;
    private int stepsNow;

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
        clean = adversary != null && s.isOn("adversary_clean")
                && s.getDouble("dropout") + s.getDouble("input_dropout") > 0;
        optimisers = new Adam[modalities];
        for (int k = 0; k < modalities; k++) {
            DenseNetwork mapper = model.mappers().get(k);
            passes.add(new DensePass(mapper, clean ? 2 * maxPairs : maxPairs, true, threads));
            optimisers[k] = new Adam(mapper.size(), passes.get(k).pieces(), rate, 0.9, 0.999,
                    s.getDouble("averaging"), threads);
        }
        crew = new Crew(threads);
        group = new DensePass.Group(passes, crew);
        inputDropout = new double[modalities];
        dropout = new double[modalities];
        for (int k = 0; k < modalities; k++) {
            setDropoutShare(k, 1);
        }
        reader = new BatchReader(this.features, passes, inputDropout, clean, threads);
        regulariser = s.getDouble("regulariser");
        decay = s.getDouble("weight_decay");
        adversarySteps = s.getInt("adversary_steps");
        labelWeight = s.getDouble("label");
        sharedLayer = s.isOn("shared_layer");
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
        cleanLengths = new double[modalities][maxPairs];
        seen = clean ? new float[modalities * maxPairs * m] : batch.points();
        seenGradient = clean ? new float[seen.length] : batch.gradient();
        means = new float[m];
        batchLabels = new int[maxPairs][];
        classifier = adversary == null ? null : new ModalityClassifier(adversary, modalities * maxPairs, modalities,
                new Adam(adversary.size(), s.getDouble("adversary_learning_rate"), s.getDouble("adversary_beta1"),
                        0.999),
                s.getDouble("gradient_penalty"),
                s.get("adversary_view").equals("whitened") ? new Whitening(m, s.getDouble("whitening_floor")) : null);
        labelClassifier = labelLayer == null ? null : new LabelClassifier(labelLayer, modalities * maxPairs,
                new Adam(labelLayer.size(), rate, 0.9, 0.999), s.getDouble("label_scale"),
                s.get("label_form").equals("regression"));
    }

    /** The threads that share the work; for the caller's use between steps. */
    Crew crew() {
        return crew;
    }

    /** Sets what share of the dropout rates is in force in a modality, 1 at first; before the first batch. */
    final void setDropoutShare(int modality, double share) {
        inputDropout[modality] = share * settings.getDouble("input_dropout");
        dropout[modality] = share * settings.getDouble("dropout");
    }

    private void addTerm(Term term) {
        double weight = settings.getDouble(term.name());
        if (weight != 0) {
            terms.put(term, weight);
        }
    }

    /**
     * Begins to gather the pairs in {@code rows[from .. to)} for a later {@link #run(double, double)}, while the step
     * before may be under way. At most two batches wait. The rows must stay as they are until then.
     *
     * @param seed of the batch's dropout
     */
    void prepare(int[] rows, int from, int to, long seed) {
        reader.prepare(rows, from, to, seed);
    }

    /**
     * One step on the pairs in {@code rows[from .. to)}.
     *
     * @see #run(double, double)
     */
    Map<String, Double> run(int[] rows, int from, int to, double lambda, double rate, SplittableRandom random) {
        prepare(rows, from, to, random.nextLong());
        return run(lambda, rate);
    }

    /**
     * One step on the batch that was prepared first.
     *
     * @param lambda weight of the reversed gradient
     * @param rate share of the learning rates in force at this step
     * @return the weighted terms and their sum, {@code total}
     */
    Map<String, Double> run(double lambda, double rate) {
        embed(reader.take(crew), true);
        objective(lambda, rate, adversarySteps);
        group.backward();
        for (Adam adam : optimisers) {
            adam.begin(regulariser, decay, rate);
        }
        group.learn(optimisers, sharedLayer ? this::shareLastLayer : null);
        if (labelClassifier != null) {
            labelClassifier.update(regulariser, decay, rate);
        }
        if (regulariser > 0) {
            double squaredNorm = 0;
            for (Adam adam : optimisers) {
                squaredNorm += adam.squaredNorm();
            }
            losses.put("regulariser", regulariser * squaredNorm);
        }
        losses.put("total", losses.values().stream().mapToDouble(Double::doubleValue).sum());
        return losses;
    }

    /** Embeds a batch for training; without dropout of hidden units where {@code random} is null. */
    void forward(int[] rows, int from, int to, SplittableRandom random) {
        reader.prepare(rows, from, to, random == null ? 0 : random.nextLong());
        embed(reader.take(crew), random != null);
    }

    private void embed(BatchReader.Batch read, boolean dropping) {
        int n = read.size();
        int m = batch.dimension();
        for (int i = 0; i < n; i++) {
            batchLabels[i] = labels[read.row(i)];
        }
        for (int k = 0; k < passes.size(); k++) {
            passes.get(k).begin(read.place(), clean ? 2 * n : n, n, read.seed() + k, dropping ? dropout[k] : 0);
        }
        group.forward();
        for (int k = 0; k < passes.size(); k++) {
            DensePass pass = passes.get(k);
            finish(pass, 0, n, batch.points(), k * n * m, lengths[k]);
            if (clean) {
                finish(pass, n * m, n, seen, k * n * m, cleanLengths[k]);
            }
        }
        batch.begin(n, batchLabels);
        if (clean) {
            Arrays.fill(seenGradient, 0, passes.size() * n * m, 0);
        }
    }

    /** Outputs of a pass to embeddings. */
    private void finish(DensePass pass, int from, int n, float[] points, int at, double[] lengths) {
        int m = batch.dimension();
        if (centre) {
            subtractMeans(pass.output(), from, n, m);
        }
        if (normalise) {
            UnitLength.forward(pass.output(), from, n, m, points, at, lengths);
        } else {
            System.arraycopy(pass.output(), from, points, at, n * m);
        }
    }

    /** Gradients of embeddings to those of a pass's outputs. */
    private void unfinish(DensePass pass, int from, int n, float[] points, float[] gradient, int at,
            double[] lengths) {
        int m = batch.dimension();
        if (normalise) {
            UnitLength.backward(points, gradient, at, n, m, lengths, pass.outputError(), from);
        } else {
            System.arraycopy(gradient, at, pass.outputError(), from, n * m);
        }
        if (centre) {
            subtractMeans(pass.outputError(), from, n, m);
        }
    }

    /**
     * The objective's gradient with respect to the mappers' parameters, without the regulariser, for the last batch.
     */
    Map<String, Double> gradients(double lambda) {
        objective(lambda, 0, 0);
        for (DensePass pass : passes) {
            pass.backward(false);
        }
        if (sharedLayer) {
            shareLastLayer();
        }
        return losses;
    }

    /**
     * Steps of the classifier, then the weighted terms, and their gradients with respect to the mappers' outputs, for
     * the last batch. What the classifier does and the terms are independent and run side by side.
     */
    private void objective(double lambda, double rate, int classifierSteps) {
        losses = new LinkedHashMap<>();
        lambdaNow = lambda;
        rateNow = rate;
        stepsNow = classifierSteps;
        next = reader.next();
        crew.run(PARTS + (next == null ? 0 : reader.blocks(next)), parts);
        if (next != null) {
            reader.dropped(next);
        }
        if (classifier != null) {
            losses.put("adversary", -lambda * deceived);
            classifier.addReversed(seenGradient, batch.pairs(), lambda);
        }
        int n = batch.pairs();
        int m = batch.dimension();
        for (int k = 0; k < passes.size(); k++) {
            DensePass pass = passes.get(k);
            unfinish(pass, 0, n, batch.points(), batch.gradient(), k * n * m, lengths[k]);
            if (clean) {
                unfinish(pass, n * m, n, seen, seenGradient, k * n * m, cleanLengths[k]);
            }
        }
    }

    private void part(int part, int worker) {
        if (part == 0) {
            contest();
        } else if (part == 1) {
            measure();
        } else {
            reader.drop(next, part - PARTS, worker);
        }
    }

    private void contest() {
        if (classifier == null) {
            return;
        }
        if (stepsNow > 0) {
            classifier.observe(seen, batch.pairs());
        }
        for (int i = 0; i < stepsNow; i++) {
            classifier.learn(seen, batch.pairs(), rateNow);
        }
        deceived = classifier.judge(seen, batch.pairs());
    }

    private void measure() {
        for (Map.Entry<Term, Double> t : terms.entrySet()) {
            losses.put(t.getKey().name(), t.getValue() * t.getKey().evaluate(batch, t.getValue()));
        }
        if (labelClassifier != null) {
            losses.put("label", labelWeight * labelClassifier.evaluate(batch, batchLabels, labelWeight));
        }
        batch.backward();
    }

    /**
     * Gives the last layers of all mappers the sum of their gradients. As they started alike and Adam treats each
     * parameter on its own, they stay one layer.
     */
    private void shareLastLayer() {
        DenseNetwork first = model.mappers().get(0);
        int from = first.lastLayer();
        if (lastLayer.length == 0) {
            lastLayer = new float[first.size() - from];
            lastLayers = new float[lastLayer.length];
        }
        Arrays.fill(lastLayers, 0);
        for (int k = 0; k < passes.size(); k++) {
            new FloatPointer(passes.get(k).gradient()).position(model.mappers().get(k).lastLayer()).get(lastLayer);
            for (int i = 0; i < lastLayers.length; i++) {
                lastLayers[i] += lastLayer[i];
            }
        }
        for (int k = 0; k < passes.size(); k++) {
            new FloatPointer(passes.get(k).gradient()).position(model.mappers().get(k).lastLayer()).put(lastLayers);
        }
    }

    /** Takes the mean of each column from it; the same does for gradients, as the means depend on every row. */
    private void subtractMeans(float[] values, int from, int rows, int cols) {
        Arrays.fill(means, 0);
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                means[c] += values[from + r * cols + c];
            }
        }
        for (int c = 0; c < cols; c++) {
            means[c] /= rows;
        }
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < cols; c++) {
                values[from + r * cols + c] -= means[c];
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
        return optimisers[modality];
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
        reader.close();
        crew.close();
        passes.forEach(DensePass::close);
        if (classifier != null) {
            classifier.close();
        }
        if (labelClassifier != null) {
            labelClassifier.close();
        }
    }
}
