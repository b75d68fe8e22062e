package org.mingle.mixing;

import java.util.Map;

/**
 * Effective rank of the pooled, centred points (Roy and Vetterli 2007): exp of the entropy of the normalised singular
 * values, 1 to d; 0 if all points are one. Near 1 in a space that has collapsed to a line. The settings give the
 * total variance on the unit sphere, at most 1. Cost: N d^2 + about 10 d^3.
 */
final class EffectiveRank implements MixingStatistic {
    /** Variance of unit vectors below this is float32 rounding. */
    private static final double NO_VARIANCE = 1e-10;

    @Override
    public String name() {
        return "effective_rank";
    }

    @Override
    public Statistic of(TwoSample sample) {
        var pooled = sample.first().stack(sample.second());
        int d = pooled.cols();
        double[] mean = new double[d];
        for (int i = 0; i < pooled.data().length; i++) {
            mean[i % d] += pooled.data()[i] / (double) pooled.rows();
        }
        double[] eigenvalues = Spectrum.eigenvalues(Spectrum.covariance(pooled, mean), d);
        double variance = 0;
        double sum = 0;
        for (double e : eigenvalues) {
            variance += Math.max(0, e);
            sum += Math.sqrt(Math.max(0, e));
        }
        double entropy = 0;
        for (double e : eigenvalues) {
            double share = Math.sqrt(Math.max(0, e)) / sum;
            entropy -= share > 0 ? share * Math.log(share) : 0;
        }
        return Statistics.plain(name(), variance > NO_VARIANCE ? Math.exp(entropy) : 0,
                Map.of("dimension", d, "variance", variance));
    }
}
