package org.mingle.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CopyOnWriteArrayList;
import org.mingle.data.Dataset;
import org.mingle.data.FeatureTable;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MingleException;
import org.mingle.data.NpyArray;
import org.mingle.data.Split;

/** Trains mappers and modality classifier against each other, epoch by epoch, and keeps the best epoch. */
final class DamlTrainer implements Trainer {
    /**
     * Training pairs that the means of an epoch's outputs are taken over: all of them would take a third of the time of
     * its steps. The model that is returned is centred on all.
     */
    static final int CENTRED = 512;
    /** Training pairs whose embeddings the divergence guard looks at where none are at hand. */
    static final int GUARDED = 256;
    private static final int GUARD_PATIENCE = 3;
    /** Bytes of native memory that the inputs of those 512 pairs may take, 64 MiB. */
    private static final long MOST_KEPT = 1L << 26;
    /** Error of the nearest class mean from which on adaptive dropout has its full rates. */
    private static final double FULL_DROPOUT_ERROR = 0.5;

    private final TrainingSettings settings;
    private final Dataset dataset;
    private final Validator validator;
    private final List<TrainingListener> listeners = new CopyOnWriteArrayList<>();
    private final int[] rows;
    private final Sampler sampler;
    private final int batches;
    private final int epochs;
    private final long seed;
    private final List<FeatureTable> features;
    private final DamlModel model;
    private final TrainingStep step;
    /** What is validated, saved and returned: the model itself, or its running average. */
    private final DamlModel shown;
    private final DivergenceGuard guard;
    private final List<EpochSummary> history = new ArrayList<>();
    private final List<float[]> bestWeights = new ArrayList<>();
    /** Room for the weights of each mapper. */
    private final List<float[]> room = new ArrayList<>();
    /** The adversary's weights at the end of the epoch before. */
    private float[] classifierBefore;
    /** Outputs for the pairs that the shown model is centred on; null where their inputs are too large to be kept. */
    private SampleOutputs sample;
    /** Embeddings that the shown model was centred on; null where it is not. */
    private FloatMatrix centred;
    private int bestEpoch;
    private double bestScore = Double.NaN;
    private int epoch;
    private long pausedNanos;
    private long stepNanos;
    private long validationNanos;

    DamlTrainer(Dataset dataset, TrainingSettings settings, Validator validator, Map<String, NpyArray> state) {
        this.settings = settings;
        this.dataset = dataset;
        this.validator = validator;
        rows = dataset.rows(Split.TRAIN);
        int batch = Math.min(settings.getInt("batch"), rows.length);
        if (rows.length < 2) {
            throw new MingleException(dataset.name() + " has " + rows.length
                    + " training pairs: training needs at least two.");
        }
        batches = Math.max(1, (int) Math.round((double) rows.length / batch));
        epochs = settings.getInt("epochs");
        seed = Long.parseLong(settings.get("seed"));
        guard = new DivergenceGuard(dataset.classNames().size(), GUARD_PATIENCE);
        int modalities = dataset.modalities().size();
        features = new ArrayList<>();
        int[][] labels = new int[dataset.size()][];
        for (int r = 0; r < labels.length; r++) {
            labels[r] = dataset.labels(r);
        }
        for (int k = 0; k < modalities; k++) {
            features.add(dataset.features(k));
        }
        sampler = new Sampler(rows, labels, dataset.classNames().size(), settings.get("sampler").equals("balanced"));
        SplittableRandom random = new SplittableRandom(seed);
        model = state == null ? newModel(random) : DamlState.restoreTrained(settings, state);
        DenseNetwork adversary = settings.getDouble("adversary") > 0
                ? ModalityClassifier.network(settings, modalities, random.split()) : null;
        DenseNetwork labelLayer = settings.getDouble("label") > 0 ? labelLayer(random.split()) : null;
        int maxPairs = (rows.length + batches - 1) / batches;
        List<FeatureTable> prepared = new ArrayList<>();
        for (int k = 0; k < modalities; k++) {
            prepared.add(model.inputs().get(k).prepare(features.get(k), rows));
        }
        List<int[]> widths = model.inputs().stream().map(i -> DamlModel.widths(settings, i.width())).toList();
        long needed = TrainingMemory.ofWeights(settings, widths) + TrainingMemory.ofBatch(settings, widths, maxPairs);
        TrainingMemory.check(settings, widths, maxPairs, TrainingMemory.free(needed));
        step = new TrainingStep(settings, model, prepared, labels, maxPairs, adversary, labelLayer);
        if (settings.isOn("adaptive_dropout")) {
            for (int k = 0; k < modalities; k++) {
                double error = ClassMeans.error(prepared.get(k), rows, labels, dataset.classNames().size());
                step.setDropoutShare(k, Math.min(1, error / FULL_DROPOUT_ERROR));
            }
        }
        shown = settings.getDouble("averaging") > 0 ? model.copy() : model;
        if (shown != model) {
            model.mappers().forEach(m -> room.add(new float[m.size()]));
        }
        if (state != null) {
            restore(state);
        }
        if (step.classifier() != null) {
            classifierBefore = step.classifier().network().snapshot();
        }
    }

