package org.mingle.model.objective;

/**
 * Inter-modal invariance: over the couples (u, w) of points of different modalities, the mean of ||u - w|| where they
 * share a class, plus lambda times the mean of max(0, margin - ||u - w||) where they do not. Source: L_imi of Wang et
 * al., "Adversarial cross-modal retrieval", ACM MM 2017, with means in place of its sums, so that neither the batch nor
 * the number of classes shifts its weight. Its distance is the plain, not the squared, norm.
 */
public final class Invariance implements Term {
    private final double lambda;
    private final double margin;

    /**
     * @param lambda weight of couples of different classes
     * @param margin distance beyond which these let go
     */
    public Invariance(double lambda, double margin) {
        this.lambda = lambda;
        this.margin = margin;
    }

    @Override
    public String name() {
        return "invariance";
    }

    @Override
    public double evaluate(PointBatch batch, double weight) {
        int n = batch.size();
        int pairs = batch.pairs();
        float[] d = batch.distances();
        float[] related = batch.related();
        float[] gradient = batch.distanceGradient();
        long same = 0;
        long other = 0;
        for (int a = 0; a < n; a++) {
            for (int b = (a / pairs + 1) * pairs; b < n; b++) {
                same += (long) related[a * n + b];
                other += 1 - (long) related[a * n + b];
            }
        }
        double pull = same == 0 ? 0 : 1.0 / same;
        double push = other == 0 ? 0 : lambda / other;
        double sum = 0;
        for (int a = 0; a < n; a++) {
            for (int b = (a / pairs + 1) * pairs; b < n; b++) {
                int at = a * n + b;
                double distance = Math.sqrt(d[at]);
                if (related[at] != 0) {
                    sum += pull * distance;
                    gradient[at] += (float) (weight * pull * PairDistance.slope(distance));
                } else if (distance < margin) {
                    sum += push * (margin - distance);
                    gradient[at] -= (float) (weight * push * PairDistance.slope(distance));
                }
            }
        }
        return sum;
    }
}
