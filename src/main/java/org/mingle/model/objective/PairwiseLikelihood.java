package org.mingle.model.objective;

/**
 * Pairwise likelihood: for every couple (a, b) of points with theta_ab = cos(z_a, z_b) / 2 and s_ab = 1 where they
 * share a class, otherwise 0, the negative log likelihood log(1 + exp(theta_ab)) - s_ab theta_ab; its mean within each
 * modality and between each two, summed. Source: the discrimination loss in the shared space, J2, of Zhen, Hu, Wang and
 * Peng, "Deep supervised cross-modal retrieval" (DSCMR), CVPR 2019, as their code has it.
 */
public final class PairwiseLikelihood implements Term {
    private static final double TINY = 1e-12;
    private double[] lengths = new double[0];

    @Override
    public String name() {
        return "likelihood";
    }

    @Override
    public double evaluate(PointBatch batch, double weight) {
        int n = batch.size();
        int pairs = batch.pairs();
        float[] g = batch.products();
        float[] related = batch.related();
        float[] gradient = batch.productGradient();
        if (lengths.length < n) {
            lengths = new double[n];
        }
        for (int a = 0; a < n; a++) {
            lengths[a] = Math.sqrt(Math.max(TINY, g[a * n + a]));
        }
        double share = 1.0 / ((double) pairs * pairs);
        double sum = 0;
        for (int a = 0; a < n; a++) {
            double own = 0;
            for (int b = 0; b < n; b++) {
                int at = a * n + b;
                // Couples of two modalities come twice, those within one only once.
                double part = a / pairs == b / pairs ? share : share / 2;
                double cosine = g[at] / (lengths[a] * lengths[b]);
                double theta = cosine / 2;
                sum += part * (Math.log1p(Math.exp(theta)) - related[at] * theta);
                double slope = weight * part * (1 / (1 + Math.exp(-theta)) - related[at]) / 2;
                gradient[at] += (float) (slope / (lengths[a] * lengths[b]));
                own -= slope * cosine;
            }
            // The length of a is in row and column a alike, each taking off half of the slope times the cosine.
            gradient[a * n + a] += (float) (own / (lengths[a] * lengths[a]));
        }
        return sum;
    }
}
