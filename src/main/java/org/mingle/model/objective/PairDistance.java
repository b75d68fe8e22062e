package org.mingle.model.objective;

/**
 * Pair distance: the mean of ||u_i - w_i||^2 over the pairs and, with more than two modalities, over all couples of
 * modalities. Source: "minimise the difference of each pair captured from two modalities of the same class" in the
 * abstracts of DAML (Xu et al., WWW 2019) and DCML (Liong et al., IEEE TMM 2017).
 */
public final class PairDistance implements Term {
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
        float g = (float) (weight / ((long) couples * pairs));
        double sum = 0;
        for (int s = 0; s < batch.modalities(); s++) {
            for (int t = s + 1; t < batch.modalities(); t++) {
                for (int i = 0; i < pairs; i++) {
                    int at = (s * pairs + i) * n + t * pairs + i;
                    sum += d[at];
                    gradient[at] += g;
                }
            }
        }
        return sum / ((long) couples * pairs);
    }
}
