package org.mingle.mixing;

import java.util.Map;
import org.mingle.compute.NativeRuntime;
import org.mingle.compute.Parallel;
import org.mingle.data.FloatMatrix;

/**
 * Mean silhouette (Rousseeuw 1987) of the pooled points with modalities or classes as clusters: (b - a) / max(a, b),
 * a the mean distance to the own cluster, b the least mean distance to another; -1 to 1. By modality near 0 is mixed;
 * by class higher is better. Weak where clusters are not convex. At most 2,000 points a side. Cost: N^2 d.
 */
final class Silhouette implements MixingStatistic {
    private static final int LIMIT = 2000;
    private final boolean byClass;

    private Silhouette(boolean byClass) {
        this.byClass = byClass;
    }

    static Silhouette ofModalities() {
        return new Silhouette(false);
    }

    static Silhouette ofClasses() {
        return new Silhouette(true);
    }

    @Override
    public String name() {
        return byClass ? "silhouette_class" : "silhouette_modality";
    }

    @Override
    public Statistic of(TwoSample sample) {
        if (byClass && !sample.labelled()) {
            return Statistics.impossible(name(), "needs classes");
        }
        TwoSample used = sample.balanced(LIMIT);
        int[] cluster = new int[used.pooledSize()];
        int clusters = 0;
        for (int i = 0; i < cluster.length; i++) {
            cluster[i] = byClass ? used.label(i) : used.side(i);
            clusters = Math.max(clusters, cluster[i] + 1);
        }
        double[] values = perPoint(used.first().stack(used.second()), cluster, clusters);
        return Double.isNaN(values[0]) ? Statistics.impossible(name(), "there is only one class")
                : Statistics.plain(name(), Statistics.mean(values), Map.of("points_per_side", used.size()));
    }

    /** Silhouette of each row; 0 in a cluster of one, NaN if there is only one cluster. */
    static double[] perPoint(FloatMatrix points, int[] cluster, int clusters) {
        int n = points.rows();
        int[] sizes = new int[clusters];
        double[] norms = new double[n];
        for (int i = 0; i < n; i++) {
            sizes[cluster[i]]++;
            for (int c = i * points.cols(); c < (i + 1) * points.cols(); c++) {
                norms[i] += (double) points.data()[c] * points.data()[c];
            }
        }
        double[] values = new double[n];
        CrossProducts.forEachBlock(points, points, (from, rows, products) ->
                Parallel.forRange(rows, NativeRuntime.threads(), (part, first, last) -> {
                    double[] sums = new double[clusters];
                    for (int r = first; r < last; r++) {
                        java.util.Arrays.fill(sums, 0);
                        for (int j = 0; j < n; j++) {
                            double squared = norms[from + r] + norms[j] - 2.0 * products[r * n + j];
                            sums[cluster[j]] += squared > 1e-6 && j != from + r ? Math.sqrt(squared) : 0;
                        }
                        values[from + r] = silhouette(sums, sizes, cluster[from + r]);
                    }
                }));
        return values;
    }

    private static double silhouette(double[] sums, int[] sizes, int own) {
        double b = Double.POSITIVE_INFINITY;
        for (int c = 0; c < sums.length; c++) {
            b = c != own && sizes[c] > 0 ? Math.min(b, sums[c] / sizes[c]) : b;
        }
        if (Double.isInfinite(b)) {
            return Double.NaN;
        }
        if (sizes[own] == 1) {
            return 0;
        }
        double a = sums[own] / (sizes[own] - 1);
        return Math.max(a, b) > 0 ? (b - a) / Math.max(a, b) : 0;
    }
}
