package org.mingle.model.objective;

import java.util.Arrays;
import org.mingle.compute.Blas;

/**
 * The embeddings of a batch of pairs in every modality, stacked: row {@code m * pairs + i} is pair i in modality m.
 * Terms read points, squared distances or inner products, and leave their gradients with respect to any of the three;
 * {@link #backward} gathers them into one gradient with two matrix products' worth of work.
 *
 * <p>With c_ab = dJ/dD_ab and e_ab = dJ/dG_ab for D_ab = ||z_a - z_b||^2 and G_ab = z_a . z_b:
 * dJ/dz_a = sum_b 2 (c_ab + c_ba) (z_a - z_b) + sum_b (e_ab + e_ba) z_b.
 */
public final class PointBatch {
    private static final int SQUARE = 32;
    private final int modalities;
    private final int dimension;
    private final float[] points;
    private final float[] gradient;
    private final float[] products;
    private final float[] distances;
    private final float[] distanceGradient;
    private final float[] productGradient;
    private final float[] related;
    private final float[] norms;
    private long relatedPairs;
    private int pairs;
    private boolean measured;
    private boolean distancesUsed;
    private boolean productsUsed;

    /** @param maxPairs pairs of the largest batch */
    public PointBatch(int modalities, int maxPairs, int dimension) {
        this.modalities = modalities;
        this.dimension = dimension;
        int n = modalities * maxPairs;
        points = new float[n * dimension];
        gradient = new float[n * dimension];
        products = new float[n * n];
        distances = new float[n * n];
        distanceGradient = new float[n * n];
        productGradient = new float[n * n];
        related = new float[n * n];
        norms = new float[n];
    }

    /**
     * Starts a batch; the caller has put, or now puts, its points into {@link #points()}.
     *
     * @param labels the classes of each pair, ascending; the first {@code batchPairs} entries count
     */
    public void begin(int batchPairs, int[][] labels) {
        pairs = batchPairs;
        measured = false;
        distancesUsed = false;
        productsUsed = false;
        Arrays.fill(gradient, 0, size() * dimension, 0);
        int n = size();
        long sharing = 0;
        for (int i = 0; i < pairs; i++) {
            for (int j = i; j < pairs; j++) {
                boolean one = share(labels[i], labels[j]);
                sharing += !one ? 0 : i == j ? 1 : 2;
                float shared = one ? 1 : 0;
                related[i * n + j] = shared;
                related[j * n + i] = shared;
            }
        }
        relatedPairs = sharing * modalities * modalities - n;
        for (int i = 0; i < pairs; i++) {
            for (int m = 1; m < modalities; m++) {
                System.arraycopy(related, i * n, related, i * n + m * pairs, pairs);
            }
        }
        for (int m = 1; m < modalities; m++) {
            System.arraycopy(related, 0, related, m * pairs * n, pairs * n);
        }
    }

    private static boolean share(int[] a, int[] b) {
        for (int i = 0, j = 0; i < a.length && j < b.length; ) {
            if (a[i] == b[j]) {
                return true;
            }
            if (a[i] < b[j]) {
                i++;
            } else {
                j++;
            }
        }
        return false;
    }

    /** Pairs in this batch. */
    public int pairs() {
        return pairs;
    }

    public int modalities() {
        return modalities;
    }

    /** Points in this batch: modalities times pairs. */
    public int size() {
        return modalities * pairs;
    }

    public int dimension() {
        return dimension;
    }

    /** Row-major {@code size() x dimension()}, room for the largest batch. */
    public float[] points() {
        return points;
    }

    /** Gradient with respect to {@link #points()}. */
    public float[] gradient() {
        return gradient;
    }

    /** 1 where the pairs of two points share a class, otherwise 0; {@code size() x size()}, the diagonal is 1. */
    public float[] related() {
        return related;
    }

    /** Number of ordered pairs of different points that {@link #related()} marks. */
    public long relatedPairs() {
        return relatedPairs;
    }

    /** Squared Euclidean distances, {@code size() x size()}. */
    public float[] distances() {
        measure();
        return distances;
    }

    /** Inner products, {@code size() x size()}. */
    public float[] products() {
        measure();
        return products;
    }

    /** dJ/dD, to be added to. */
    public float[] distanceGradient() {
        if (!distancesUsed) {
            Arrays.fill(distanceGradient, 0, size() * size(), 0);
            distancesUsed = true;
        }
        return distanceGradient;
    }

    /** dJ/dG, to be added to. */
    public float[] productGradient() {
        if (!productsUsed) {
            Arrays.fill(productGradient, 0, size() * size(), 0);
            productsUsed = true;
        }
        return productGradient;
    }

    private void measure() {
        if (measured) {
            return;
        }
        measured = true;
        int n = size();
        Blas.sgemm(false, true, n, n, dimension, 1, points, dimension, points, dimension, 0, products, n);
        for (int a = 0; a < n; a++) {
            norms[a] = products[a * n + a];
        }
        for (int a = 0; a < n; a++) {
            float own = norms[a];
            int row = a * n;
            for (int b = 0; b < n; b++) {
                distances[row + b] = Math.max(0, own + norms[b] - 2 * products[row + b]);
            }
            distances[row + a] = 0;
        }
    }

    /** Turns the gradients with respect to distances and products into {@link #gradient()}, adding to it. */
    public void backward() {
        if (!distancesUsed && !productsUsed) {
            return;
        }
        int n = size();
        float[] m = distances; // no longer needed: the factor matrix takes its place
        measured = false;
        Arrays.fill(norms, 0, n, 0);
        // Both triangles at once, square by square, so that neither is read across the whole matrix.
        for (int a0 = 0; a0 < n; a0 += SQUARE) {
            for (int b0 = a0; b0 < n; b0 += SQUARE) {
                square(m, n, a0, Math.min(n, a0 + SQUARE), b0, Math.min(n, b0 + SQUARE));
            }
        }
        for (int a = 0; a < n; a++) {
            m[a * n + a] += norms[a];
        }
        Blas.sgemm(false, false, n, dimension, n, 1, m, n, points, dimension, 1, gradient, dimension);
    }

    /** Fills a square of the factor matrix and its mirror image; sums of c go to {@link #norms}. */
    private void square(float[] m, int n, int a0, int a1, int b0, int b1) {
        for (int a = a0; a < a1; a++) {
            float sum = 0;
            for (int b = Math.max(a, b0); b < b1; b++) {
                int at = a * n + b;
                int mirrored = b * n + a;
                float c = distancesUsed ? 2 * (distanceGradient[at] + distanceGradient[mirrored]) : 0;
                float e = productsUsed ? productGradient[at] + productGradient[mirrored] : 0;
                m[at] = e - c;
                m[mirrored] = e - c;
                sum += c;
                norms[b] += a == b ? 0 : c;
            }
            norms[a] += sum;
        }
    }
}
