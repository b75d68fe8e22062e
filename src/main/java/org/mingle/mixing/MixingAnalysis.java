package org.mingle.mixing;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MingleException;

/** Computes every statistic there is and the verdict. Points are L2-normalised: the metric is the cosine. */
public final class MixingAnalysis {
    /** Pairs that the probes see at most. */
    private static final int PROBE_PAIRS = 1000;
    private static final List<MixingStatistic> STATISTICS = List.of(new LinearProbe(PROBE_PAIRS), new NeighbourProbe(),
            new MlpProbe(), new Mmd(), Lisi.ofModalities(), Lisi.ofClasses(), new EntropyOfMixing(), new Kbet(), new ModalityGap(),
            new Alignment(), new Uniformity(), new PairRank(), Silhouette.ofModalities(), Silhouette.ofClasses(), new Hubness(),
            new EffectiveRank());

    private MixingAnalysis() {}

    static List<MixingStatistic> statistics() {
        return STATISTICS;
    }

    /**
     * The first two modalities of embeddings, judged by {@link Thresholds#DEFAULTS}.
     *
     * @param seed of folds, permutations and bootstraps
     * @throws MingleException with fewer than 30 pairs, one modality, or values that are not finite
     */
    public static MixingReport of(Embeddings embeddings, long seed) {
        return of(embeddings, seed, Thresholds.DEFAULTS);
    }

    /** The same, judged by other thresholds. */
    public static MixingReport of(Embeddings embeddings, long seed, Thresholds thresholds) {
        return of(TwoSample.of(embeddings, seed), embeddings.classNames(), thresholds);
    }

    /**
     * Any two sets of points in one space. With equal counts row i of both is taken for a pair; otherwise statistics
     * that need pairs have the value NaN, and their settings give the reason.
     *
     * @param names of the two sets
     * @param labels null, or one class a row: n where the rows are pairs, otherwise first rows + second rows
     * @throws MingleException with fewer than 30 points a side, different dimensions, or values that are not finite
     */
    public static MixingReport of(List<String> names, FloatMatrix first, FloatMatrix second, int[] labels, long seed) {
        return of(names, first, second, labels, seed, Thresholds.DEFAULTS);
    }

    /** The same, judged by other thresholds. */
    public static MixingReport of(List<String> names, FloatMatrix first, FloatMatrix second, int[] labels, long seed,
            Thresholds thresholds) {
        boolean paired = first.rows() == second.rows();
        int expected = paired ? first.rows() : first.rows() + second.rows();
        if (labels != null && labels.length != expected) {
            throw new MingleException("There are " + labels.length + " labels for " + first.rows() + " " + names.get(0) + " and "
                    + second.rows() + " " + names.get(1) + " points: give " + expected + ".");
        }
        int[] firstLabels = labels == null ? null : Arrays.copyOf(labels, first.rows());
        int[] secondLabels = labels == null || paired ? firstLabels : Arrays.copyOfRange(labels, first.rows(), labels.length);
        return of(TwoSample.of(names, first, second, paired, firstLabels, secondLabels, seed), List.of(), thresholds);
    }

    private static MixingReport of(TwoSample sample, List<String> classNames, Thresholds thresholds) {
        if (sample.size() < TwoSample.FEWEST) {
            throw new MingleException("Mixing needs at least " + TwoSample.FEWEST + " points of each modality, here are "
                    + sample.size() + ": use a larger split or selection.");
        }
        List<Statistic> statistics = new ArrayList<>();
        for (MixingStatistic s : STATISTICS) {
            statistics.add(s.of(sample));
        }
        return Verdict.of(sample, statistics, Classes.of(sample, classNames), sample.labelled() ? ClassVote.of(sample) : null,
                thresholds);
    }
}
