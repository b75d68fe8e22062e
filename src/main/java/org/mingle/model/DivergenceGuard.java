package org.mingle.model;

import java.util.Locale;
import java.util.Map;
import org.mingle.compute.Blas;
import org.mingle.data.FloatMatrix;

/**
 * Notices a training that cannot come to anything: numbers that are none, losses that explode, a space that
 * collapsed.
 */
final class DivergenceGuard {
    /** Losses this many times the first batch's (at least 1) count as an explosion. */
    private static final double EXPLOSION = 1e4;
    /** Total variance, relative to the mean squared length or to the first epoch's, under which all points are one. */
    private static final double POINT = 1e-4;
    /** Participation ratio of the covariance's spectrum under which all points lie on one line. */
    private static final double LINE = 1.2;
    /**
     * Share of the directions in which the classes could differ, one fewer than the classes, under which the space has
     * lost rank. Spaces that retrieve well have been seen from 0.4 upwards, so that this alone proves nothing.
     */
    private static final double THIN = 1.0 / 3;

    private final int classes;
    private final int patience;
    private double first = Double.NaN;
    private double firstVariance = Double.NaN;
    private double rank = Double.NaN;
    private double directions;
    private int suspicious;
    private int thin;

    /**
     * @param classes classes in the data: up to three may well lie on a line
     * @param patience epochs in a row that the space must look collapsed
     */
    DivergenceGuard(int classes, int patience) {
        this.classes = classes;
        this.patience = patience;
    }

    /** What is wrong with a batch's losses; null if nothing is. */
    Verdict check(Map<String, Double> losses) {
        for (Map.Entry<String, Double> e : losses.entrySet()) {
            if (!Double.isFinite(e.getValue())) {
                return new Verdict("The loss term " + e.getKey() + " is no longer a number.",
                        "Lower the learning rate (to a tenth, say) or the weight of " + e.getKey() + ".");
            }
        }
        double total = Math.abs(losses.getOrDefault("total", 0.0));
        if (Double.isNaN(first)) {
            first = total;
        }
        return total > EXPLOSION * Math.max(1, first)
                ? new Verdict("The loss has grown to " + total + ", ten thousand times what it was.",
                        "Lower the learning rate, or use the hinge form of the inter-class term.")
                : null;
    }

    /** What is wrong with the space at the end of an epoch; null if nothing is. */
    Verdict check(FloatMatrix points) {
        double[] spread = spread(points);
        if (Double.isNaN(firstVariance)) {
            firstVariance = spread[2];
        }
        rank = spread[1];
        directions = Math.min(classes - 1, points.cols());
        boolean point = spread[0] < POINT || spread[2] < POINT * firstVariance;
        boolean line = classes > 3 && points.cols() > 2 && spread[1] < LINE;
        suspicious = point || line ? suspicious + 1 : 0;
        if (suspicious < patience) {
            return null;
        }
        return new Verdict(point ? "The space has collapsed: all embeddings lie in nearly the same place."
                : "The space has collapsed: all embeddings lie on nearly one line.",
                "Use the hinge form of the inter-class term, all pairs (k1 = k2 = 0), or a smaller adversary weight.");
    }

    /**
     * What is wrong with the space that was checked last, given what it is worth; null if nothing is. Neighbour
     * restricted terms without a bound can leave a few poles, neither a point nor a line, from which retrieval is
     * worse than from untrained mappers.
     *
     * @param score selection measure of this epoch; NaN if there is none
     * @param untrained the same before the first epoch
     */
    Verdict check(double score, double untrained) {
        boolean lost = classes > 3 && rank < THIN * directions && score < untrained;
        thin = lost ? thin + 1 : 0;
        if (thin < patience) {
            return null;
        }
        return new Verdict(String.format(Locale.ROOT, "The space has lost rank: the embeddings spread over %.1f directions"
                + " where %d classes could take up %.0f, and retrieval on validation pairs (%.3f) is worse than"
                + " before training (%.3f).", rank, classes, directions, score, untrained),
                "Scale embeddings to unit length, use the hinge form of the inter-class term, or all pairs (k1 = k2 = 0).");
    }

    /** Relative spread, effective rank (participation ratio tr(C)^2 / tr(C^2)) and total variance of rows. */
    static double[] spread(FloatMatrix x) {
        int d = x.cols();
        double[] mean = new double[d];
        double length = 0;
        for (int r = 0; r < x.rows(); r++) {
            for (int c = 0; c < d; c++) {
                mean[c] += x.get(r, c) / (double) x.rows();
                length += (double) x.get(r, c) * x.get(r, c);
            }
        }
        float[] centred = new float[x.rows() * d];
        for (int i = 0; i < centred.length; i++) {
            centred[i] = (float) (x.data()[i] - mean[i % d]);
        }
        float[] covariance = new float[d * d];
        Blas.sgemm(true, false, d, d, x.rows(), 1, centred, d, centred, d, 0, covariance, d);
        double trace = 0;
        double squares = 0;
        for (int a = 0; a < d; a++) {
            trace += covariance[a * d + a];
            for (int b = 0; b <= a; b++) {
                squares += (a == b ? 1.0 : 2.0) * covariance[a * d + b] * covariance[a * d + b];
            }
        }
        return new double[] {length > 0 ? trace / length : 0, squares > 0 ? trace * trace / squares : 0,
                trace / x.rows()};
    }

    /** What went wrong and what to do. */
    record Verdict(String reason, String advice) {}
}
