package org.mingle.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mingle.data.MingleException;
import org.mingle.model.TrainingSettings.Option;
import org.mingle.model.TrainingSettings.Option.Kind;

/** The named, documented sets of hyper-parameters. */
record Presets(String sentence, List<Option> options) {
    /**
     * The networks of the two presets that have nothing but the metric clauses, with and without the adversary: the
     * paper's are not public, so these were chosen on validation pairs (docs/method-notes.md), for both alike.
     */
    private static final Map<String, String> METRIC = Map.ofEntries(Map.entry("activation", "relu"),
            Map.entry("layers", "2"), Map.entry("hidden", "256"), Map.entry("input_dropout", "0.45"),
            Map.entry("adaptive_dropout", "true"), Map.entry("regulariser", "0"), Map.entry("epochs", "100"),
            Map.entry("k2", "100"));
    static final Map<String, Presets> ALL = all();

    static Presets find(String name) {
        Presets p = ALL.get(name);
        if (p == null) {
            throw new MingleException("There is no preset " + name + ": choose one of "
                    + String.join(", ", ALL.keySet()) + ".");
        }
        return p;
    }

    private static Map<String, Presets> all() {
        Map<String, Presets> m = new LinkedHashMap<>();
        m.put("daml",
                new Presets("Deep adversarial metric learning after its published description: intra-class, inter-class"
                + " and pair distances, and a modality classifier that the mappers learn to deceive.",
                deep(METRIC, Map.entry("adversary_steps", "10"))));
        m.put("daml-plus", new Presets("DAML with what raises accuracy beside it: a supervised contrastive and a label term,"
                + " deeper rectified mappers, dropout that follows the data and averaged weights.", deep(Map.ofEntries(
                Map.entry("contrastive", "1"), Map.entry("temperature", "0.2"), Map.entry("label", "1"),
                Map.entry("inter", "0.1"), Map.entry("intra", "0.1"), Map.entry("activation", "relu"),
                Map.entry("layers", "2"), Map.entry("hidden", "256"), Map.entry("input_dropout", "0.45"),
                Map.entry("adaptive_dropout", "true"), Map.entry("regulariser", "0"), Map.entry("epochs", "100"),
                Map.entry("learning_rate", "0.002"), Map.entry("adversary_view", "embeddings"),
                Map.entry("adversary_clean", "false"), Map.entry("adversary_steps", "3")))));
        m.put("dcml", new Presets("Deep coupled metric learning: the same distances as DAML without the adversary.",
                deep(METRIC, Map.entry("adversary", "0"))));
        m.put("acmr", new Presets("Adversarial cross-modal retrieval: label prediction, plain distances between modalities"
                + " and an adversary by gradient reversal alone, wired as the paper has it.", deep(Map.ofEntries(
                Map.entry("intra", "0"), Map.entry("inter", "0"), Map.entry("pair", "0"), Map.entry("invariance", "1"),
                Map.entry("label", "1"), Map.entry("label_scale", "1"), Map.entry("output", "tanh"),
                Map.entry("normalise", "false"), Map.entry("dimension", "40"), Map.entry("dropout", "0"),
                Map.entry("layers", "2"), Map.entry("hidden", "200"), Map.entry("averaging", "0"),
                Map.entry("adversary", "0.1"), Map.entry("adversary_steps", "1"), Map.entry("gradient_penalty", "0"),
                Map.entry("adversary_view", "embeddings"), Map.entry("adversary_clean", "false"),
                Map.entry("batch", "64")))));
        m.put("dscmr", new Presets("Deep supervised cross-modal retrieval: rectified mappers under a shared layer, class"
                + " vectors by regression, pairwise likelihood and pair distance, without adversary.",
                deep(Map.ofEntries(
                Map.entry("intra", "0"), Map.entry("inter", "0"), Map.entry("pair_form", "plain"),
                Map.entry("likelihood", "0.001"), Map.entry("label", "2"), Map.entry("label_form", "regression"),
                Map.entry("label_scale", "1"), Map.entry("activation", "relu"), Map.entry("shared_layer", "true"),
                Map.entry("hidden", "1024"), Map.entry("dimension", "512"), Map.entry("dropout", "0"),
                Map.entry("normalise", "false"), Map.entry("centre", "false"), Map.entry("averaging", "0"),
                Map.entry("regulariser", "0"), Map.entry("learning_rate", "0.0001"), Map.entry("batch", "100"),
                Map.entry("epochs", "200"), Map.entry("adversary", "0")))));
        m.put("cca",
                new Presets("Canonical correlation analysis, closed form and without labels: each modality is reduced"
                + " by PCA, then projected to where the members of a pair correlate most.", List.of(
                integer("dimension", "Dimension", "Projection", 1, 1024, "9",
                        "Canonical directions kept; never more than the smaller modality has."),
                integer("components", "PCA components", "Projection", 1, 4096, "512",
                        "Principal components of each modality that go into the correlation analysis."),
                decimal("regulariser", "Ridge", "Projection", 0, 1e6, "1",
                        "Added to both covariance matrices, relative to their mean variance."),
                features())));
        m.put("sm",
                new Presets("Semantic matching: one logistic regression per modality, whose class probabilities are the"
                + " shared space.", List.of(
                integer("epochs", "Epochs", "Training", 1, 1000, "60", "Passes over the training pairs."),
                decimal("learning_rate", "Learning rate", "Training", 1e-6, 10, "0.01",
                        "Initial step of AdaGrad; small, so that few pairs are not learned by heart."),
                seed(), features())));
        return m;
    }

