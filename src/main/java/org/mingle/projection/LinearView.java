package org.mingle.projection;

import org.mingle.compute.Crew;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MingleException;

/**
 * A picture that costs nothing: points projected at right angles onto a plane in the space, so that distances on it are
 * distances in the space, foreshortened. Immutable.
 *
 * @param mean of the points the plane was chosen by, d
 * @param axes two orthogonal directions of length 1, of d each; the second is 0 where there is only one dimension
 */
public record LinearView(float[] mean, double[][] axes) {
    /** Part of the mean variance of a dimension that is added to each, so that no direction without any decides. */
    private static final double RIDGE = 1e-3;

    /** The plane of largest variance (Hotelling 1933). */
    static LinearView pca(FloatMatrix points) {
        float[] mean = Pca.mean(points);
        return new LinearView(mean, Pca.axes(Pca.covariance(points, mean)));
    }

    /**
     * The direction along which groups lie furthest apart for their width, and across it that of largest variance. The
     * first is Fisher's linear discriminant (1936; for more than two groups the leading one, Rao 1948): the largest ratio of
     * the variance between the groups' means to that within groups. Two groups that no line tells apart overlap on it.
     *
     * @param group of each point, from 0
     * @throws MingleException when all points are of one group
     */
    static LinearView separating(FloatMatrix points, int[] group) {
        int n = points.rows();
        int d = points.cols();
        int groups = 0;
        for (int g : group) {
            groups = Math.max(groups, g + 1);
        }
        float[] mean = Pca.mean(points);
        double[][] means = new double[groups][d];
        int[] counts = new int[groups];
        for (int i = 0; i < n; i++) {
            counts[group[i]]++;
            for (int c = 0; c < d; c++) {
                means[group[i]][c] += points.data()[i * d + c] - mean[c];
            }
        }
        float[][] covariance = Pca.covariance(points, mean);
        double[][] between = new double[d][d];
        double[][] within = new double[d][d];
        int there = 0;
        for (int g = 0; g < groups; g++) {
            there += counts[g] > 0 ? 1 : 0;
            for (int a = 0; a < d && counts[g] > 0; a++) {
                for (int b = 0; b < d; b++) {
                    between[a][b] += means[g][a] * means[g][b] / counts[g] / n;
                }
            }
        }
        if (there < 2) {
            throw new MingleException("All points are of one group: there is nothing to separate; choose pca or tsne.");
        }
        double trace = 0;
        for (int a = 0; a < d; a++) {
            trace += covariance[a][a];
        }
        for (int a = 0; a < d; a++) {
            for (int b = 0; b < d; b++) {
                within[a][b] = covariance[a][b] - between[a][b] + (a == b ? RIDGE * trace / d + Double.MIN_NORMAL : 0);
            }
        }
        double[] first = discriminant(within, between);
        Pca.turn(first);
        double[] image = new double[d];
        for (int a = 0; a < d; a++) {
            for (int b = 0; b < d; b++) {
                image[a] += covariance[a][b] * first[b];
            }
        }
        double along = Pca.dot(first, image);
        float[][] across = new float[d][d];
        for (int a = 0; a < d; a++) {
            for (int b = 0; b < d; b++) {
                across[a][b] = (float) (covariance[a][b] - first[a] * image[b] - image[a] * first[b]
                        + along * first[a] * first[b]);
            }
        }
        double[] second = Pca.axes(across)[0];
        double rest = Pca.dot(first, second);
        double squares = 0;
        for (int a = 0; a < d; a++) {
            second[a] -= rest * first[a];
            squares += second[a] * second[a];
        }
        for (int a = 0; a < d; a++) {
            second[a] = squares > 1e-12 ? second[a] / Math.sqrt(squares) : 0;
        }
        return new LinearView(mean, new double[][] {first, second});
    }

