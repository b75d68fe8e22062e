package org.mingle.model.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every term's analytic gradient against central differences of its value. */
class TermGradientTest {
    private static final int PAIRS = 9;
    private static final int DIMENSION = 4;

    static Stream<Arguments> terms() {
        return Stream.of(
                Arguments.of("intra, all pairs", new IntraClass(0), 2),
                Arguments.of("intra, 2 neighbours", new IntraClass(2), 2),
                Arguments.of("inter hinge, all pairs", new InterClass(0, true, 6), 2),
                Arguments.of("inter hinge, 3 neighbours", new InterClass(3, true, 6), 2),
                Arguments.of("inter difference, all pairs", new InterClass(0, false, 1), 2),
                Arguments.of("inter difference, 3 neighbours", new InterClass(3, false, 1), 2),
                Arguments.of("pair", new PairDistance(), 2),
                Arguments.of("pair, three modalities", new PairDistance(), 3),
                Arguments.of("pair, plain norm", new PairDistance(false), 2),
                Arguments.of("invariance", new Invariance(0.6, 2.2), 2),
                Arguments.of("invariance, three modalities", new Invariance(0.6, 2.2), 3),
                Arguments.of("likelihood", new PairwiseLikelihood(), 2),
                Arguments.of("likelihood, three modalities", new PairwiseLikelihood(), 3),
                Arguments.of("contrastive", new SupervisedContrastive(0.7), 2),
                Arguments.of("contrastive, three modalities", new SupervisedContrastive(0.7), 3),
                Arguments.of("intra, three modalities", new IntraClass(0), 3));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("terms")
    void gradientAgreesWithFiniteDifferences(String name, Term term, int modalities) {
        float[] points = points(modalities);
        int[][] labels = {{0}, {1}, {2}, {0}, {1, 2}, {2}, {0}, {1}, {0, 2}};
        double weight = 1.7;
        PointBatch batch = batch(points, labels, modalities);
        double value = term.evaluate(batch, weight);
        batch.backward();
        assertTrue(value != 0, "a term that is 0 tests nothing");
        float eps = 1e-3f; // small, so that hardly any pair crosses a margin or becomes another's neighbour
        double largest = 0;
        for (int i = 0; i < points.length; i++) {
            float[] moved = points.clone();
            moved[i] += eps;
            double up = term.evaluate(batch(moved, labels, modalities), weight);
            moved[i] -= 2 * eps;
            double down = term.evaluate(batch(moved, labels, modalities), weight);
            double expected = weight * (up - down) / (2 * eps);
            largest = Math.max(largest, Math.abs(expected));
            assertEquals(expected, batch.gradient()[i], 2e-3 + 2e-3 * Math.abs(expected), name + ", coordinate " + i);
        }
        assertTrue(largest > 1e-2, "the gradient is too small to test anything");
    }

    @Test
    void crossEntropyGradientAgreesWithFiniteDifferences() {
        float[] logits = points(1);
        int[][] targets = {{0}, {1}, {2}, {3}, {0, 3}, {2}, {0}, {1}, {3}};
        float[] gradient = new float[logits.length];
        CrossEntropy.evaluate(logits, PAIRS, DIMENSION, r -> targets[r], 1.3, gradient);
        float eps = 1e-2f;
        for (int i = 0; i < logits.length; i++) {
            float[] moved = logits.clone();
            moved[i] += eps;
            double up = CrossEntropy.evaluate(moved, PAIRS, DIMENSION, r -> targets[r], 1, new float[logits.length]);
            moved[i] -= 2 * eps;
            double down = CrossEntropy.evaluate(moved, PAIRS, DIMENSION, r -> targets[r], 1, new float[logits.length]);
            assertEquals(1.3 * (up - down) / (2 * eps), gradient[i], 1e-4);
        }
    }

    @Test
    void labelRegressionGradientAgreesWithFiniteDifferences() {
        float[] scores = points(1);
        int[][] targets = {{0}, {1}, {2}, {3}, {0, 3}, {2}, {0}, {1}, {3}};
        float[] gradient = new float[scores.length];
        LabelRegression.evaluate(scores, PAIRS, DIMENSION, r -> targets[r], 1.3, gradient);
        float eps = 1e-2f;
        for (int i = 0; i < scores.length; i++) {
            float[] moved = scores.clone();
            moved[i] += eps;
            double up = LabelRegression.evaluate(moved, PAIRS, DIMENSION, r -> targets[r], 1, new float[moved.length]);
            moved[i] -= 2 * eps;
            double down = LabelRegression.evaluate(moved, PAIRS, DIMENSION, r -> targets[r], 1, new float[moved.length]);
            assertEquals(1.3 * (up - down) / (2 * eps), gradient[i], 1e-4);
        }
    }

    @Test
    void unitLengthGradientAgreesWithFiniteDifferences() {
        float[] y = points(1);
        float[] z = new float[y.length];
        float[] g = points(2);
        double[] lengths = new double[PAIRS];
        UnitLength.forward(y, 0, PAIRS, DIMENSION, z, 0, lengths);
        float[] gradient = new float[y.length];
        UnitLength.backward(z, g, 0, PAIRS, DIMENSION, lengths, gradient, 0);
        float eps = 1e-2f;
        for (int i = 0; i < y.length; i++) {
            float[] moved = y.clone();
            moved[i] += eps;
            double up = along(moved, g);
            moved[i] -= 2 * eps;
            assertEquals((up - along(moved, g)) / (2 * eps), gradient[i], 2e-3);
        }
    }

    @Test
    void quickExponentialIsTheExponential() {
        for (float x = 0; x > -80; x -= 0.0137f) {
            assertEquals(1, Exponential.ofNegative(x) / Math.exp(x), 1e-6 - 1e-6 * x);
        }
        assertEquals(0, Exponential.ofNegative(Float.NEGATIVE_INFINITY), 1e-37);
    }

    @Test
    void valuesAreThoseOfTheFormulas() {
        // Two pairs of different classes on a line: u = 0, 3; w = 1, 5.
        PointBatch batch = new PointBatch(2, 2, 1);
        System.arraycopy(new float[] {0, 3, 1, 5}, 0, batch.points(), 0, 4);
        batch.begin(2, new int[][] {{0}, {1}});
        assertEquals((1 + 4) / 2.0, new PairDistance().evaluate(batch, 1), 1e-6);
        assertEquals((1 + 4) / 2.0, new IntraClass(0).evaluate(batch, 1), 1e-6);
        assertEquals((1 + 2) / 2.0, new PairDistance(false).evaluate(batch, 1), 1e-6);
        // Same class: |0-1|, |3-5|; other class: |0-5|, |3-1|, of which only the last is within the margin.
        assertEquals((1 + 2) / 2.0 + 0.5 * (4 - 2) / 2.0, new Invariance(0.5, 4).evaluate(batch, 1), 1e-6);
        // Distances between classes, each seen from both ends: 9, 25, 4, 16.
        assertEquals((9 + 25 + 4 + 16) / -4.0, new InterClass(0, false, 0).evaluate(batch, 1), 1e-6);
        assertEquals((10 - 9 + 10 - 4) / 4.0, new InterClass(0, true, 10).evaluate(batch, 1), 1e-6);
        // The nearest of the other class: of 0 it is 3 (9), of 1 it is 3 (4), of 3 it is 1 (4), of 5 it is 1 (16).
        assertEquals((9 + 4 + 4 + 16) / -4.0, new InterClass(1, false, 0).evaluate(batch, 1), 1e-6);
    }

    private static double along(float[] y, float[] g) {
        float[] z = new float[y.length];
        UnitLength.forward(y, 0, PAIRS, DIMENSION, z, 0, new double[PAIRS]);
        double s = 0;
        for (int i = 0; i < z.length; i++) {
            s += z[i] * g[i];
        }
        return s;
    }

    private static PointBatch batch(float[] points, int[][] labels, int modalities) {
        PointBatch b = new PointBatch(modalities, PAIRS + 2, DIMENSION);
        System.arraycopy(points, 0, b.points(), 0, points.length);
        b.begin(PAIRS, labels);
        return b;
    }

    private static float[] points(int modalities) {
        SplittableRandom random = new SplittableRandom(21);
        float[] x = new float[modalities * PAIRS * DIMENSION];
        for (int i = 0; i < x.length; i++) {
            x[i] = (float) (2 * random.nextDouble() - 1);
        }
        return x;
    }
}