    /** Options of the presets that train networks, with the defaults of {@code daml} but for those named. */
    private static List<Option> deep(Map<String, String> changed) {
        List<Option> all = new ArrayList<>();
        all.addAll(trainingOptions());
        all.addAll(networkOptions());
        all.addAll(objectiveOptions());
        all.addAll(adversaryOptions());
        return all.stream().map(o -> changed.containsKey(o.key()) ? withDefault(o, changed.get(o.key())) : o).toList();
    }

    @SafeVarargs
    private static List<Option> deep(Map<String, String> base, Map.Entry<String, String>... more) {
        Map<String, String> changed = new LinkedHashMap<>(base);
        for (Map.Entry<String, String> e : more) {
            changed.put(e.getKey(), e.getValue());
        }
        return deep(changed);
    }

    private static List<Option> trainingOptions() {
        String g = "Training";
        return List.of(
                integer("epochs", "Epochs", g, 1, 100_000, "60", "Passes over the training pairs."),
                integer("batch", "Batch size", g, 2, 8192, "128",
                        "Pairs in one step; all distances within a batch take part in the objective."),
                choice("sampler", "Batches", g, List.of("shuffled", "balanced"), "shuffled",
                        "Shuffled: each pair once an epoch. Balanced: each class as often as any other."),
                decimal("learning_rate", "Learning rate", g, 1e-7, 1, "0.001",
                        "Step size of Adam (Kingma and Ba 2015) for the mappers."),
                decimal("weight_decay", "Weight decay", g, 0, 10, "0",
                        "Decoupled weight decay (Loshchilov and Hutter 2019), times the learning rate at each step."),
                choice("schedule", "Schedule", g, List.of("constant", "cosine"), "constant",
                        "Cosine: learning rates fall to 0 along half a cosine (Loshchilov and Hutter 2017)."),
                integer("statistics_every", "Measure mixing every", g, 0, 100_000, "0",
                        "Epochs from one measurement of mixing to the next; 0: so many that it takes about 3 % of training."),
                decimal("averaging", "Weight averaging", g, 0, 0.9999, "0.99",
                        "Decay of a running average of the weights, which is then the model; 0 switches it off."),
                seed());
    }

