package org.mingle.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingle.data.Dataset;
import org.mingle.data.FeatureTable;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.factory.Nd4j;

/** The whole step's gradients, parameter by parameter, and what the adversary does to the mappers. */
class TrainingStepTest {
    private static final int PAIRS = 12;
    private static final double LAMBDA = 0.8;

    @ParameterizedTest
    @ValueSource(strings = {"daml", "daml-plus", "dcml"})
    void gradientOfTheWholeStepAgreesWithFiniteDifferences(String preset) {
        TrainingSettings settings = TestData.small(preset).with("margin", "1.5").with("pair", "0.4").with("dropout",
                "0.3")
                .with("activation", "tanh").with("label", preset.equals("daml-plus") ? "0.7"
                        : "0"); // rectifiers have kinks
        checkGradients(settings, TestData.clusters(PAIRS, 3, 3, 6, 4));
    }

    @ParameterizedTest
    @CsvSource({"whitened,true,true", "whitened,false,false", "embeddings,true,true"})
    void gradientIsRightHoweverTheClassifierSees(String view, String clean, String normalise) {
        TrainingSettings settings = TestData.small("daml").with("activation", "tanh").with("dropout", "0.3")
                .with("input_dropout", "0.2").with("adversary_view", view).with("adversary_clean", clean)
                .with("normalise", normalise).with("adversary_steps", "2");
        checkGradients(settings, TestData.clusters(PAIRS, 3, 3, 6, 4));
    }

    @Test
    void gradientIsRightForTheTermsOfAcmr() {
        checkGradients(TestData.small("acmr").with("invariance_margin", "2"), TestData.clusters(PAIRS, 3, 3, 6, 4));
    }

    @Test
    void gradientIsRightForTheTermsOfDscmr() {
        // Of the shared layer it is the sum over the modalities, which moving one mapper alone cannot show.
        checkGradients(TestData.small("dscmr").with("activation", "tanh").with("shared_layer", "false"),
                TestData.clusters(PAIRS, 3, 3, 6, 4));
    }

    @Test
    void sharedLayerStaysOneLayer() {
        try (Setup s = new Setup(TestData.small("dscmr"), TestData.clusters(PAIRS, 3, 3, 6, 4))) {
            for (int i = 0; i < 5; i++) {
                s.step.run(s.rows, 0, PAIRS, 0, 1, new SplittableRandom(i));
            }
            float[] first = lastLayer(s.model.mappers().get(0));
            assertArrayEquals(first, lastLayer(s.model.mappers().get(1)));
            s.reset();
            assertNotEquals(lastLayer(s.model.mappers().get(0))[0], first[0]);
        }
    }

    private static float[] lastLayer(DenseNetwork net) {
        return java.util.Arrays.copyOfRange(net.snapshot(), net.lastLayer(), net.size());
    }

    @Test
    void gradientIsRightForThreeModalities() {
        checkGradients(TestData.small("daml").with("activation", "tanh").with("output", "tanh")
                .with("normalise", "false").with("margin", "4"),
                TestData.clusters(PAIRS, 3, 4, 6, 4, 5));
    }

