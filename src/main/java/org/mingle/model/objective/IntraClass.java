package org.mingle.model.objective;

/**
 * Intra-class variation: the mean of ||z_a - z_b||^2 over the pairs of points (a, b) in which b is among the k nearest
 * points of a's class, of any modality; with k = 0 over all pairs of one class. Source: the abstracts of DAML (Xu et
 * al., WWW 2019) and DCML (Liong et al., IEEE TMM 2017), "minimise the intra-class variation"; the neighbourhood form
 * is
 * our reading after the same authors' deep transfer metric learning. Neighbours count as constants in the gradient.
 */
public final class IntraClass implements Term {
    private final int neighbours;
    private final Neighbours search = new Neighbours();

    /** @param neighbours k, 0 for all pairs */
    public IntraClass(int neighbours) {
        this.neighbours = neighbours;
    }

    @Override
    public String name() {
        return "intra";
    }

    @Override
    public double evaluate(PointBatch batch, double weight) {
        return neighbours == 0 ? allPairs(batch, weight) : nearest(batch, weight);
    }

    private static double allPairs(PointBatch batch, double weight) {
        int n = batch.size();
        float[] d = batch.distances();
        float[] gradient = batch.distanceGradient();
        float[] same = batch.related();
        long count = batch.relatedPairs();
        double sum = 0;
        for (int row = 0; row < n * n; row += n) {
            // Four sums, as one alone would make each addition wait for the last.
            float s0 = 0;
            float s1 = 0;
            float s2 = 0;
            float s3 = 0;
            int at = row;
            for (; at < row + n - 3; at += 4) {
                s0 += same[at] * d[at];
                s1 += same[at + 1] * d[at + 1];
                s2 += same[at + 2] * d[at + 2];
                s3 += same[at + 3] * d[at + 3];
            }
            for (; at < row + n; at++) {
                s0 += same[at] * d[at];
            }
            sum += s0 + s1 + s2 + s3;
        }
        if (count == 0) {
            return 0;
        }
        float g = (float) (weight / count);
        for (int at = 0; at < n * n; at++) {
            gradient[at] += g * same[at];
        }
        return sum / count;
    }

    private double nearest(PointBatch batch, double weight) {
        float[] d = batch.distances();
        float[] gradient = batch.distanceGradient();
        int count = search.choose(batch, d, neighbours, true);
        if (count == 0) {
            return 0;
        }
        float g = (float) (weight / count);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            int at = search.get(i);
            sum += d[at];
            gradient[at] += g;
        }
        return sum / count;
    }
}
