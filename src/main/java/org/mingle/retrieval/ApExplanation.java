package org.mingle.retrieval;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;

/**
 * Where one query's average precision comes from.
 *
 * @param averagePrecision as measured, ties at their expected value
 * @param ranks one entry a rank, the whole gallery
 * @param histogram scores of relevant and of other items
 * @param centres how near the query is to each class, nearest first
 */
public record ApExplanation(double averagePrecision, List<Rank> ranks, Histogram histogram, List<Centre> centres) {
    private static final int BINS = 40;

    public ApExplanation {
        ranks = List.copyOf(ranks);
        centres = List.copyOf(centres);
    }

    /**
     * The centre of a class: the mean of its gallery items at unit length, the query's own other half (or itself) left
     * out. Classes without items are missing.
     *
     * @param classIndex of the class
     * @param cosine between query and centre, -1 to 1
     * @param own whether the query is of this class
     */
    public record Centre(int classIndex, double cosine, boolean own) {}

    /** Points of the precision-recall curve: recall and precision after each rank, {@code 2 x ranks}. */
    public double[][] precisionRecall() {
        double[][] curve = new double[2][ranks.size()];
        int total = Math.max(1, (int) ranks.stream().filter(Rank::relevant).count());
        int found = 0;
        for (int i = 0; i < ranks.size(); i++) {
            found += ranks.get(i).relevant() ? 1 : 0;
            curve[0][i] = (double) found / total;
            curve[1][i] = found / (i + 1.0);
        }
        return curve;
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
        List<Ranking.Hit> hits = List.copyOf(ranking.hits());
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
        explain(keys, total, contributions, without);
        if (ranking.relevantCount() == 0) {
            Arrays.fill(without, Double.NaN);
        }
        List<Rank> ranks = new ArrayList<>(n);
        for (int i = 0; i < n; i++) {
            Ranking.Hit h = hits.get(i);
            ranks.add(new Rank(h.rank(), h.id(), h.score(), h.relevant(), contributions[i], without[i]));
        }
        return new ApExplanation(ranking.averagePrecision(), ranks, histogram(hits),
                centres(retriever.gallery(), retriever.row(id), queryModality, galleryModality));
    }

    /**
     * One pass over the groups of equal scores. Without a wrong item of a group, the group has one place less, and all
     * later ones begin one place earlier.
     */
    private static void explain(int[] keys, int total, double[] contributions, double[] without) {
        int n = keys.length;
        int[] starts = new int[n + 1];
        int groups = 0;
        for (int i = 0; i < n; i++) {
            if (i == 0 || keys[i] >> 1 != keys[i - 1] >> 1) {
                starts[groups++] = i;
            }
        }
        starts[groups] = n;
        int[] relevantBefore = new int[groups + 1];
        for (int g = 0; g < groups; g++) {
            relevantBefore[g + 1] = relevantBefore[g];
            for (int i = starts[g]; i < starts[g + 1]; i++) {
                relevantBefore[g + 1] += keys[i] & 1;
            }
        }
        double[] movedUp = new double[groups + 1];
        for (int g = groups - 1; g > 0; g--) {
            int size = starts[g + 1] - starts[g];
            movedUp[g] = movedUp[g + 1] + AveragePrecision.groupSum(starts[g] - 1, relevantBefore[g], size,
                    relevantBefore[g + 1] - relevantBefore[g], size);
        }
        double sumBefore = 0;
        for (int g = 0; g < groups; g++) {
            int size = starts[g + 1] - starts[g];
            int hits = relevantBefore[g + 1] - relevantBefore[g];
            double sum = AveragePrecision.groupSum(starts[g], relevantBefore[g], size, hits, size);
            double fewer = size == hits ? Double.NaN
                    : AveragePrecision.groupSum(starts[g], relevantBefore[g], size - 1, hits, size - 1);
            for (int i = starts[g]; i < starts[g + 1]; i++) {
                boolean relevant = (keys[i] & 1) == 1;
                contributions[i] = relevant ? sum / hits / total : 0;
                without[i] = relevant ? Double.NaN : (sumBefore + fewer + movedUp[g + 1]) / total;
            }
            sumBefore += sum;
        }
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

    private static List<Centre> centres(Embeddings e, int query, int queryModality, int galleryModality) {
        int d = e.dimension();
        double[][] sums = new double[e.classNames().size()][];
        FloatMatrix items = e.points().get(galleryModality);
        for (int r = 0; r < e.size(); r++) {
            double length = r == query ? 0 : length(items.data(), r * d, d);
            for (int c : length > 0 ? e.labels()[r] : new int[0]) {
                sums[c] = sums[c] == null ? new double[d] : sums[c];
                for (int k = 0; k < d; k++) {
                    sums[c][k] += items.data()[r * d + k] / length;
                }
            }
        }
        float[] x = e.points().get(queryModality).row(query);
        double length = length(x, 0, d);
        List<Centre> centres = new ArrayList<>();
        for (int c = 0; c < sums.length; c++) {
            if (sums[c] != null) {
                double product = 0;
                double squares = 0;
                for (int k = 0; k < d; k++) {
                    product += sums[c][k] * x[k];
                    squares += sums[c][k] * sums[c][k];
                }
                int index = c;
                centres.add(new Centre(c, squares == 0 || length == 0 ? 0 : product / Math.sqrt(squares) / length,
                        Arrays.stream(e.labels()[query]).anyMatch(l -> l == index)));
            }
        }
        centres.sort(Comparator.comparingDouble(Centre::cosine).reversed());
        return centres;
    }

    private static double length(float[] data, int from, int d) {
        double squares = 0;
        for (int k = from; k < from + d; k++) {
            squares += (double) data[k] * data[k];
        }
        return Math.sqrt(squares);
    }
}