    private DamlModel newModel(SplittableRandom random) {
        List<MapperInput> inputs = new ArrayList<>();
        List<DenseNetwork> mappers = new ArrayList<>();
        for (FeatureTable table : features) {
            MapperInput input = MapperInput.fit(settings, table, rows);
            inputs.add(input);
            mappers.add(DamlModel.mapper(settings, input.width(), random.split()));
        }
        if (settings.isOn("shared_layer")) {
            DamlModel.shareLastLayer(mappers);
        }
        return new DamlModel(settings, inputs, mappers);
    }

    private DenseNetwork labelLayer(SplittableRandom random) {
        DenseNetwork n = new DenseNetwork(new int[] {settings.getInt("dimension"), dataset.classNames().size()},
                org.nd4j.linalg.activations.Activation.IDENTITY, org.nd4j.linalg.activations.Activation.IDENTITY);
        n.initialise(random, 1);
        return n;
    }

    @Override
    public void addListener(TrainingListener listener) {
        listeners.add(listener);
    }

    @Override
    public TrainingResult train(TrainingControl control) {
        long start = System.nanoTime();
        try {
            emit(new TrainingEvent.Started(settings.preset(), epochs, batches, rows.length));
            if (DamlModel.centred(settings) && SampleOutputs.bytes(shown, CENTRED) <= MOST_KEPT) {
                sample = new SampleOutputs(shown, features, some(CENTRED), step.crew());
            }
            if (history.isEmpty()) {
                show();
                endEpoch(Map.of(), Double.NaN, 0, System.nanoTime());
            }
            TrainingResult.End end = TrainingResult.End.COMPLETED;
            while (epoch < epochs && end == TrainingResult.End.COMPLETED) {
                end = runEpoch(epoch + 1, control);
            }
            double seconds = (System.nanoTime() - start - pausedNanos) / 1e9;
            TrainingResult result = new TrainingResult(bestModel(), bestEpoch, bestScore, end, List.copyOf(history),
                    seconds, stepNanos / 1e9, validationNanos / 1e9, validator.statisticsSeconds());
            emit(new TrainingEvent.Finished(result));
            return result;
        } finally {
            if (sample != null) {
                sample.close();
            }
            step.close();
        }
    }

    private TrainingResult.End runEpoch(int number, TrainingControl control) {
        long start = System.nanoTime();
        SplittableRandom random = new SplittableRandom(seed * 0x9E3779B97F4A7C15L + number);
        int[] order = sampler.order(random);
        Map<String, Double> sums = new LinkedHashMap<>();
        double accuracy = 0;
        double lambda = 0;
        prepare(order, 0, random);
        for (int b = 0; b < batches; b++) {
            if (!go(control, number, b)) {
                return TrainingResult.End.STOPPED;
            }
            double progress = ((number - 1.0) * batches + b) / ((double) epochs * batches);
            lambda = adversaryWeight(progress);
            double rate = settings.get("schedule").equals("cosine") ? (1 + Math.cos(Math.PI * progress)) / 2 : 1;
            if (b + 1 < batches) {
                prepare(order, b + 1, random);
            }
            long stepStart = System.nanoTime();
            Map<String, Double> losses = step.run(lambda, rate);
            stepNanos += System.nanoTime() - stepStart;
            losses.forEach((k, v) -> sums.merge(k, v / batches, Double::sum));
            accuracy += step.classifier() == null ? Double.NaN : step.classifier().accuracy() / batches;
            emit(new TrainingEvent.BatchEnded(number, b + 1, batches, losses));
            if (diverged(number, guard.check(losses))) {
                return TrainingResult.End.DIVERGED;
            }
        }
        long stepsEnd = System.nanoTime();
        show();
        DivergenceGuard.Verdict verdict = guard.check(guardedPoints());
        validationNanos += System.nanoTime() - stepsEnd;
        if (diverged(number, verdict)) {
            return TrainingResult.End.DIVERGED;
        }
        epoch = number;
        endEpoch(sums, accuracy, lambda, start);
        return diverged(number, guard.check(score(history.size() - 1), score(0))) ? TrainingResult.End.DIVERGED
                : TrainingResult.End.COMPLETED;
    }

