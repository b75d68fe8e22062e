package org.mingle.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.mingle.data.Dataset;
import org.mingle.data.FloatMatrix;
import org.mingle.data.Modality;
import org.mingle.data.Split;

/** Small made-up datasets: each class has a centre in every modality, samples scatter around it. */
final class TestData {
    private TestData() {}

    /** @param widths number of features of each modality */
    static Dataset clusters(int samples, int classes, long seed, int... widths) {
        SplittableRandom random = new SplittableRandom(seed);
        Dataset.Builder builder = new Dataset.Builder("clusters");
        int[][] labels = new int[samples][];
        List<String> ids = new ArrayList<>();
        Split[] splits = new Split[samples];
        for (int i = 0; i < samples; i++) {
            ids.add("s" + i);
            labels[i] = new int[] {i % classes};
            splits[i] = i % 10 == 8 ? Split.VALIDATION : i % 10 == 9 ? Split.TEST : Split.TRAIN;
        }
        for (int m = 0; m < widths.length; m++) {
            float[][] centres = gaussian(random, classes, widths[m], 1);
            float[][] rows = gaussian(random, samples, widths[m], 0.7);
            for (int i = 0; i < samples; i++) {
                for (int c = 0; c < widths[m]; c++) {
                    rows[i][c] += centres[i % classes][c];
                }
            }
            builder.modality(new Modality("view" + m, Modality.Kind.VECTOR), FloatMatrix.of(rows), null);
        }
        List<String> names = new ArrayList<>();
        for (int c = 0; c < classes; c++) {
            names.add("class" + c);
        }
        return builder.samples(ids, labels, splits, names).build();
    }

    static float[][] gaussian(SplittableRandom random, int rows, int cols, double scale) {
        float[][] x = new float[rows][cols];
        for (float[] row : x) {
            for (int c = 0; c < cols; c++) {
                double u = Math.max(1e-12, random.nextDouble());
                row[c] = (float) (scale * Math.sqrt(-2 * Math.log(u)) * Math.cos(2 * Math.PI * random.nextDouble()));
            }
        }
        return x;
    }

    /** Settings for nets small enough to be checked parameter by parameter. */
    static TrainingSettings small(String preset) {
        return TrainingSettings.preset(preset).with("dimension", "5").with("hidden", "7").with("adversary_hidden", "6")
                .with("batch", "16").with("epochs", "4");
    }

    /**
     * Share of validation pairs whose nearest sample of the last modality, by inner product, has their class: a quick
     * stand-in for mean average precision.
     */
    static Validator validator(Dataset dataset) {
        return (model, epoch) -> {
            int[] rows = dataset.rows(Split.VALIDATION);
            int last = dataset.modalities().size() - 1;
            FloatMatrix q = model.embed(0, dataset.features(0), rows);
            FloatMatrix g = model.embed(last, dataset.features(last), rows);
            double right = 0;
            for (int i = 0; i < rows.length; i++) {
                int top = 0;
                double best = Double.NEGATIVE_INFINITY;
                for (int j = 0; j < rows.length; j++) {
                    double s = 0;
                    for (int c = 0; c < q.cols(); c++) {
                        s += q.get(i, c) * g.get(j, c);
                    }
                    if (s > best) {
                        best = s;
                        top = j;
                    }
                }
                right += dataset.label(rows[i]) == dataset.label(rows[top]) ? 1 : 0;
            }
            return Map.of(Validator.SELECTION_MEASURE, right / rows.length);
        };
    }
}
