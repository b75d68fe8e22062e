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
        long count = 0;
        double sum = 0;
        for (int a = 0; a < n; a++) {
            float found = 0;
            float row = 0;
            for (int at = a * n; at < (a + 1) * n; at++) {
                float other = 1 - same[at];
                found += other;
                row += other * (hinge ? Math.max(0, margin - d[at]) : -d[at]);
            }
            count += (long) found;
            sum += row;
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

    private double nearest(PointBatch batch, double weight) {
        int n = batch.size();
        float[] d = batch.distances();
        float[] gradient = batch.distanceGradient();
        long count = 0;
        for (int a = 0; a < n; a++) {
            count += search.choose(batch, d, a, neighbours, false);
        }
        if (count == 0) {
            return 0;
        }
        float g = (float) (weight / count);
        double sum = 0;
        for (int a = 0; a < n; a++) {
            int found = search.choose(batch, d, a, neighbours, false);
            for (int i = 0; i < found; i++) {
                int at = a * n + search.get(i);
                if (!hinge) {
                    sum -= d[at];
                    gradient[at] -= g;
                } else if (d[at] < margin) {
                    sum += margin - d[at];
                    gradient[at] -= g;
                }
            }
        }
        return sum / count;
    }
}