    private static void checkGradients(TrainingSettings settings, Dataset data) {
        try (Setup s = new Setup(settings, data)) {
            s.objective();
            if (s.step.classifier() != null) {
                s.step.classifier().observe(s.step.batch().points(), PAIRS);
            }
            s.objective();
            List<float[]> analytic = new ArrayList<>();
            for (int k = 0; k < s.model.mappers().size(); k++) {
                analytic.add(read(s.step.pass(k).gradient(), s.model.mappers().get(k).size()));
            }
            float eps = 2e-3f;
            for (int k = 0; k < analytic.size(); k++) {
                DenseNetwork net = s.model.mappers().get(k);
                float[] original = net.snapshot();
                double wrong = 0;
                double size = 0;
                for (int i = 0; i < original.length; i++) {
                    float[] moved = original.clone();
                    moved[i] += eps;
                    net.load(moved);
                    double up = s.objective();
                    moved[i] = original[i] - eps;
                    net.load(moved);
                    double numeric = (up - s.objective()) / (2 * eps);
                    wrong += Math.pow(numeric - analytic.get(k)[i], 2);
                    size += numeric * numeric;
                    assertEquals(numeric, analytic.get(k)[i], 0.01 + 0.02 * Math.abs(numeric), "mapper " + k
                            + ", parameter " + i);
                }
                net.load(original);
                assertTrue(Math.sqrt(wrong / size) < 0.02, "relative error " + Math.sqrt(wrong / size));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"embeddings,false,0", "whitened,false,0", "whitened,true,0.5", "embeddings,true,0.5"})
    void adversarialGradientReachesTheMappersReversed(String view, String clean, String dropout) {
        TrainingSettings only = TestData.small("daml").with("intra", "0").with("inter", "0").with("pair", "0")
                .with("dropout", dropout).with("input_dropout", "0").with("adversary_view", view)
                .with("adversary_clean", clean);
        try (Setup s = new Setup(only, TestData.clusters(PAIRS, 3, 6, 6, 4))) {
            s.step.forward(s.rows, 0, PAIRS, null);
            s.step.classifier().observe(s.step.batch().points(), PAIRS);
            s.step.gradients(1);
            List<float[]> reversed = new ArrayList<>();
            for (int k = 0; k < 2; k++) {
                reversed.add(read(s.step.pass(k).gradient(), s.model.mappers().get(k).size()));
            }
            // A small step down the reversed gradient must make the classifier's own loss grow.
            double before = -s.lossOfAdversary();
            for (int k = 0; k < 2; k++) {
                double norm = norm(reversed.get(k));
                assertTrue(norm > 1e-4, "no adversarial gradient reaches mapper " + k);
                float[] moved = s.model.mappers().get(k).snapshot();
                for (int i = 0; i < moved.length; i++) {
                    moved[i] -= (float) (0.05 / norm) * reversed.get(k)[i];
                }
                s.model.mappers().get(k).load(moved);
            }
            assertTrue(-s.lossOfAdversary() > before + 1e-3, "the classifier's loss did not grow");
            // Twice the weight is twice the gradient, and no weight is none.
            s.reset();
            s.step.forward(s.rows, 0, PAIRS, null);
            s.step.gradients(2);
            float[] twice = read(s.step.pass(0).gradient(), reversed.get(0).length);
            for (int i = 0; i < twice.length; i++) {
                assertEquals(2 * reversed.get(0)[i], twice[i], 1e-5);
            }
            s.step.forward(s.rows, 0, PAIRS, null);
            s.step.gradients(0);
            assertEquals(0, norm(read(s.step.pass(0).gradient(), twice.length)), 1e-9);
        }
    }

    /** A classifier that is shown embeddings without dropout gives the same gradient whatever the dropout. */
    @Test
    void classifierThatIsShownCleanFeelsNoDropout() {
        TrainingSettings only = TestData.small("daml").with("intra", "0").with("inter", "0").with("pair", "0")
                .with("dropout", "0.5").with("input_dropout", "0.3");
        try (Setup s = new Setup(only, TestData.clusters(PAIRS, 3, 6, 6, 4))) {
            List<float[]> gradients = new ArrayList<>();
            for (int seed = 0; seed < 2; seed++) {
                s.step.forward(s.rows, 0, PAIRS, new SplittableRandom(seed));
                s.step.gradients(1);
                gradients.add(read(s.step.pass(0).gradient(), s.model.mappers().get(0).size()));
            }
            assertTrue(norm(gradients.get(0)) > 1e-4);
            assertArrayEquals(gradients.get(0), gradients.get(1), 1e-6f);
        }
    }

    @Test
    void classifierLearnsWhileTheMappersStay() {
        TrainingSettings settings = TestData.small("daml").with("adversary_learning_rate", "0.01")
                .with("gradient_penalty", "0").with("adversary_clean", "false");
        try (Setup s = new Setup(settings, TestData.clusters(60, 3, 8, 6, 4))) {
            float[] mapper = s.model.mappers().get(0).snapshot();
            s.step.forward(s.rows, 0, s.rows.length, null);
            float[] points = s.step.batch().points();
            double before = s.step.classifier().judge(points, s.rows.length);
            for (int i = 0; i < 200; i++) {
                s.step.classifier().learn(points, s.rows.length, 1);
            }
            assertTrue(s.step.classifier().judge(points, s.rows.length) < 0.7 * before);
            assertArrayEquals(mapper, s.model.mappers().get(0).snapshot());
        }
    }

    @Test
    void gradientPenaltyAgreesWithFiniteDifferences() {
        double gamma = 3;
        Dataset data = TestData.clusters(PAIRS, 3, 9, 6, 4);
        try (Setup s = new Setup(TestData.small("daml").with("gradient_penalty", "0"), data)) {
            s.step.forward(s.rows, 0, PAIRS, null);
            DenseNetwork net = s.step.classifier().network();
            float[] original = net.snapshot();
            try (ModalityClassifier c = new ModalityClassifier(net, 2 * PAIRS, 2,
                    new Adam(net.size(), 1e-30, 0, 0), gamma, null)) {
                c.learn(s.step.batch().points(), PAIRS, 1);
                float[] analytic = read(c.gradient(), net.size());
                float eps = 5e-4f;
                int right = 0;
                for (int i = 0; i < analytic.length; i++) {
                    float[] moved = original.clone();
                    moved[i] += eps;
                    net.load(moved);
                    double up = penalised(s, net, gamma);
                    moved[i] = original[i] - eps;
                    net.load(moved);
                    double numeric = (up - penalised(s, net, gamma)) / (2 * eps);
                    right += Math.abs(numeric - analytic[i]) < 2e-3 + 0.02 * Math.abs(numeric) ? 1 : 0;
                }
                // The penalty jumps where a rectifier's input changes its sign: a few differences straddle that.
                assertTrue(right > 0.9 * analytic.length, right + " of " + analytic.length + " agree");
                assertTrue(norm(analytic) > 0.1);
            }
        }
    }

    /** L_adv + gamma/n sum ||d centred logit of the true modality / dz||^2, the slow way. */
    private static double penalised(Setup s, DenseNetwork net, double gamma) {
        int n = s.step.batch().size();
        int m = s.step.batch().dimension();
        float[] z = s.step.batch().points();
        try (DensePass pass = new DensePass(net, n, true)) {
            System.arraycopy(z, 0, pass.input(), 0, n * m);
            pass.forward(n);
            double loss = 0;
            for (int r = 0; r < n; r++) {
                int own = r / PAIRS;
                loss += Math.log1p(Math.exp(pass.output()[2 * r + 1 - own] - pass.output()[2 * r + own])) / n;
                pass.outputError()[2 * r + own] = 0.5f;
                pass.outputError()[2 * r + 1 - own] = -0.5f;
            }
            pass.backward(true);
            for (int i = 0; i < n * m; i++) {
                loss += gamma / n * pass.inputError()[i] * pass.inputError()[i];
            }
            return loss;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TANH", "RELU", "LEAKYRELU"})
    void handDrivenPassGivesWhatDl4jGives(String hidden) {
        DenseNetwork net = new DenseNetwork(new int[] {9, 8, 6, 5}, Activation.valueOf(hidden), Activation.IDENTITY);
        net.initialise(new SplittableRandom(1), 2);
        float[][] x = TestData.gaussian(new SplittableRandom(2), 11, 9, 2);
        try (DensePass pass = new DensePass(net, 20, false)) {
            for (int r = 0; r < 11; r++) {
                System.arraycopy(x[r], 0, pass.input(), r * 9, 9);
            }
            pass.forward(11);
            float[][] expected = net.network().output(Nd4j.create(x)).toFloatMatrix();
            for (int i = 0; i < 55; i++) {
                assertEquals(expected[i / 5][i % 5], pass.output()[i], 2e-4);
            }
        }
    }

    @Test
    void adamFollowsItsDefinition() {
        try (FloatPointer p = new FloatPointer(1f, -2f, 3f); FloatPointer g = new FloatPointer(0.5f, 0f, -4f)) {
            Adam adam = new Adam(3, 0.1, 0.9, 0.999);
            double[] expected = {1, -2, 3};
            double[] gradient = {0.5, 0, -4};
            double[] m = new double[3];
            double[] v = new double[3];
            for (int t = 1; t <= 5; t++) {
                double squared = adam.update(p, g, 0.01, 0.2, 1);
                double norm = 0;
                for (int i = 0; i < 3; i++) {
                    norm += expected[i] * expected[i];
                    double d = gradient[i] + 2 * 0.01 * expected[i];
                    m[i] = 0.9 * m[i] + 0.1 * d;
                    v[i] = 0.999 * v[i] + 0.001 * d * d;
                    expected[i] = expected[i] * (1 - 0.1 * 0.2)
                            - 0.1 * m[i] / (1 - Math.pow(0.9, t)) / (Math.sqrt(v[i] / (1 - Math.pow(0.999, t))) + 1e-8);
                }
                assertEquals(norm, squared, 1e-4);
            }
            IntStream.range(0, 3).forEach(i -> assertEquals(expected[i], p.get(i), 1e-5));
        }
    }

    private static float[] read(FloatPointer p, int n) {
        float[] v = new float[n];
        new FloatPointer(p).position(0).get(v);
        return v;
    }

    private static double norm(float[] v) {
        double s = 0;
        for (float x : v) {
            s += (double) x * x;
        }
        return Math.sqrt(s);
    }

    /** A step over all rows of a dataset. */
    private static final class Setup implements AutoCloseable {
        final DamlModel model;
        final TrainingStep step;
        final int[] rows;
        private final List<float[]> initial = new ArrayList<>();

        Setup(TrainingSettings settings, Dataset data) {
            rows = IntStream.range(0, data.size()).toArray();
            SplittableRandom random = new SplittableRandom(1);
            List<MapperInput> inputs = new ArrayList<>();
            List<DenseNetwork> mappers = new ArrayList<>();
            List<FeatureTable> features = new ArrayList<>();
            for (int k = 0; k < data.modalities().size(); k++) {
                inputs.add(MapperInput.of(Standardiser.fit("auto", data.features(k), rows)));
                features.add(inputs.get(k).prepare(data.features(k), rows));
                mappers.add(DamlModel.mapper(settings, data.features(k).cols(), random.split()));
                initial.add(mappers.get(k).snapshot());
            }
            if (settings.isOn("shared_layer")) {
                DamlModel.shareLastLayer(mappers);
            }
            int[][] labels = new int[rows.length][];
            for (int r : rows) {
                labels[r] = data.labels(r);
            }
            model = new DamlModel(settings, inputs, mappers);
            DenseNetwork label = null;
            if (settings.getDouble("label") > 0) {
                label = new DenseNetwork(new int[] {model.dimension(), 3}, Activation.IDENTITY, Activation.IDENTITY);
                label.initialise(random.split(), 1);
            }
            DenseNetwork adversary = settings.getDouble("adversary") > 0
                    ? ModalityClassifier.network(settings, mappers.size(), random.split()) : null;
            step = new TrainingStep(settings, model, features, labels, rows.length, adversary, label);
        }

        /** The objective with the dropout masks of one fixed draw. */
        double objective() {
            step.forward(rows, 0, rows.length, new SplittableRandom(11));
            Map<String, Double> losses = step.gradients(LAMBDA);
            return losses.values().stream().mapToDouble(Double::doubleValue).sum();
        }

        double lossOfAdversary() {
            step.forward(rows, 0, rows.length, null);
            return step.gradients(1).get("adversary");
        }

        void reset() {
            for (int k = 0; k < initial.size(); k++) {
                model.mappers().get(k).load(initial.get(k));
            }
        }

        @Override
        public void close() {
            step.close();
        }
    }
}
