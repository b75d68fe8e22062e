package org.mingle.model;

import java.util.ArrayList;
import java.util.List;
import org.mingle.data.Dataset;
import org.mingle.data.FeatureTable;
import org.mingle.data.FloatMatrix;
import smile.math.blas.UPLO;
import smile.math.matrix.Matrix;

/**
 * Regularised canonical correlation analysis (Hotelling 1936; ridge: Vinod 1976) on the principal components of each
 * modality, as cross-modal retrieval uses it since Rasiwasia et al., ACM MM 2010. Components are uncorrelated, so
 * whitening divides them by sqrt(variance + ridge); the directions are the leading eigenvectors of the matrix whose
 * off-diagonal blocks are the cross-covariances of the whitened modalities. With two modalities these are the canonical
 * directions; with more, those of the sum-of-correlations form (Kettenring 1971).
 */
final class CanonicalCorrelation {
    private CanonicalCorrelation() {}

    static LinearModel fit(Dataset dataset, int[] rows, TrainingSettings settings) {
        int n = rows.length;
        List<Standardiser> standardisers = new ArrayList<>();
        List<FloatMatrix> whitening = new ArrayList<>();
        List<FloatMatrix> whitened = new ArrayList<>();
        int total = 0;
        int smallest = Integer.MAX_VALUE;
        for (int k = 0; k < dataset.modalities().size(); k++) {
            FeatureTable table = dataset.features(k);
            Standardiser s = Standardiser.fit(settings.get("features"), table, rows);
            FloatMatrix x = table.gather(rows);
            for (int r = 0; r < n; r++) {
                s.apply(x.data(), r * x.cols());
            }
            FloatMatrix w = whiten(x, settings.getInt("components"), settings.getDouble("regulariser"));
            standardisers.add(s);
            whitening.add(w);
            whitened.add(PrincipalAxes.product(x, false, w, false));
            total += w.cols();
            smallest = Math.min(smallest, w.cols());
        }
        Matrix correlations = new Matrix(total, total);
        int top = 0;
        for (int a = 0; a < whitened.size(); a++) {
            int left = 0;
            for (int b = 0; b < a; b++) {
                FloatMatrix c = PrincipalAxes.product(whitened.get(a), true, whitened.get(b), false);
                for (int i = 0; i < c.rows(); i++) {
                    for (int j = 0; j < c.cols(); j++) {
                        correlations.set(top + i, left + j, c.get(i, j) / n);
                        correlations.set(left + j, top + i, c.get(i, j) / n);
                    }
                }
                left += c.cols();
            }
            top += whitened.get(a).cols();
        }
        Matrix.EVD eigen = eigen(correlations);
        int m = Math.min(settings.getInt("dimension"), smallest);
        List<FloatMatrix> weights = new ArrayList<>();
        List<float[]> offsets = new ArrayList<>();
        int from = 0;
        for (FloatMatrix w : whitening) {
            FloatMatrix directions = FloatMatrix.zeros(w.cols(), m);
            for (int i = 0; i < w.cols(); i++) {
                for (int j = 0; j < m; j++) {
                    directions.data()[i * m + j] = (float) eigen.Vr.get(from + i, total - 1 - j);
                }
            }
            from += w.cols();
            weights.add(PrincipalAxes.product(w, false, directions, false));
            offsets.add(new float[m]);
        }
        return new LinearModel(settings, standardisers, weights, offsets, false);
    }

    /** {@code d x p}: principal axes, each divided by sqrt(variance + ridge * mean variance). */
    private static FloatMatrix whiten(FloatMatrix x, int components, double ridge) {
        int n = x.rows();
        int d = x.cols();
        boolean wide = d > n;
        FloatMatrix gram = wide ? PrincipalAxes.product(x, false, x, true) : PrincipalAxes.product(x, true, x, false);
        int size = gram.rows();
        Matrix c = new Matrix(size, size);
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                c.set(i, j, (gram.get(i, j) + gram.get(j, i)) / 2.0 / n);
            }
        }
        Matrix.EVD eigen = eigen(c);
        int p = 0;
        double kept = 0;
        while (p < Math.min(components, size) && eigen.wr[size - 1 - p] > 1e-6 * eigen.wr[size - 1]) {
            kept += eigen.wr[size - 1 - p++];
        }
        FloatMatrix axes = FloatMatrix.zeros(size, p);
        for (int j = 0; j < p; j++) {
            // An eigenvector of the Gram matrix becomes an axis through X^T v / sqrt(n * variance).
            double variance = eigen.wr[size - 1 - j];
            double axis = wide ? 1 / Math.sqrt(n * variance) : 1;
            double scale = axis / Math.sqrt(variance + ridge * kept / p);
            for (int i = 0; i < size; i++) {
                axes.data()[i * p + j] = (float) (eigen.Vr.get(i, size - 1 - j) * scale);
            }
        }
        return wide ? PrincipalAxes.product(x, true, axes, false) : axes;
    }

    /** Eigenvalues in ascending order and their vectors. (Smile's own sort goes by absolute value.) */
    private static Matrix.EVD eigen(Matrix symmetric) {
        symmetric.uplo(UPLO.LOWER);
        return symmetric.eigen(false, true, true);
    }
}