    private double score(int at) {
        return history.get(at).validation().getOrDefault(Validator.SELECTION_MEASURE, Double.NaN);
    }

    private void prepare(int[] order, int b, SplittableRandom random) {
        step.prepare(order, (int) ((long) rows.length * b / batches), (int) ((long) rows.length * (b + 1) / batches),
                random.nextLong());
    }

    /** Brings the shown model up to date with training. */
    private void show() {
        for (int k = 0; shown != model && k < shown.mappers().size(); k++) {
            if (step.optimiser(k).averaging()) {
                step.optimiser(k).average(room.get(k));
            } else {
                model.mappers().get(k).snapshot(room.get(k));
            }
            shown.mappers().get(k).load(room.get(k));
        }
        if (DamlModel.centred(settings)) {
            centred = sample == null ? shown.centre(features, some(CENTRED)) : shown.centre(sample.now());
        }
    }

    private boolean go(TrainingControl control, int number, int batch) {
        if (!control.isPaused()) {
            return control.awaitGo();
        }
        long since = System.nanoTime();
        emit(new TrainingEvent.Paused(number, batch));
        boolean go = control.awaitGo();
        pausedNanos += System.nanoTime() - since;
        if (go) {
            emit(new TrainingEvent.Resumed(number, batch));
        }
        return go;
    }

    /** lambda: the weight, ramped as 2 / (1 + exp(-10 p)) - 1 with progress p (Ganin and Lempitsky, ICML 2015). */
    private double adversaryWeight(double progress) {
        double weight = settings.getDouble("adversary");
        return settings.isOn("adversary_ramp") ? weight * (2 / (1 + Math.exp(-10 * progress)) - 1) : weight;
    }

    private boolean diverged(int number, DivergenceGuard.Verdict verdict) {
        if (verdict != null) {
            emit(new TrainingEvent.Diverged(number, verdict.reason(), verdict.advice()));
        }
        return verdict != null;
    }

    /** Training rows spread evenly over all, at most so many. */
    private int[] some(int most) {
        int[] some = new int[Math.min(most, rows.length)];
        for (int i = 0; i < some.length; i++) {
            some[i] = rows[(int) ((long) rows.length * i / some.length)];
        }
        return some;
    }

    private FloatMatrix guardedPoints() {
        if (centred != null) {
            return centred;
        }
        int[] some = some(GUARDED);
        FloatMatrix all = shown.embed(0, dataset.features(0), some);
        for (int k = 1; k < dataset.modalities().size(); k++) {
            all = all.stack(shown.embed(k, dataset.features(k), some));
        }
        return all;
    }

    private void endEpoch(Map<String, Double> losses, double accuracy, double lambda, long start) {
        long validationStart = System.nanoTime();
        Map<String, Double> measures = new LinkedHashMap<>(validator.validate(shown, epoch));
        validationNanos += System.nanoTime() - validationStart;
        if (step.classifier() != null) {
            measures.put("classifier_change", epoch == 0 ? Double.NaN : classifierChange());
        }
        double score = measures.getOrDefault(Validator.SELECTION_MEASURE, Double.NaN);
        boolean best = bestWeights.isEmpty() || Double.isNaN(score) || score > bestScore;
        if (best) {
            bestEpoch = epoch;
            bestScore = score;
            for (int k = 0; k < shown.mappers().size(); k++) {
                if (bestWeights.size() == k) {
                    bestWeights.add(new float[shown.mappers().get(k).size()]);
                }
                shown.mappers().get(k).snapshot(bestWeights.get(k));
            }
        }
        EpochSummary summary = new EpochSummary(epoch, (System.nanoTime() - start) / 1e9, epoch == 0 ? 0 : rows.length,
                losses, accuracy, measures, best, lambda);
        history.add(summary);
        emit(new TrainingEvent.EpochEnded(summary, shown, this::arrays));
    }

