package org.mingle.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mingle.data.FeatureTable;
import org.mingle.data.FloatMatrix;
import org.mingle.data.NpyArray;

/** Principal components as the mappers see them. */
class MapperInputTest {
    private static final int N = 90;
    private static final int D = 40;
    private final FloatMatrix data = lowRank();
    private final int[] rows = IntStream.range(0, N).toArray();

    @Test
    void componentsAreUncorrelatedOfFallingVarianceAndMeanZero() {
        TrainingSettings s = TrainingSettings.preset("dcml").with("features", "none").with("pairs_per_component", "15");
        MapperInput input = MapperInput.fit(s, data, rows);
        assertEquals(6, input.width());
        FeatureTable z = input.prepare(data, rows);
        double[][] covariance = new double[6][6];
        float[] row = new float[6];
        double[] mean = new double[6];
        for (int r : rows) {
            z.copyRow(r, row, 0);
            for (int a = 0; a < 6; a++) {
                mean[a] += row[a] / N;
                for (int b = 0; b < 6; b++) {
                    covariance[a][b] += row[a] * row[b] / N;
                }
            }
        }
        for (int a = 0; a < 6; a++) {
            assertEquals(0, mean[a], 1e-4);
            assertTrue(covariance[a][a] < 2 && covariance[a][a] > 0);
            assertTrue(a == 0 || covariance[a][a] <= covariance[a - 1][a - 1] + 1e-4);
            for (int b = 0; b < a; b++) {
                assertEquals(0, covariance[a][b], 1e-3);
            }
        }
    }

    @Test
    void axesSpanWhatADirectDecompositionFinds() {
        // The data has 3 strong directions: 3 components must hold nearly all of its variance.
        PrincipalAxes pca = PrincipalAxes.fit(centred(), 3);
        double total = 0;
        for (float v : centred().data()) {
            total += (double) v * v / N;
        }
        double kept = pca.variances()[0] + pca.variances()[1] + pca.variances()[2];
        assertTrue(kept > 0.99 * total, kept + " of " + total);
        FloatMatrix gram = PrincipalAxes.product(pca.axes(), true, pca.axes(), false);
        for (int a = 0; a < 3; a++) {
            for (int b = 0; b < 3; b++) {
                assertEquals(a == b ? 1 : 0, gram.get(a, b), 1e-4);
            }
        }
    }

    @Test
    void savedAndRestoredGivesTheSame() {
        TrainingSettings s = TrainingSettings.preset("dcml").with("pairs_per_component", "9");
        MapperInput input = MapperInput.fit(s, data, rows);
        Map<String, NpyArray> state = new LinkedHashMap<>();
        input.save(0, state);
        MapperInput restored = MapperInput.restore(0, state);
        float[] a = new float[N * input.width()];
        float[] b = new float[N * input.width()];
        input.fill(data, rows, 0, N, a);
        restored.fill(data, rows, 0, N, b);
        assertArrayEquals(a, b);
    }

    @Test
    void fewFeaturesStayAsTheyAre() {
        TrainingSettings s = TrainingSettings.preset("dcml").with("pairs_per_component", "2");
        assertEquals(D, MapperInput.fit(s, data, rows).width());
    }

    @Test
    void classMeansErrorIsThatOfTheDefinition() {
        // On a line: class 0 at 0, 1, 9; class 1 at 10, 11. Without itself, 9 is nearer to 10.5 than to 0.5.
        FloatMatrix x = FloatMatrix.of(new float[][] {{0}, {1}, {9}, {10}, {11}});
        int[][] labels = {{0}, {0}, {0}, {1}, {1}};
        assertEquals(0.2, ClassMeans.error(x, new int[] {0, 1, 2, 3, 4}, labels, 2), 1e-12);
        labels[2] = new int[] {0, 1};
        assertEquals(0, ClassMeans.error(x, new int[] {0, 1, 2, 3, 4}, labels, 2), 1e-12);
    }

    private FloatMatrix centred() {
        FloatMatrix x = FloatMatrix.zeros(N, D);
        for (int c = 0; c < D; c++) {
            double mean = 0;
            for (int r = 0; r < N; r++) {
                mean += data.get(r, c) / (double) N;
            }
            for (int r = 0; r < N; r++) {
                x.data()[r * D + c] = (float) (data.get(r, c) - mean);
            }
        }
        return x;
    }

    private static FloatMatrix lowRank() {
        SplittableRandom random = new SplittableRandom(4);
        float[][] codes = TestData.gaussian(random, N, 3, 1);
        float[][] directions = TestData.gaussian(random, 3, D, 1);
        float[][] noise = TestData.gaussian(random, N, D, 0.05);
        for (int r = 0; r < N; r++) {
            for (int c = 0; c < D; c++) {
                for (int k = 0; k < 3; k++) {
                    noise[r][c] += (3 - k) * codes[r][k] * directions[k][c];
                }
                noise[r][c] += 2;
            }
        }
        return FloatMatrix.of(noise);
    }
}
