package org.mingle.model.objective;

/**
 * Supervised contrastive loss over all modalities at once: the mean over anchors a of
 * -1/|P(a)| sum_{p in P(a)} log( exp(z_a . z_p / t) / sum_{b != a} exp(z_a . z_b / t) ), P(a) the other points that
 * share a class with a. Made for embeddings of unit length. Source: Khosla et al., "Supervised contrastive learning",
 * NeurIPS 2020, equation 2.
 */
public final class SupervisedContrastive implements Term {
    private final float inverseTemperature;
    private double[] scores = new double[0];

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
            scores = new double[n];
        }
        double sum = 0;
        for (int a = 0; a < n; a++) {
            double top = Double.NEGATIVE_INFINITY;
            double positives = 0;
            int count = 0;
            for (int b = 0; b < n; b++) {
                if (b != a) {
                    double s = g[a * n + b] * inverseTemperature;
                    top = Math.max(top, s);
                    if (same[a * n + b] != 0) {
                        positives += s;
                        count++;
                    }
                }
            }
            if (count == 0) {
                continue;
            }
            double total = 0;
            for (int b = 0; b < n; b++) {
                scores[b] = b == a ? 0 : Math.exp(g[a * n + b] * inverseTemperature - top);
                total += scores[b];
            }
            sum += top + Math.log(total) - positives / count;
            double scale = weight * inverseTemperature / n;
            for (int b = 0; b < n; b++) {
                if (b != a) {
                    gradient[a * n + b] += (float) (scale * (scores[b] / total - (same[a * n + b] != 0 ? 1.0 / count
                            : 0)));
                }
            }
        }
        return sum / n;
    }
}
