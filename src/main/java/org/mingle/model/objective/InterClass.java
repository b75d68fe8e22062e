package org.mingle.model.objective;

/**
 * Inter-class variation: over the pairs of points (a, b) in which b is among the k nearest points of other classes (all
 * pairs of different classes with k = 0), either the mean hinge max(0, margin - ||z_a - z_b||^2), or the difference
 * form, minus the mean distance. Source: "maximise the inter-class variation" in the abstracts of DAML (Xu et al., WWW
 * 2019) and DCML (Liong et al., IEEE TMM 2017). The difference form has no lower bound and collapses real data to two
 * poles; the hinge (Hadsell et al., CVPR 2006) is bounded. Neighbours count as constants in the gradient.
 */
public final class InterClass implements Term {
    private final int neighbours;
    private final boolean hinge;
    private final float margin;
    private final Neighbours search = new Neighbours();

    /**
     * @param neighbours k, 0 for all pairs
     * @param hinge whether the bounded form is used
     * @param margin squared distance beyond which the hinge is 0
     */
    public InterClass(int neighbours, boolean hinge, double margin) {
        this.neighbours = neighbours;
        this.hinge = hinge;
        this.margin = (float) margin;
    }

    @Override
    public String name() {
        return "inter";
    }

    @Override
    public double evaluate(PointBatch batch, double weight) {
        return neighbours == 0 ? allPairs(batch, weight) : nearest(batch, weight);
    }

    private double allPairs(PointBatch batch, double weight) {
        int n = batch.size();
        float[] d = batch.distances();
        float[] gradient = batch.distanceGradient();
        float[] same = batch.related();
        long count = (long) n * n - n - batch.relatedPairs();
        double sum = 0;
        for (int row = 0; row < n * n; row += n) {
            // Four sums, as one alone would make each addition wait for the last.
            float s0 = 0;
            float s1 = 0;
            float s2 = 0;
            float s3 = 0;
            int at = row;
            for (; at < row + n - 3; at += 4) {
                s0 += (1 - same[at]) * value(d[at]);
                s1 += (1 - same[at + 1]) * value(d[at + 1]);
                s2 += (1 - same[at + 2]) * value(d[at + 2]);
                s3 += (1 - same[at + 3]) * value(d[at + 3]);
            }
            for (; at < row + n; at++) {
                s0 += (1 - same[at]) * value(d[at]);
            }
            sum += s0 + s1 + s2 + s3;
        }
        if (count == 0) {
            return 0;
        }
        float g = (float) (weight / count);
        for (int at = 0; at < n * n; at++) {
            int near = hinge ? Float.floatToRawIntBits(d[at] - margin) >>> 31 : 1; // 1 inside the margin
            gradient[at] -= g * near * (1 - same[at]);
        }
        return sum / count;
    }

    private float value(float distance) {
        return hinge ? Math.max(0, margin - distance) : -distance;
    }

    private double nearest(PointBatch batch, double weight) {
        float[] d = batch.distances();
        float[] gradient = batch.distanceGradient();
        int count = search.choose(batch, d, neighbours, false);
        if (count == 0) {
            return 0;
        }
        float g = (float) (weight / count);
        double sum = 0;
        for (int i = 0; i < count; i++) {
            int at = search.get(i);
            if (!hinge) {
                sum -= d[at];
                gradient[at] -= g;
            } else if (d[at] < margin) {
                sum += margin - d[at];
                gradient[at] -= g;
            }
        }
        return sum / count;
    }
}
