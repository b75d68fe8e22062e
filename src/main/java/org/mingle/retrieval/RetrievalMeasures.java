package org.mingle.retrieval;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.mingle.data.Embeddings;

/**
 * Retrieval measures of one direction, queries of one modality against the gallery of another. Ties count at their
 * expected value over all orders, so that a collapsed space scores like chance. Queries to which nothing is relevant
 * have an AP of NaN and are left out of the means.
 *
 * @param queries rows of the pairs that were asked, ascending ({@link QuerySample}: all up to 20,000); each ranks all pairs
 * @param queryModality name
 * @param galleryModality name
 * @param mapAll mean AP over the whole ranking
 * @param mapAt50Found mean AP over the first 50, divided by the relevant found there (the older papers' measure)
 * @param mapAt50 mean AP over the first 50, divided by min(50, relevant)
 * @param mapAtR mean AP over the first R, R the number of relevant items (Musgrave et al. 2020)
 * @param recallAt share of queries whose true pair is within the first K, by K (1, 5, 10); empty within one modality
 * @param medianRank median rank of the true pair, NaN within one modality
 * @param averagePrecision AP over the whole ranking of each query, in the order of {@code queries}
 * @param perQuery what each mean is taken of, query by query, in the same order: {@code map_all map_at_50_found
 *     map_at_50 map_at_r}
 */
public record RetrievalMeasures(int[] queries, String queryModality, String galleryModality, double mapAll, double mapAt50Found,
        double mapAt50, double mapAtR, Map<Integer, Double> recallAt, double medianRank, double[] averagePrecision,
        Map<String, double[]> perQuery) {
    private static final int DEPTH = 50;
    private static final int[] RECALL_DEPTHS = {1, 5, 10};

    /** The same for the ranking that a hub correction gives. */
    public static RetrievalMeasures of(Embeddings embeddings, int queryModality, int galleryModality,
            Similarity similarity, HubCorrection correction) {
        return of(embeddings, queryModality, galleryModality, similarity, correction, QuerySample.of(embeddings.size()));
    }

    /** Measures one direction; every pair asked is a gallery item too (within one modality, not for itself). */
    public static RetrievalMeasures of(Embeddings embeddings, int queryModality, int galleryModality, Similarity similarity) {
        return of(embeddings, queryModality, galleryModality, similarity, HubCorrection.NONE);
    }

    /** @param queries rows of the pairs to ask, ascending */
    static RetrievalMeasures of(Embeddings embeddings, int queryModality, int galleryModality, Similarity similarity,
            HubCorrection correction, int[] queries) {
        GalleryScan scan = new GalleryScan(embeddings, queryModality, galleryModality, similarity, correction, null, queries);
        Relevance relevance = new Relevance(embeddings);
        PerQuery all = new PerQuery(queries.length);
        scan.scan(() -> {
            RelevantRanks ranks = RelevantRanks.of(scan);
            return (query, keys) -> {
                int own = keys[query];
                ranks.query(query, keys, relevance, !scan.sameModality());
                all.measure(Arrays.binarySearch(queries, query), ranks, scan.sameModality() ? -1 : own);
            };
        });
        String from = embeddings.modalities().get(queryModality);
        String to = embeddings.modalities().get(galleryModality);
        Map<Integer, Double> recall = new LinkedHashMap<>();
        if (!scan.sameModality()) {
            for (int depth : RECALL_DEPTHS) {
                recall.put(depth, all.recall(depth));
            }
        }
        return new RetrievalMeasures(queries, from, to, mean(all.ap), mean(all.found), mean(all.at50), mean(all.atR), recall,
                scan.sameModality() ? Double.NaN : all.medianRank(), all.ap, all.byName());
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).filter(v -> !Double.isNaN(v)).average().orElse(Double.NaN);
    }

    /** One value a query. */
    private static final class PerQuery {
        final double[] ap;
        final double[] found;
        final double[] at50;
        final double[] atR;
        final int[] pairBefore;
        final int[] pairTied;

        PerQuery(int n) {
            ap = new double[n];
            found = new double[n];
            at50 = new double[n];
            atR = new double[n];
            pairBefore = new int[n];
            pairTied = new int[n];
        }

        /** @param pair the key of the query's pair, -1 where it has none */
        void measure(int at, RelevantRanks ranks, int pair) {
            if (pair >= 0) {
                pairBefore[at] = ranks.before(pair);
                pairTied[at] = ranks.tied(pair);
            }
            int relevant = ranks.relevant();
            if (relevant == 0) {
                ap[at] = found[at] = at50[at] = atR[at] = Double.NaN;
                return;
            }
            ap[at] = ranks.averagePrecision();
            atR[at] = ranks.precisionSum(relevant) / relevant;
            found[at] = ranks.foundNormalised(DEPTH);
            at50[at] = ranks.precisionSum(DEPTH) / Math.min(DEPTH, relevant);
        }

        Map<String, double[]> byName() {
            Map<String, double[]> m = new LinkedHashMap<>();
            m.put("map_all", ap);
            m.put("map_at_50_found", found);
            m.put("map_at_50", at50);
            m.put("map_at_r", atR);
            return m;
        }

        /** Expected share of true pairs in the first places: a tie of g items holds each place with chance 1/g. */
        double recall(int depth) {
            double sum = 0;
            for (int q = 0; q < pairBefore.length; q++) {
                sum += Math.max(0, Math.min(1, (double) (depth - pairBefore[q]) / pairTied[q]));
            }
            return sum / pairBefore.length;
        }

        double medianRank() {
            double[] ranks = new double[pairBefore.length];
            for (int q = 0; q < ranks.length; q++) {
                ranks[q] = pairBefore[q] + (pairTied[q] + 1) / 2.0;
            }
            Arrays.sort(ranks);
            int n = ranks.length;
            return n == 0 ? Double.NaN : (ranks[(n - 1) / 2] + ranks[n / 2]) / 2;
        }
    }
}