    private static List<Option> networkOptions() {
        String g = "Networks";
        return List.of(
                integer("dimension", "Shared dimension", g, 2, 2048, "64", "Dimension of the shared space."),
                integer("hidden", "Hidden units", g, 1, 8192, "512", "Width of each mapper's hidden layers."),
                integer("layers", "Hidden layers", g, 0, 4, "1", "Hidden layers of each mapper; 0 makes it linear."),
                choice("activation", "Activation", g, List.of("tanh", "relu"), "tanh", "After each hidden layer."),
                choice("output", "Output", g, List.of("linear", "tanh"), "linear",
                        "After the last layer of each mapper."),
                decimal("dropout", "Dropout", g, 0, 0.95, "0.5",
                        "Share of hidden units left out at each step (Srivastava et al. 2014)."),
                decimal("input_dropout", "Input dropout", g, 0, 0.95, "0",
                        "Share of input features left out at each step."),
                toggle("adaptive_dropout", "Adaptive dropout", g, "false",
                        "Less dropout where the nearest class mean names a modality's classes rightly: twice its error,"
                        + " at most 1, times both rates."),
                toggle("shared_layer", "Shared last layer", g, "false",
                        "One last layer for all modalities, on top of hidden layers of their own."),
                toggle("centre", "Centre", g, "true",
                        "Take each modality's mean from its embeddings (linear output only)."),
                toggle("normalise", "Unit length", g, "true",
                        "Scale embeddings to length 1, as cosine similarity sees them."),
                integer("pairs_per_component", "Pairs per component", g, 0, 100_000, "0",
                        "Reduce features to one principal component for so many training pairs; 0 keeps them all."),
                features());
    }

    private static List<Option> objectiveOptions() {
        String g = "Objective";
        return List.of(
                decimal("intra", "Intra-class weight", g, 0, 1000, "1",
                        "Weight of the mean squared distance within classes; 0 switches it off."),
                decimal("inter", "Inter-class weight", g, 0, 1000, "1",
                        "Weight of the term that drives classes apart; 0 switches it off."),
                choice("inter_form", "Inter-class form", g, List.of("hinge", "difference"), "hinge",
                        "Hinge: distances below the margin grow. Difference: all do, without bound, and can collapse."),
                decimal("margin", "Margin", g, 1e-6, 1e6, "2",
                        "Squared distance at which the hinge lets go; 2 is a right angle between unit vectors."),
                integer("k1", "Neighbours, same class", g, 0, 8192, "0",
                        "Nearest points of the same class in the intra term; 0 takes all pairs."),
                integer("k2", "Neighbours, other classes", g, 0, 8192, "0",
                        "Nearest points of other classes in the inter term; 0 takes all pairs."),
                decimal("pair", "Pair weight", g, 0, 1000, "0.1",
                        "Weight of the distance between the members of a pair; 0 switches it off."),
                choice("pair_form", "Pair form", g, List.of("squared", "plain"), "squared",
                        "Squared distances as in DCML and DAML, or plain ones as in DSCMR."),
                decimal("regulariser", "Regulariser", g, 0, 10, "0.00005",
                        "Weight of the squared norm of the mappers' parameters."),
                decimal("contrastive", "Contrastive weight", g, 0, 1000, "0",
                        "Weight of the supervised contrastive loss (Khosla et al. 2020)."),
                decimal("temperature", "Temperature", g, 1e-3, 100, "0.1",
                        "Temperature of the supervised contrastive loss."),
                decimal("invariance", "Invariance weight", g, 0, 1000, "0",
                        "Weight of ACMR's plain distances between modalities, one class against the others."),
                decimal("invariance_others", "Invariance, other classes", g, 0, 1000, "1",
                        "Share of couples of different classes in the invariance term (ACMR's lambda)."),
                decimal("invariance_margin", "Invariance margin", g, 1e-6, 1e6, "1",
                        "Distance at which couples of different classes let go in the invariance term."),
                decimal("likelihood", "Likelihood weight", g, 0, 1000, "0",
                        "Weight of DSCMR's pairwise likelihood of sharing a class."),
                decimal("label", "Label weight", g, 0, 1000, "0",
                        "Weight of predicting the class from an embedding; 0 switches it off."),
                choice("label_form", "Label form", g, List.of("entropy", "regression"), "entropy",
                        "Cross-entropy as in ACMR, or the distance to the class vector as in DSCMR."),
                decimal("label_scale", "Label scale", g, 0.01, 1000, "8",
                        "Factor on embeddings before the label layer; unit vectors need more than 1."));
    }

