package org.mingle.retrieval;

import java.util.ArrayList;
import java.util.List;

/**
 * Where one query's average precision comes from.
 *
 * @param averagePrecision as measured, ties at their expected value
 * @param ranks one entry a rank, the whole gallery
 * @param histogram scores of relevant and of other items
 */
public record ApExplanation(double averagePrecision, List<Rank> ranks, Histogram histogram) {
    private static final int BINS = 40;

    public ApExplanation {
        ranks = List.copyOf(ranks);
    }

    /**
     * One rank. Items of equal score share the contribution of their ranks, each relevant one alike.
     *
     * @param contribution P(k) rel / R; all together are the average precision
     * @param withoutIt the average precision if this item were not in the gallery; NaN for a relevant item
     */
    public record Rank(int rank, String id, double score, boolean relevant, double contribution, double withoutIt) {}

    /**
     * @param low score at the left edge of the first bin
     * @param width of a bin
     * @param relevant items a bin
     * @param other likewise
     */
    public record Histogram(double low, double width, int[] relevant, int[] other) {}

    /** Explains one query. An average precision of NaN (nothing relevant) has contributions of 0. */
    public static ApExplanation of(Retriever retriever, String id, int queryModality, int galleryModality) {
        Ranking ranking = retriever.query(id, queryModality, galleryModality, Integer.MAX_VALUE);
        List<Ranking.Hit> hits = ranking.hits();
        int n = hits.size();
        int[] keys = new int[n];
        int group = 0;
        for (int i = 0; i < n; i++) {
            group += i > 0 && hits.get(i).score() != hits.get(i - 1).score() ? 1 : 0;
            keys[i] = group << 1 | (hits.get(i).relevant() ? 1 : 0);
        }
        int total = Math.max(1, ranking.relevantCount());
        double[] contributions = new double[n];
        double[] without = new double[n];
        for (int start = 0; start < n; ) {
            int end = start + 1;
            while (end < n && keys[end] >> 1 == keys[start] >> 1) {
                end++;
            }
            explainGroup(keys, start, end, total, ranking, contributions, without);
            start = end;
        }
        List<Rank> ranks = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            Ranking.Hit h = hits.get(i);
            ranks.add(new Rank(h.rank(), h.id(), h.score(), h.relevant(), contributions[i], without[i]));
        }
        return new ApExplanation(ranking.averagePrecision(), ranks, histogram(hits));
    }

    private static void explainGroup(int[] keys, int start, int end, int total, Ranking ranking, double[] contributions,
            double[] without) {
        int hits = 0;
        int firstOther = -1;
        for (int i = start; i < end; i++) {
            hits += keys[i] & 1;
            firstOther = (keys[i] & 1) == 0 && firstOther < 0 ? i : firstOther;
        }
        double sum = AveragePrecision.precisionSum(keys, end, end) - AveragePrecision.precisionSum(keys, start, start);
        double removed = firstOther < 0 ? Double.NaN : removed(keys, firstOther, total);
        for (int i = start; i < end; i++) {
            boolean relevant = (keys[i] & 1) == 1;
            contributions[i] = relevant ? sum / hits / total : 0;
            without[i] = relevant || ranking.relevantCount() == 0 ? Double.NaN : removed;
        }
    }

    private static double removed(int[] keys, int index, int total) {
        int[] rest = new int[keys.length - 1];
        System.arraycopy(keys, 0, rest, 0, index);
        System.arraycopy(keys, index + 1, rest, index, rest.length - index);
        return AveragePrecision.precisionSum(rest, rest.length, rest.length) / total;
    }

    private static Histogram histogram(List<Ranking.Hit> hits) {
        double high = hits.isEmpty() ? 0 : hits.get(0).score();
        double low = hits.isEmpty() ? 0 : hits.get(hits.size() - 1).score();
        double width = high > low ? (high - low) / BINS : 1;
        int[] relevant = new int[BINS];
        int[] other = new int[BINS];
        for (Ranking.Hit h : hits) {
            (h.relevant() ? relevant : other)[Math.min(BINS - 1, (int) ((h.score() - low) / width))]++;
        }
        return new Histogram(low, width, relevant, other);
    }
}
