package org.mingle.model.objective;

/**
 * Pair distance: the mean of ||u_i - w_i||^2 over the pairs and, with more than two modalities, over all couples of
 * modalities. Source: "minimise the difference of each pair captured from two modalities of the same class" in the
 * abstracts of DAML (Xu et al., WWW 2019) and DCML (Liong et al., IEEE TMM 2017). The plain form, the mean of
 * ||u_i - w_i||, is the inter-modal invariance loss J3 of DSCMR (Zhen et al., CVPR 2019).
 */
public final class PairDistance implements Term {
    private static final double LEAST = 1e-6;
    private final boolean squared;

    public PairDistance() {
        this(true);
    }

    /** @param squared whether distances are squared */
    public PairDistance(boolean squared) {
        this.squared = squared;
    }

    @Override
    public String name() {
        return "pair";
    }

    @Override
    public double evaluate(PointBatch batch, double weight) {
        int pairs = batch.pairs();
        int n = batch.size();
        int couples = batch.modalities() * (batch.modalities() - 1) / 2;
        float[] d = batch.distances();
        float[] gradient = batch.distanceGradient();
        double share = 1.0 / ((long) couples * pairs);
        double sum = 0;
        for (int s = 0; s < batch.modalities(); s++) {
            for (int t = s + 1; t < batch.modalities(); t++) {
                for (int i = 0; i < pairs; i++) {
                    int at = (s * pairs + i) * n + t * pairs + i;
                    double distance = squared ? d[at] : Math.sqrt(d[at]);
                    sum += distance;
                    gradient[at] += (float) (weight * share * (squared ? 1 : slope(distance)));
                }
            }
        }
        return sum * share;
    }

    /** Derivative of a distance by its square; held where two points meet, as it has no bound there. */
    static double slope(double distance) {
        return 0.5 / Math.max(LEAST, distance);
    }
}