    private static List<Option> adversaryOptions() {
        String g = "Adversary";
        return List.of(
                decimal("adversary", "Adversary weight", g, 0, 1000, "1",
                        "Weight of the reversed gradient of the modality classifier; 0 switches it off."),
                toggle("adversary_ramp", "Ramp up", g, "true",
                        "Let the weight grow as 2 / (1 + exp(-10 p)) - 1 with progress p (Ganin and Lempitsky 2015)."),
                integer("adversary_steps", "Classifier steps", g, 1, 50, "5",
                        "Steps of the modality classifier for each step of the mappers."),
                integer("adversary_hidden", "Classifier units", g, 1, 4096, "50",
                        "Width of the modality classifier's hidden layers."),
                integer("adversary_layers", "Classifier layers", g, 0, 4, "2",
                        "Hidden layers of the modality classifier."),
                toggle("adversary_clean", "Show without dropout", g, "true",
                        "The classifier sees embeddings without dropout, as retrieval does; twice the work."),
                choice("adversary_view", "Classifier sees", g, List.of("whitened", "embeddings"), "whitened",
                        "Embeddings as they are, or whitened by running statistics, so that no direction is too small"
                        + " to be seen."),
                decimal("whitening_floor", "Whitening floor", g, 1e-9, 1000, "1",
                        "Variance added to every direction before whitening, as a share of their mean."),
                decimal("gradient_penalty", "Gradient penalty", g, 0, 1000, "1",
                        "Weight of the classifier's squared input gradient, which steadies the contest (Mescheder 2018)."),
                decimal("adversary_learning_rate", "Classifier learning rate", g, 1e-7, 1, "0.001",
                        "Step size of the modality classifier's Adam."),
                decimal("adversary_beta1", "Classifier momentum", g, 0, 0.999, "0.5",
                        "First-moment decay of the modality classifier's Adam."));
    }

    private static Option seed() {
        return new Option("seed", "Seed", "Training", Kind.INTEGER, 0, Integer.MAX_VALUE, List.of(), "0",
                "Fixes initial weights, batch order and dropout: the same seed gives the same result.");
    }

    private static Option features() {
        return choice("features", "Feature scaling", "Networks", List.of("auto", "zscore", "none"), "auto",
                "Auto: square root of histograms and counts, then zero mean and a variance near 1.");
    }

    private static Option integer(String key, String label, String group, double min, double max, String value,
            String help) {
        return new Option(key, label, group, Kind.INTEGER, min, max, List.of(), value, help);
    }

    private static Option decimal(String key, String label, String group, double min, double max, String value,
            String help) {
        return new Option(key, label, group, Kind.DECIMAL, min, max, List.of(), value, help);
    }

    private static Option toggle(String key, String label, String group, String value, String help) {
        return new Option(key, label, group, Kind.SWITCH, 0, 1, List.of(), value, help);
    }

    private static Option choice(String key, String label, String group, List<String> choices, String value,
            String help) {
        return new Option(key, label, group, Kind.CHOICE, 0, choices.size() - 1, choices, value, help);
    }

    private static Option withDefault(Option o, String value) {
        return new Option(o.key(), o.label(), o.group(), o.kind(), o.min(), o.max(), o.choices(), o.check(value),
                o.help());
    }
}
