package org.mingle.mixing;

import java.util.Map;

/**
 * Mean squared distance between the two members of a pair on the unit sphere (Wang and Isola 2020, with exponent 2),
 * 0 to 4, with a normal interval over pairs. Cost: n d.
 */
final class Alignment implements MixingStatistic {
    @Override
    public String name() {
        return "alignment";
    }

    @Override
    public Statistic of(TwoSample sample) {
        if (!sample.paired()) {
            return Statistics.impossible(name(), "needs pairs");
        }
        int d = sample.first().cols();
        double[] distances = new double[sample.size()];
        for (int i = 0; i < distances.length; i++) {
            distances[i] = Statistics.squaredDistance(sample.first().data(), i * d, sample.second().data(), i * d, d);
        }
        return Statistics.meanOf(name(), distances, Map.of("exponent", 2));
    }
}
