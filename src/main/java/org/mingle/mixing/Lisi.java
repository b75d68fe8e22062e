package org.mingle.mixing;

import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;
import org.mingle.compute.Parallel;

/**
 * Local inverse Simpson's index (Korsunsky et al. 2019): the effective number of modalities (or classes) in a point's
 * neighbourhood, 1 over the sum of squared shares, neighbours weighted by exp(-beta d) with the plain distance d and
 * beta such that the weights' entropy is the log of the perplexity (30, of 90 neighbours, as in the authors'
 * code, but solved to 1e-8 where they stop at 1e-5). Reported scaled to 0 .. 1 from the median (Luecken et al. 2022): 1 is perfectly
 * mixed for modalities, perfectly pure for classes. Cost: the shared table, then N x 6 x k.
 */
final class Lisi implements MixingStatistic {
    private static final int TRIES = 50;
    private static final double TOLERANCE = 1e-8;
    private static final int NEIGHBOURS_PER_PERPLEXITY = 3;
    private final boolean byClass;

    private Lisi(boolean byClass) {
        this.byClass = byClass;
    }

    static Lisi ofModalities() {
        return new Lisi(false);
    }

    static Lisi ofClasses() {
        return new Lisi(true);
    }

    @Override
    public String name() {
        return byClass ? "clisi" : "ilisi";
    }

    @Override
    public Statistic of(TwoSample sample) {
        if (byClass && !sample.labelled()) {
            return Statistics.impossible(name(), "needs classes");
        }
        NeighbourTable table = sample.neighbours();
        IntUnaryOperator group = byClass ? sample::label : sample::side;
        int groups = groups(sample);
        if (groups < 2) {
            return Statistics.impossible(name(), "there is only one class");
        }
        int partners = sample.paired() ? sample.first().rows() : 0;
        double median = Statistics.median(byClass ? sample.lisiOfClasses() : sample.lisiOfModalities());
        double without = partners > 0 ? Statistics.median(perPoint(table, group, partners)) : median;
        return Statistics.plain(name(), scaled(median, groups), Map.of("perplexity", table.k() / NEIGHBOURS_PER_PERPLEXITY, "k", table.k(),
                "median_lisi", median, "groups", groups, "without_own_partner", scaled(without, groups)));
    }

    /** The scaled median alone; NaN where there are no groups to compare. */
    double value(TwoSample sample) {
        int groups = groups(sample);
        double[] values = groups < 2 ? null : byClass ? sample.lisiOfClasses() : sample.lisiOfModalities();
        return values == null ? Double.NaN : scaled(Statistics.median(values), groups);
    }

    private int groups(TwoSample sample) {
        if (byClass && !sample.labelled()) {
            return 0;
        }
        IntUnaryOperator group = byClass ? sample::label : sample::side;
        return (int) java.util.stream.IntStream.range(0, sample.pooledSize()).map(group).distinct().count();
    }

    private double scaled(double median, int groups) {
        return byClass ? (groups - median) / (groups - 1) : (median - 1) / (groups - 1);
    }

    /** @param partners if positive, point i and point i + partners are a pair and do not count for each other */
    static double[] perPoint(NeighbourTable table, IntUnaryOperator group, int partners) {
        return perPoint(table, List.of(group), partners)[0];
    }

    /** The same for several groupings at once: finding the weights is what costs. */
    static double[][] perPoint(NeighbourTable table, List<IntUnaryOperator> groupings, int partners) {
        double[][] values = new double[groupings.size()][table.n()];
        Parallel.forRange(table.n(), Parallel.threads(table.n(), Statistics.FEW), (part, from, to) -> {
            double[] weights = new double[table.k()];
            double[] shares = new double[1 << 16];
            for (int i = from; i < to; i++) {
                int partner = partners == 0 ? -1 : i < partners ? i + partners : i - partners;
                weigh(table, i, partner, weights);
                for (int v = 0; v < values.length; v++) {
                    values[v][i] = 1 / sumOfSquares(table, i, groupings.get(v), weights, shares);
                }
            }
        });
        return values;
    }

    /** Of the groups' shares; {@code shares} is all zero before and after. */
    private static double sumOfSquares(NeighbourTable table, int i, IntUnaryOperator group, double[] weights, double[] shares) {
        double sum = 0;
        for (int r = 0; r < weights.length; r++) {
            int g = group.applyAsInt(table.neighbour(i, r));
            sum += weights[r] * (2 * shares[g] + weights[r]);
            shares[g] += weights[r];
        }
        for (int r = 0; r < weights.length; r++) {
            shares[group.applyAsInt(table.neighbour(i, r))] = 0;
        }
        return sum;
    }

    /**
     * Weights of a point's neighbours, summing to 1, with the wanted entropy: Newton's method on beta inside a bracket;
     * the entropy falls with beta at the rate beta var(d).
     */
    private static void weigh(NeighbourTable table, int i, int partner, double[] weights) {
        double target = Math.log(table.k() / (double) NEIGHBOURS_PER_PERPLEXITY);
        double nearest = table.distance(i, 0);
        double spread = 0;
        for (int r = 0; r < weights.length; r++) {
            spread += (table.distance(i, r) - nearest) / weights.length;
        }
        double beta = spread > 0 ? 1 / spread : 1;
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        for (int attempt = 0; attempt <= TRIES; attempt++) {
            double sum = 0;
            double first = 0;
            double second = 0;
            for (int r = 0; r < weights.length; r++) {
                double d = table.distance(i, r) - nearest; // the shift cancels and keeps exp from underflowing
                double w = table.neighbour(i, r) == partner ? 0 : Math.exp(-beta * d);
                weights[r] = w;
                sum += w;
                first += w * d;
                second += w * d * d;
            }
            double mean = first / sum;
            double difference = Math.log(sum) + beta * mean - target;
            for (int r = 0; r < weights.length; r++) {
                weights[r] /= sum;
            }
            if (Math.abs(difference) < TOLERANCE || beta > 1e9) {
                return; // beyond 1e9, neighbours are all at one distance and weights stay equal
            }
            if (difference > 0) {
                low = beta;
            } else {
                high = beta;
            }
            double newton = beta + difference / (beta * (second / sum - mean * mean));
            beta = newton > low && newton < high ? newton : Double.isInfinite(high) ? 2 * beta : (low + high) / 2;
        }
    }
}
