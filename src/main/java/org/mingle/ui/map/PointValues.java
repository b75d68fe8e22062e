package org.mingle.ui.map;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.mingle.data.Dataset;
import org.mingle.data.Embeddings;
import org.mingle.data.Split;
import org.mingle.mixing.LocalMixing;
import org.mingle.retrieval.PointScores;
import org.mingle.ui.AppModel.Space;

/**
 * One value of every point, computed from the space and not from the plane.
 *
 * @param embeddings what it was computed from
 * @param values by number of the point, NaN for none
 * @param low the least value there can be, or is; likewise {@code high}
 * @param missing how many points have none
 * @param basis what it was computed on, in a sentence
 */
record PointValues(ColourBy by, Embeddings embeddings, double[] values, double low, double high, int missing, String basis) {

    /**
     * Picks or computes the values. Not for the window's thread.
     *
     * @param scores of the embeddings where these are needed, else null
     */
    static PointValues of(ColourBy by, Space space, Split split, Dataset dataset, PointScores scores) {
        Embeddings e = space.embeddings();
        double[] values = switch (by) {
            case MIXING -> LocalMixing.of(e);
            case PAIR_RANK -> scores.pairRank();
            case AP -> scores.averagePrecision();
            case FIRST_HIT -> scores.firstHit();
            case HUBNESS -> IntStream.of(scores.occurrences()).asDoubleStream().toArray();
            case SPLIT -> splits(e, dataset);
            default -> throw new IllegalArgumentException(by + " has no values.");
        };
        int missing = (int) Arrays.stream(values).filter(Double::isNaN).count();
        double greatest = Arrays.stream(values).filter(v -> !Double.isNaN(v)).max().orElse(1);
        double low = by == ColourBy.MIXING || by == ColourBy.PAIR_RANK ? 1 : 0;
        double high = switch (by) {
            case MIXING -> 2;
            case PAIR_RANK -> e.size();
            case HUBNESS -> Math.max(1, greatest);
            default -> 1;
        };
        return new PointValues(by, e, values, low, high, missing, basis(by, space, split));
    }

    private static double[] splits(Embeddings e, Dataset dataset) {
        double[] values = new double[e.modalities().size() * e.size()];
        for (int p = 0; p < values.length; p++) {
            int row = dataset.row(e.ids().get(p % e.size()));
            values[p] = row < 0 ? Double.NaN : dataset.split(row).ordinal();
        }
        return values;
    }

    private static String basis(ColourBy by, Space space, Split split) {
        if (!by.measured()) {
            return "";
        }
        int n = space.embeddings().size();
        String pairs = space.total() > n ? String.format(Locale.ROOT, "a sample of %,d of %,d pairs", n, space.total())
                : String.format(Locale.ROOT, "%,d pairs", n);
        return (by.settings().isEmpty() ? "" : Character.toUpperCase(by.settings().charAt(0)) + by.settings().substring(1)
                + ". ") + "In the space, cosine, " + split.key() + " split, " + pairs
                + (space.epoch() == 0 ? ", untrained." : ", epoch " + space.epoch() + ".");
    }

    /** Whether these are values of the points that are shown, be it at another epoch. */
    boolean fits(MapPoints points) {
        return !points.isEmpty() && values.length == points.count()
                && embeddings.ids().equals(points.layout().embeddings().ids());
    }

    /** A point's value in words. */
    String words(int p) {
        double v = values[p];
        return Double.isNaN(v) ? "no value" : by.kinds().isEmpty() ? by.number(v) : by.kinds().get((int) v);
    }
}
