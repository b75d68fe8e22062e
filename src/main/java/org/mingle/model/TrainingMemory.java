package org.mingle.model;

import java.util.List;
import java.util.Locale;
import org.mingle.data.MingleException;

/**
 * How much of Java's memory training takes beside the features, known before it starts: Adam's moments, the averaged
 * and the best weights, and for each batch the matrices of all pairs of its points, which grow with its square.
 */
final class TrainingMemory {
    /** n x n matrices of {@link org.mingle.model.objective.PointBatch}, and one for a term's own use. */
    private static final int MATRICES = 6;

    private TrainingMemory() {}

    /**
     * Bytes that do not depend on the batch.
     *
     * @param mappers the layers' widths of each, inputs first
     */
    static long ofWeights(TrainingSettings s, List<int[]> mappers) {
        long parameters = 0;
        for (int[] widths : mappers) {
            parameters += DenseNetwork.size(widths);
        }
        // Two moments and the best epoch's weights, with averaging the average; and two checkpoints (one being written,
        // one waiting) of these and the weights themselves, with averaging also those shown.
        boolean averaged = s.getDouble("averaging") > 0;
        int kept = averaged ? 4 : 3;
        return 4 * parameters * (kept + 2 * (kept + (averaged ? 2 : 1)));
    }

    /** Bytes for batches of {@code pairs} pairs. */
    static long ofBatch(TrainingSettings s, List<int[]> mappers, long pairs) {
        long points = pairs * mappers.size();
        long values = 2 * points * s.getInt("dimension");
        for (int[] widths : mappers) {
            for (int l = 1; l < widths.length; l++) {
                values += pairs * widths[l] * (s.getDouble("dropout") > 0 || l + 1 == widths.length ? 2 : 0);
            }
        }
        return 4 * (MATRICES * points * points + values);
    }

    /**
     * Refuses what does not fit.
     *
     * @param free bytes that Java may still take
     * @throws MingleException with the largest batch that fits, or what else to do
     */
    static void check(TrainingSettings s, List<int[]> mappers, int pairs, long free) {
        long fixed = ofWeights(s, mappers);
        long needed = fixed + ofBatch(s, mappers, pairs);
        if (needed <= free) {
            return;
        }
        int fits = 0;
        for (int step = Integer.highestOneBit(pairs); step > 0; step /= 2) {
            fits += fits + step < pairs && fixed + ofBatch(s, mappers, fits + step) <= free ? step : 0;
        }
        throw new MingleException(String.format(Locale.ROOT,
                "Training in batches of %d pairs needs %.2f GB of memory and Java has %.2f GB left: %s.", pairs,
                needed / 1e9, free / 1e9, fits >= 2 ? "set batch to at most " + fits
                        + ", or start Java with a larger -Xmx"
                        : "set hidden or layers lower, or start Java with a larger -Xmx"));
    }

    /** Bytes that Java may still take; where {@code wanted} seem too many, garbage is collected before it is said. */
    static long free(long wanted) {
        long free = free();
        if (free < wanted) {
            System.gc();
            free = free();
        }
        return free;
    }

    private static long free() {
        Runtime r = Runtime.getRuntime();
        return r.maxMemory() - r.totalMemory() + r.freeMemory();
    }
}
