package org.mingle.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mingle.data.Dataset;
import org.mingle.data.FloatMatrix;
import org.mingle.data.Modality;
import org.mingle.data.NpyArray;
import org.mingle.data.Split;

class BaselinesTest {
    @ParameterizedTest
    @ValueSource(strings = {"cca", "sm"})
    void baselinesRetrieveOnClusters(String preset) {
        Dataset data = TestData.clusters(200, 4, 1, 12, 9);
        Map<String, NpyArray> state = new LinkedHashMap<>();
        Trainer t = Trainers.create(data, TrainingSettings.preset(preset), TestData.validator(data));
        t.addListener(e -> {
            if (e instanceof TrainingEvent.EpochEnded ended) {
                state.putAll(ended.state().arrays());
            }
        });
        TrainingResult r = t.train(new TrainingControl());
        assertTrue(r.bestScore() > 0.8, preset + " " + r.bestScore());
        CrossModalModel restored = Trainers.restore(TrainingSettings.preset(preset), state, true);
        int[] rows = data.rows(Split.TEST);
        assertEquals(r.model().embed(data, rows).points(), restored.embed(data, rows).points());
    }

    /**
     * Two views share one hidden signal; the first canonical pair must find it, with more features than samples too.
     */
    @ParameterizedTest
    @ValueSource(ints = {15, 150})
    void firstCanonicalPairIsTheSharedSignal(int features) {
        int n = 300;
        SplittableRandom random = new SplittableRandom(3);
        float[][] signal = TestData.gaussian(random, n, 1, 1);
        Dataset.Builder b = new Dataset.Builder("shared signal");
        for (int m = 0; m < 2; m++) {
            float[][] mix = TestData.gaussian(random, 1, features, 1);
            float[][] x = TestData.gaussian(random, n, features, 0.5);
            for (int i = 0; i < n; i++) {
                for (int c = 0; c < features; c++) {
                    x[i][c] += signal[i][0] * mix[0][c];
                }
            }
            b.modality(new Modality("view" + m, Modality.Kind.VECTOR), FloatMatrix.of(x), null);
        }
        int[][] labels = new int[n][];
        Split[] splits = new Split[n];
        java.util.List<String> ids = new java.util.ArrayList<>();
        for (int i = 0; i < n; i++) {
            labels[i] = new int[] {0};
            splits[i] = i < 100 ? Split.TRAIN : Split.TEST;
            ids.add("s" + i);
        }
        Dataset data = b.samples(ids, labels, splits, java.util.List.of("only")).build();
        CrossModalModel model = Trainers.create(data, TrainingSettings.preset("cca").with("dimension", "2"), (m,
                e) -> Map.of())
                .train(new TrainingControl()).model();
        int[] rows = data.rows(Split.TEST);
        FloatMatrix u = model.embed(0, data.features(0), rows);
        FloatMatrix w = model.embed(1, data.features(1), rows);
        assertTrue(correlation(u, 0, w, 0) > 0.9, "" + correlation(u, 0, w, 0));
        assertTrue(Math.abs(correlation(u, 1, w, 1)) < 0.5);
    }

    @Test
    void posteriorsAddUpToOne() {
        Dataset data = TestData.clusters(100, 4, 2, 6, 5);
        CrossModalModel model = Trainers.create(data, TrainingSettings.preset("sm"), TestData.validator(data))
                .train(new TrainingControl()).model();
        FloatMatrix p = model.embed(1, data.features(1), data.rows(Split.TEST));
        assertEquals(4, p.cols());
        for (int r = 0; r < p.rows(); r++) {
            double sum = 0;
            for (float v : p.row(r)) {
                assertTrue(v >= 0);
                sum += v;
            }
            assertEquals(1, sum, 1e-5);
        }
    }

    private static double correlation(FloatMatrix a, int i, FloatMatrix b, int j) {
        double sa = 0;
        double sb = 0;
        double aa = 0;
        double bb = 0;
        double ab = 0;
        int n = a.rows();
        for (int r = 0; r < n; r++) {
            double x = a.get(r, i);
            double y = b.get(r, j);
            sa += x;
            sb += y;
            aa += x * x;
            bb += y * y;
            ab += x * y;
        }
        return (ab / n - sa / n * sb / n) / Math.sqrt((aa / n - sa / n * sa / n) * (bb / n - sb / n * sb / n));
    }
}
