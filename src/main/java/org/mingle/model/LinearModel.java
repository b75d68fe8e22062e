package org.mingle.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.mingle.compute.Blas;
import org.mingle.data.FeatureTable;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MingleException;
import org.mingle.data.NpyArray;

/**
 * A baseline's model: standardised features times a matrix plus an offset per modality, z = x W + b, as they are or
 * turned into probabilities by softmax.
 *
 * @param weights one {@code features x m} matrix per modality
 * @param offsets m values per modality
 */
record LinearModel(TrainingSettings settings, List<Standardiser> standardisers, List<FloatMatrix> weights,
        List<float[]> offsets, boolean softmax) implements CrossModalModel {
    private static final int BLOCK = 1024;

    @Override
    public String preset() {
        return settings.preset();
    }

    @Override
    public int dimension() {
        return weights.get(0).cols();
    }

    @Override
    public FloatMatrix embed(int modality, FeatureTable features, int[] rows) {
        FloatMatrix w = weights.get(modality);
        if (features.cols() != w.rows()) {
            throw new MingleException("The model was fitted to " + w.rows() + " features in modality " + modality
                    + ", these have " + features.cols()
                    + ": use the dataset (or the encoder) that it was trained with.");
        }
        int d = w.rows();
        int m = w.cols();
        FloatMatrix out = FloatMatrix.zeros(rows.length, m);
        float[] x = new float[Math.min(BLOCK, rows.length) * d];
        float[] z = new float[Math.min(BLOCK, rows.length) * m];
        for (int from = 0; from < rows.length; from += BLOCK) {
            int n = Math.min(BLOCK, rows.length - from);
            for (int r = 0; r < n; r++) {
                features.copyRow(rows[from + r], x, r * d);
                standardisers.get(modality).apply(x, r * d);
            }
            Blas.sgemm(false, false, n, m, d, 1, x, d, w.data(), m, 0, z, m);
            for (int r = 0; r < n; r++) {
                finish(z, r * m, offsets.get(modality));
            }
            System.arraycopy(z, 0, out.data(), from * m, n * m);
        }
        return out;
    }

    private void finish(float[] z, int at, float[] offset) {
        double top = Double.NEGATIVE_INFINITY;
        for (int c = 0; c < offset.length; c++) {
            z[at + c] += offset[c];
            top = Math.max(top, z[at + c]);
        }
        if (softmax) {
            double total = 0;
            for (int c = 0; c < offset.length; c++) {
                z[at + c] = (float) Math.exp(z[at + c] - top);
                total += z[at + c];
            }
            for (int c = 0; c < offset.length; c++) {
                z[at + c] /= (float) total;
            }
        }
    }

    Map<String, NpyArray> arrays() {
        Map<String, NpyArray> a = new LinkedHashMap<>();
        for (int k = 0; k < weights.size(); k++) {
            a.put("standardiser." + k, NpyArray.of(standardisers.get(k).state()));
            a.put("weights." + k, NpyArray.of(weights.get(k)));
            a.put("offset." + k, NpyArray.of(offsets.get(k)));
        }
        return a;
    }

    static LinearModel restore(TrainingSettings settings, Map<String, NpyArray> state) {
        List<Standardiser> standardisers = new ArrayList<>();
        List<FloatMatrix> weights = new ArrayList<>();
        List<float[]> offsets = new ArrayList<>();
        for (int k = 0; k == 0 || state.containsKey("weights." + k); k++) {
            standardisers.add(Standardiser.restore(DamlState.need(state, "standardiser." + k).toFloats()));
            weights.add(DamlState.need(state, "weights." + k).toMatrix());
            offsets.add(DamlState.need(state, "offset." + k).toFloats());
        }
        return new LinearModel(settings, standardisers, weights, offsets, settings.preset().equals("sm"));
    }
}
