package org.mingle.retrieval;

import org.mingle.data.Embeddings;

/**
 * How each point fares in retrieval, one value a point, modality m's row r at {@code m * n + r}. Every point asks the
 * next modality (the first follows the last); with one modality only, it asks its own.
 *
 * @param k depth of the occurrences
 * @param averagePrecision AP over the whole ranking, ties at their expected value; NaN where nothing is relevant
 * @param pairRank rank of its own other half, 1 the nearest, ties at their expected value; NaN with one modality
 * @param firstHit 1 where the nearest item shares a class, 0 where it does not; NaN where nothing is relevant. Of equally
 *     near items the first counts, as in a ranking
 * @param occurrences how many queries of the modality before have the point among their first k (Radovanovic et al. 2010)
 */
public record PointScores(int k, double[] averagePrecision, double[] pairRank, double[] firstHit, int[] occurrences) {
    /** As the hub report and the hubness statistic have it. */
    public static final int DEFAULT_K = 10;

    /** Scores all points by cosine. Cost: one pass over all pairs of points for each modality. */
    public static PointScores of(Embeddings e) {
        return of(e, Similarity.COSINE, DEFAULT_K);
    }

    public static PointScores of(Embeddings e, Similarity similarity, int k) {
        int n = e.size();
        int modalities = e.modalities().size();
        PointScores scores = new PointScores(k, new double[modalities * n], new double[modalities * n],
                new double[modalities * n], new int[modalities * n]);
        Relevance relevance = new Relevance(e);
        for (int m = 0; m < modalities; m++) {
            int gallery = (m + 1) % modalities;
            GalleryScan scan = new GalleryScan(e, m, gallery, similarity);
            int from = m * n;
            int depth = Math.min(k, scan.sameModality() ? n - 1 : n);
            int[][] top = new int[n][];
            scan.scan(() -> {
                RelevantRanks ranks = RelevantRanks.of(scan);
                return (q, keys) -> {
                    top[q] = TopLists.smallest(keys, depth, scan.sameModality() ? q : -1);
                    int own = keys[q];
                    ranks.query(q, keys, relevance, !scan.sameModality());
                    scores.pairRank[from + q] = scan.sameModality() ? Double.NaN : ranks.before(own) + (ranks.tied(own) + 1) / 2.0;
                    scores.averagePrecision[from + q] = ranks.averagePrecision();
                    scores.firstHit[from + q] = ranks.relevant() == 0 ? Double.NaN : relevance.of(q, top[q][0]) ? 1 : 0;
                };
            });
            for (int[] list : top) {
                for (int item : list) {
                    scores.occurrences[gallery * n + item]++;
                }
            }
        }
        return scores;
    }

    /**
     * Rank of a pair: the worse of those that its halves give each other.
     *
     * @param n number of pairs
     */
    public double pairRank(int row, int n) {
        double worst = Double.NaN;
        for (int p = row; p < pairRank.length; p += n) {
            worst = Double.isNaN(worst) ? pairRank[p] : Math.max(worst, pairRank[p]);
        }
        return worst;
    }
}
