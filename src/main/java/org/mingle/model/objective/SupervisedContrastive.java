package org.mingle.model.objective;

/**
 * Supervised contrastive loss over all modalities at once: the mean over anchors a of
 * -1/|P(a)| sum_{p in P(a)} log( exp(z_a . z_p / t) / sum_{b != a} exp(z_a . z_b / t) ), P(a) the other points that
 * share a class with a. Made for embeddings of unit length. Source: Khosla et al., "Supervised contrastive learning",
 * NeurIPS 2020, equation 2.
 */
public final class SupervisedContrastive implements Term {
    private final float inverseTemperature;
    private float[] scores = new float[0];

    public SupervisedContrastive(double temperature) {
        inverseTemperature = (float) (1 / temperature);
    }

    @Override
    public String name() {
        return "contrastive";
    }

    @Override
    public double evaluate(PointBatch batch, double weight) {
        int n = batch.size();
        float[] g = batch.products();
        float[] gradient = batch.productGradient();
        float[] same = batch.related();
        if (scores.length < n) {
            scores = new float[n];
        }
        double sum = 0;
        for (int a = 0; a < n; a++) {
            int row = a * n;
            int own = row + a;
            float length = g[own];
            float kept = gradient[own];
            g[own] = Float.NEGATIVE_INFINITY; // takes the point itself out of all sums below
            float top = Float.NEGATIVE_INFINITY;
            float count = -1;
            for (int b = 0; b < n; b++) {
                top = Math.max(top, g[row + b]);
                count += same[row + b];
            }
            if (count > 0) {
                double positives = 0;
                double total = 0;
                for (int b = 0; b < n; b++) {
                    float s = (g[row + b] - top) * inverseTemperature;
                    scores[b] = Exponential.ofNegative(s);
                    total += scores[b];
                    positives += b == a ? 0 : same[row + b] * s;
                }
                sum += Math.log(total) - positives / count;
                double scale = weight * inverseTemperature / n;
                float repel = (float) (scale / total);
                float attract = (float) (scale / count);
                for (int b = 0; b < n; b++) {
                    gradient[row + b] += repel * scores[b] - attract * same[row + b];
                }
                gradient[own] = kept;
            }
            g[own] = length;
        }
        return sum / n;
    }
}