    /** Length of the adversary's step since this was last asked over the length of its weights then. */
    private double classifierChange() {
        float[] now = step.classifier().network().snapshot();
        double change = 0;
        double length = 0;
        for (int i = 0; i < now.length; i++) {
            change += ((double) now[i] - classifierBefore[i]) * ((double) now[i] - classifierBefore[i]);
            length += (double) classifierBefore[i] * classifierBefore[i];
        }
        classifierBefore = now;
        return Math.sqrt(change / Math.max(length, Float.MIN_NORMAL));
    }

    private CrossModalModel bestModel() {
        DamlModel best = shown.copy();
        for (int k = 0; k < bestWeights.size(); k++) {
            best.mappers().get(k).load(bestWeights.get(k));
        }
        if (DamlModel.centred(settings) && rows.length > CENTRED) {
            best.centre(features, rows);
        }
        return best;
    }

    private Map<String, NpyArray> arrays(Map<String, NpyArray> earlier) {
        StateArrays a = new StateArrays(earlier);
        a.put("epoch", NpyArray.of((long) epoch));
        a.put("best.epoch", NpyArray.of((long) bestEpoch));
        a.put("best.score", NpyArray.of(bestScore));
        DamlState.saveModel(model, a);
        for (int k = 0; k < model.mappers().size(); k++) {
            DamlState.saveOptimiser("mapper." + k, step.optimiser(k), a);
            float[] best = bestWeights.get(k);
            System.arraycopy(best, 0, a.floats("best.mapper." + k, best.length), 0, best.length);
            if (step.optimiser(k).averaging()) {
                step.optimiser(k).average(a.floats("average.mapper." + k, best.length));
                DamlState.saveWeights("shown.mapper." + k, shown.mappers().get(k), a);
            }
        }
        if (step.classifier() != null) {
            DamlState.saveWeights("classifier", step.classifier().network(), a);
            if (step.classifier().view() != null) {
                a.put("classifier.view", NpyArray.of(step.classifier().view().state()));
            }
            DamlState.saveOptimiser("classifier", step.classifier().optimiser(), a);
        }
        if (step.labelClassifier() != null) {
            DamlState.saveWeights("label", step.labelClassifier().network(), a);
            DamlState.saveOptimiser("label", step.labelClassifier().optimiser(), a);
        }
        History.save(history, a.map());
        return a.map();
    }

    private void restore(Map<String, NpyArray> state) {
        epoch = (int) DamlState.need(state, "epoch").toDoubles()[0];
        bestEpoch = (int) DamlState.need(state, "best.epoch").toDoubles()[0];
        bestScore = DamlState.need(state, "best.score").toDoubles()[0];
        for (int k = 0; k < model.mappers().size(); k++) {
            DamlState.restoreOptimiser("mapper." + k, step.optimiser(k), state);
            bestWeights.add(DamlState.need(state, "best.mapper." + k).toFloats().clone());
            if (state.containsKey("average.mapper." + k)) {
                step.optimiser(k).restoreAverage(state.get("average.mapper." + k).toFloats());
            }
        }
        if (step.classifier() != null) {
            DamlState.load(step.classifier().network(), DamlState.need(state, "classifier"), "classifier");
            if (step.classifier().view() != null) {
                if (!state.containsKey("classifier.view")) {
                    throw new MingleException("The checkpoint was written by a version whose modality classifier saw"
                            + " embeddings as they are, not whitened, and training cannot go on from there as it began:"
                            + " train anew. The model in it can still be used.");
                }
                step.classifier().view().restore(DamlState.need(state, "classifier.view").toFloats());
            }
            DamlState.restoreOptimiser("classifier", step.classifier().optimiser(), state);
        }
        if (step.labelClassifier() != null) {
            DamlState.load(step.labelClassifier().network(), DamlState.need(state, "label"), "label layer");
            DamlState.restoreOptimiser("label", step.labelClassifier().optimiser(), state);
        }
        history.addAll(History.restore(state));
    }

    private void emit(TrainingEvent event) {
        for (TrainingListener l : listeners) {
            l.on(event);
        }
    }
}
