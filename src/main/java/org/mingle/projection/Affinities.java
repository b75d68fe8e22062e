package org.mingle.projection;

import java.util.Arrays;
import org.mingle.compute.Crew;

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
    private static final int BLOCK = 128;
    private static final int ROUNDS = 64;
    private static final double CLOSE = 1e-5;

    static Affinities of(NeighbourGraph graph, double perplexity, Crew crew) {
        return of(graph, new double[] {perplexity}, crew);
    }

    /** @param perplexities over whose conditional probabilities the mean is taken */
    static Affinities of(NeighbourGraph graph, double[] perplexities, Crew crew) {
        int n = graph.n();
        int k = graph.k();
        float[] conditional = new float[n * k];
        double[][] scratch = new double[crew.threads()][k];
        crew.run(blocks(n), (block, worker) -> {
            double[] e = scratch[worker];
            for (int i = block * BLOCK; i < Math.min(n, (block + 1) * BLOCK); i++) {
                for (double perplexity : perplexities) {
                    calibrate(graph.squared(), i * k, k, Math.log(perplexity), e);
                    for (int j = 0; j < k; j++) {
                        conditional[i * k + j] += (float) (e[j] / perplexities.length);
                    }
                }
            }
        });
        return symmetrise(graph, conditional, crew);
    }

    private static int blocks(int n) {
        return (n + BLOCK - 1) / BLOCK;
    }

    /** Finds beta by Newton's method, by bisection where that leads astray, and leaves the probabilities in {@code e}. */
    static void calibrate(float[] squared, int at, int k, double wanted, double[] e) {
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
            double first = 0;
            double second = 0;
            for (int j = 0; j < k; j++) {
                double d = squared[at + j] - nearest;
                double w = Math.exp(-beta * d);
                e[j] = w;
                sum += w;
                first += d * w;
                second += d * d * w;
            }
            first /= sum;
            double variance = Math.max(0, second / sum - first * first);
            double excess = Math.log(sum) + beta * first - wanted;
            for (int j = 0; j < k; j++) {
                e[j] /= sum;
            }
            if (Math.abs(excess) < CLOSE) {
                return;
            }
            if (excess > 0) {
                low = beta;
            } else {
                high = beta;
            }
            // The entropy falls by beta times the variance of the squared distance.
            double next = beta + excess / (beta * variance);
            boolean inside = next > low && next < high && next < 4 * beta;
            beta = inside ? next : high == Double.POSITIVE_INFINITY ? 2 * beta : (low + high) / 2;
            if (!(beta < 1e30)) {
                return; // all neighbours are at one distance: every beta gives the same
            }
        }
    }

    private static Affinities symmetrise(NeighbourGraph graph, float[] conditional, Crew crew) {
        int n = graph.n();
        int k = graph.k();
        int[] index = graph.index();
        int[] incoming = new int[n + 1];
        for (int j : index) {
            incoming[j + 1]++;
        }
        for (int i = 0; i < n; i++) {
            incoming[i + 1] += incoming[i];
        }
        int[] edges = new int[n * k];
        int[] fill = Arrays.copyOf(incoming, n);
        for (int e = 0; e < edges.length; e++) {
            edges[fill[index[e]]++] = e;
        }
        // Each row has its own neighbours, then those that have it as theirs and not the reverse.
        int[] start = new int[n + 1];
        int[][] marks = new int[crew.threads()][n];
        crew.run(blocks(n), (block, worker) -> {
            int[] mark = marks[worker];
            for (int i = block * BLOCK; i < Math.min(n, (block + 1) * BLOCK); i++) {
                mark(index, i * k, k, mark, i + 1);
                int size = k;
                for (int e = incoming[i]; e < incoming[i + 1]; e++) {
                    size += mark[edges[e] / k] == i + 1 ? 0 : 1;
                }
                start[i + 1] = size;
            }
        });
        for (int i = 0; i < n; i++) {
            start[i + 1] += start[i];
        }
        int[] column = new int[start[n]];
        float[] p = new float[start[n]];
        float half = 1 / (2f * n);
        crew.run(blocks(n), (block, worker) -> {
            int[] place = marks[worker];
            for (int i = block * BLOCK; i < Math.min(n, (block + 1) * BLOCK); i++) {
                int size = start[i];
                for (int e = i * k; e < (i + 1) * k; e++) {
                    place[index[e]] = -size - 1;
                    column[size] = index[e];
                    p[size++] = conditional[e] * half;
                }
                for (int e = incoming[i]; e < incoming[i + 1]; e++) {
                    int j = edges[e] / k;
                    int at = -place[j] - 1;
                    if (at >= start[i] && at < start[i] + k && column[at] == j) {
                        p[at] += conditional[edges[e]] * half;
                    } else {
                        column[size] = j;
                        p[size++] = conditional[edges[e]] * half;
                    }
                }
            }
        });
        return new Affinities(n, start, column, p);
    }

    private static void mark(int[] index, int at, int k, int[] mark, int value) {
        for (int e = at; e < at + k; e++) {
            mark[index[e]] = value;
        }
    }
}