    /** The leading eigenvector of within^-1 between, of length 1: with within = L L', that of L^-1 between L'^-1. */
    private static double[] discriminant(double[][] within, double[][] between) {
        int d = within.length;
        double[][] l = cholesky(within);
        float[][] whitened = new float[d][d];
        double[][] half = new double[d][];
        for (int a = 0; a < d; a++) {
            half[a] = forward(l, between[a]);
        }
        for (int a = 0; a < d; a++) {
            double[] column = new double[d];
            for (int b = 0; b < d; b++) {
                column[b] = half[b][a];
            }
            column = forward(l, column);
            for (int b = 0; b < d; b++) {
                whitened[b][a] = (float) column[b];
            }
        }
        double[] v = Pca.leading(scaled(whitened))[0];
        double squares = 0;
        for (int a = d - 1; a >= 0; a--) {
            for (int b = a + 1; b < d; b++) {
                v[a] -= l[b][a] * v[b];
            }
            v[a] /= l[a][a];
        }
        for (double x : v) {
            squares += x * x;
        }
        for (int a = 0; a < d; a++) {
            v[a] = squares > 0 ? v[a] / Math.sqrt(squares) : a == 0 ? 1 : 0;
        }
        return v;
    }

    /** Symmetric, with a largest entry of 1, so that single precision serves whatever the units. */
    private static float[][] scaled(float[][] m) {
        float largest = Float.MIN_NORMAL;
        for (float[] row : m) {
            for (float x : row) {
                largest = Math.max(largest, Math.abs(x));
            }
        }
        float[][] even = new float[m.length][m.length];
        for (int a = 0; a < m.length; a++) {
            for (int b = 0; b < m.length; b++) {
                even[a][b] = (m[a][b] + m[b][a]) / 2 / largest;
            }
        }
        return even;
    }

    private static double[][] cholesky(double[][] m) {
        int d = m.length;
        double[][] l = new double[d][d];
        for (int a = 0; a < d; a++) {
            for (int b = 0; b <= a; b++) {
                double sum = m[a][b];
                for (int c = 0; c < b; c++) {
                    sum -= l[a][c] * l[b][c];
                }
                l[a][b] = a == b ? Math.sqrt(Math.max(sum, Double.MIN_NORMAL)) : sum / l[b][b];
            }
        }
        return l;
    }

    private static double[] forward(double[][] l, double[] right) {
        double[] x = right.clone();
        for (int a = 0; a < x.length; a++) {
            for (int b = 0; b < a; b++) {
                x[a] -= l[a][b] * x[b];
            }
            x[a] /= l[a][a];
        }
        return x;
    }

    /** The modality of each row of {@link Embeddings#stacked()}. */
    public static int[] modalities(Embeddings e) {
        int[] group = new int[e.size() * e.modalities().size()];
        for (int p = 0; p < group.length; p++) {
            group[p] = p / e.size();
        }
        return group;
    }

    /** Where points stand on the plane, interleaved, n x 2. */
    float[] plane(FloatMatrix points) {
        return Pca.project(points, mean, axes);
    }

    /**
     * The picture of an epoch, each axis turned so that it points as in the picture before.
     *
     * @param settings whose method is {@code pca} or {@code separating}
     * @param before of the same samples; null for none
     * @param sample points of which the quality is judged at most
     */
    public static Layout layout(Embeddings embeddings, int epoch, ProjectionSettings settings, Layout before, int sample) {
        FloatMatrix points = embeddings.stacked();
        Tsne.check(points);
        FloatMatrix ready = Tsne.prepared(points, settings.metric());
        float[] xy = of(ready, modalities(embeddings), settings.method()).plane(ready);
        if (before != null && before.xy().data().length == xy.length) {
            for (int axis = 0; axis < 2; axis++) {
                double product = 0;
                for (int i = axis; i < xy.length; i += 2) {
                    product += (double) xy[i] * before.xy().data()[i];
                }
                for (int i = axis; i < xy.length && product < 0; i += 2) {
                    xy[i] = -xy[i];
                }
            }
        }
        try (Crew crew = new Crew(settings.threads())) {
            return new Layout(embeddings, epoch, 0, new FloatMatrix(xy.length / 2, 2, xy), settings.method(), Double.NaN,
                    Double.NaN, settings.seed()).withQuality(LayoutQuality.of(ready, xy, sample, crew));
        }
    }

    /** The view that a method's name stands for. */
    static LinearView of(FloatMatrix ready, int[] group, String method) {
        return method.equals(Projections.SEPARATING) ? separating(ready, group) : pca(ready);
    }
}
