package org.mingle.model;

import java.util.Map;
import org.mingle.compute.Blas;
import org.mingle.compute.Parallel;
import org.mingle.data.FeatureTable;
import org.mingle.data.FloatMatrix;
import org.mingle.data.NpyArray;

/**
 * What a mapper sees of a modality's features: standardised, and where there are many features for few training pairs,
 * reduced to their leading principal components. A component of variance v is scaled to the variance 2 v / (v + mean v)
 * over those kept, halfway between the data's own shape and whitening, which would blow up the noise in the last ones.
 */
final class MapperInput {
    /** Most components: a mapper's width rather than the data's decides from there on. */
    private static final int MOST = 256;
    private static final int FITTED_ROWS = 10_000;
    private static final int BLOCK = 512;
    /** Values worth a second thread. */
    private static final int SHARED = 100_000;

    private final Standardiser standardiser;
    private final FloatMatrix projection;
    private final float[] offset;

    private MapperInput(Standardiser standardiser, FloatMatrix projection, float[] offset) {
        this.standardiser = standardiser;
        this.projection = projection;
        this.offset = offset;
    }

    /** The features as they are, but for their scale. */
    static MapperInput of(Standardiser standardiser) {
        return new MapperInput(standardiser, null, null);
    }

    /** Most values that come out for so many features and training pairs. */
    static int width(TrainingSettings s, int features, int pairs) {
        int share = s.getInt("pairs_per_component");
        return share == 0 ? features : Math.min(features, Math.max(1, Math.min(MOST, pairs / share)));
    }

    /** Fitted to the training rows. */
    static MapperInput fit(TrainingSettings s, FeatureTable table, int[] rows) {
        MapperInput plain = of(Standardiser.fit(s.get("features"), table, rows));
        int components = width(s, table.cols(), rows.length);
        if (components >= table.cols()) {
            return plain;
        }
        int n = Math.min(rows.length, FITTED_ROWS);
        int[] some = new int[n];
        for (int i = 0; i < n; i++) {
            some[i] = rows[(int) ((long) rows.length * i / n)];
        }
        FloatMatrix x = FloatMatrix.zeros(n, table.cols());
        plain.fill(table, some, 0, n, x.data());
        float[] mean = new float[x.cols()];
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < mean.length; c++) {
                mean[c] += x.get(r, c) / n;
            }
        }
        for (int r = 0; r < n; r++) {
            for (int c = 0; c < mean.length; c++) {
                x.data()[r * mean.length + c] -= mean[c];
            }
        }
        PrincipalAxes pca = PrincipalAxes.fit(x, components);
        int p = pca.variances().length;
        if (p == 0) {
            return plain;
        }
        double typical = 0;
        for (double v : pca.variances()) {
            typical += v / p;
        }
        FloatMatrix axes = pca.axes();
        for (int i = 0; i < axes.rows(); i++) {
            for (int j = 0; j < p; j++) {
                axes.data()[i * p + j] *= (float) Math.sqrt(2 / (pca.variances()[j] + typical));
            }
        }
        float[] offset = new float[p];
        for (int j = 0; j < p; j++) {
            for (int i = 0; i < mean.length; i++) {
                offset[j] += mean[i] * axes.get(i, j);
            }
        }
        return new MapperInput(plain.standardiser, axes, offset);
    }

    /** Features that go in. */
    int features() {
        return standardiser.cols();
    }

    /** Values that come out. */
    int width() {
        return projection == null ? standardiser.cols() : projection.cols();
    }

    /**
     * Puts rows {@code rows[from .. from + n)} of the features where a pass takes its batch from.
     *
     * @param at which of the pass's two places
     */
    void place(FeatureTable table, int[] rows, int from, int n, DensePass pass, int at) {
        if (projection == null) {
            Parallel.forRange(n, Parallel.threads(n * features(), SHARED), (part, first, end) -> {
                float[] row = new float[features()];
                for (int i = first; i < end; i++) {
                    table.copyRow(rows[from + i], row, 0);
                    standardiser.apply(row, 0);
                    pass.putRow(at, i, row);
                }
            });
            return;
        }
        float[] block = new float[Math.min(BLOCK, n) * width()];
        for (int done = 0; done < n; done += BLOCK) {
            int some = Math.min(BLOCK, n - done);
            fill(table, rows, from + done, some, block);
            pass.putRows(at, done, block, some);
        }
    }

    /** Writes rows {@code rows[from .. from + n)} of the features to {@code target}, n x {@link #width()}. */
    void fill(FeatureTable table, int[] rows, int from, int n, float[] target) {
        int d = features();
        float[] x = projection == null ? target : new float[n * d];
        Parallel.forRange(n, Parallel.threads(n * d, SHARED), (part, first, end) -> {
            for (int i = first; i < end; i++) {
                table.copyRow(rows[from + i], x, i * d);
                standardiser.apply(x, i * d);
            }
        });
        if (projection != null) {
            int p = width();
            for (int i = 0; i < n; i++) {
                for (int c = 0; c < p; c++) {
                    target[i * p + c] = -offset[c];
                }
            }
            Blas.sgemm(false, false, n, p, d, 1, x, d, projection.data(), p, 1, target, p);
        }
    }

    /**
     * The named rows of the features as a mapper sees them, under their own numbers: made when they are asked for, or
     * at once where they take less room than the features themselves.
     */
    FeatureTable prepare(FeatureTable table, int[] rows) {
        if (projection == null) {
            return new Standardised(table, standardiser);
        }
        FloatMatrix all = FloatMatrix.zeros(table.rows(), width());
        float[] block = new float[BLOCK * width()];
        for (int from = 0; from < rows.length; from += BLOCK) {
            int n = Math.min(BLOCK, rows.length - from);
            fill(table, rows, from, n, block);
            for (int i = 0; i < n; i++) {
                System.arraycopy(block, i * width(), all.data(), rows[from + i] * width(), width());
            }
        }
        return all;
    }

    private record Standardised(FeatureTable table, Standardiser standardiser) implements FeatureTable {
        @Override
        public int rows() {
            return table.rows();
        }

        @Override
        public int cols() {
            return table.cols();
        }

        @Override
        public void copyRow(int row, float[] target, int offset) {
            table.copyRow(row, target, offset);
            standardiser.apply(target, offset);
        }
    }

    void save(int modality, Map<String, NpyArray> into) {
        into.put("standardiser." + modality, NpyArray.of(standardiser.state()));
        if (projection != null) {
            into.put("projection." + modality, NpyArray.of(projection));
            into.put("projection.offset." + modality, NpyArray.of(offset));
        }
    }

    static MapperInput restore(int modality, Map<String, NpyArray> state) {
        Standardiser s = Standardiser.restore(DamlState.need(state, "standardiser." + modality).toFloats());
        if (!state.containsKey("projection." + modality)) {
            return of(s);
        }
        return new MapperInput(s, DamlState.need(state, "projection." + modality).toMatrix(),
                DamlState.need(state, "projection.offset." + modality).toFloats());
    }
}
