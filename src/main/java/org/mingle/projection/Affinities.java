package org.mingle.projection;

import java.util.Arrays;
import org.mingle.compute.Parallel;

/**
 * Joint probabilities of t-SNE over a neighbour graph: p_j|i is proportional to exp(-beta_i d_ij^2) with beta_i such
 * that the distribution over the neighbours of i has the wanted perplexity, and p_ij = (p_j|i + p_i|j) / 2n (van der
 * Maaten and Hinton 2008; neighbours only: van der Maaten 2014). Symmetric, sums to 1, stored by rows.
 *
 * @param start row i is at {@code start[i] .. start[i + 1] - 1}
 * @param column the other point
 * @param p the probability
 */
record Affinities(int n, int[] start, int[] column, float[] p) {
    private static final int ROUNDS = 64;
    private static final double CLOSE = 1e-5;

    static Affinities of(NeighbourGraph graph, double perplexity, int threads) {
        int n = graph.n();
        int k = graph.k();
        float[] conditional = new float[n * k];
        Parallel.forRange(n, threads, (part, from, to) -> {
            double[] e = new double[k];
            for (int i = from; i < to; i++) {
                calibrate(graph.squared(), i * k, k, Math.log(perplexity), e);
                for (int j = 0; j < k; j++) {
                    conditional[i * k + j] = (float) e[j];
                }
            }
        });
        return symmetrise(graph, conditional);
    }

    /** Finds beta by bisection and leaves the probabilities in {@code e}. */
    private static void calibrate(float[] squared, int at, int k, double wanted, double[] e) {
        double nearest = squared[at];
        double mean = 0;
        for (int j = 0; j < k; j++) {
            nearest = Math.min(nearest, squared[at + j]);
            mean += squared[at + j] / (double) k;
        }
        double beta = mean > nearest ? 1 / (mean - nearest) : 1;
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        for (int round = 0; round < ROUNDS; round++) {
            double sum = 0;
            double weighted = 0;
            for (int j = 0; j < k; j++) {
                double d = squared[at + j] - nearest;
                e[j] = Math.exp(-beta * d);
                sum += e[j];
                weighted += d * e[j];
            }
            double entropy = Math.log(sum) + beta * weighted / sum;
            for (int j = 0; j < k; j++) {
                e[j] /= sum;
            }
            if (Math.abs(entropy - wanted) < CLOSE) {
                return;
            }
            if (entropy > wanted) {
                low = beta;
                beta = high == Double.POSITIVE_INFINITY ? 2 * beta : (low + high) / 2;
            } else {
                high = beta;
                beta = (low + high) / 2;
            }
            if (!(beta < 1e30)) {
                return; // all neighbours are at one distance: every beta gives the same
            }
        }
    }

    private static Affinities symmetrise(NeighbourGraph graph, float[] conditional) {
        int n = graph.n();
        int k = graph.k();
        int[] incoming = new int[n + 1];
        for (int j : graph.index()) {
            incoming[j + 1]++;
        }
        for (int i = 0; i < n; i++) {
            incoming[i + 1] += incoming[i];
        }
        int[] from = new int[n * k];
        float[] weight = new float[n * k];
        int[] fill = Arrays.copyOf(incoming, n);
        for (int i = 0; i < n; i++) {
            for (int e = i * k; e < (i + 1) * k; e++) {
                int at = fill[graph.index()[e]]++;
                from[at] = i;
                weight[at] = conditional[e];
            }
        }
        int[] start = new int[n + 1];
        int[] column = new int[2 * n * k];
        float[] p = new float[2 * n * k];
        int[] place = new int[n];
        Arrays.fill(place, -1);
        int size = 0;
        for (int i = 0; i < n; i++) {
            start[i] = size;
            for (int e = i * k; e < (i + 1) * k; e++) {
                int j = graph.index()[e];
                place[j] = size;
                column[size] = j;
                p[size++] = conditional[e];
            }
            for (int e = incoming[i]; e < incoming[i + 1]; e++) {
                int j = from[e];
                if (place[j] >= start[i]) {
                    p[place[j]] += weight[e];
                } else {
                    place[j] = size;
                    column[size] = j;
                    p[size++] = weight[e];
                }
            }
        }
        start[n] = size;
        for (int e = 0; e < size; e++) {
            p[e] /= 2f * n;
        }
        return new Affinities(n, start, Arrays.copyOf(column, size), Arrays.copyOf(p, size));
    }
}
