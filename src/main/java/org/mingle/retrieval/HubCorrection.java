package org.mingle.retrieval;

import java.util.Arrays;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;

/**
 * Corrections of the ranking that take from items found by too many queries. Both rank by the cosine less a number that
 * belongs to the gallery item alone, and need nothing but the embeddings: the trained model stays as it is. The number
 * is estimated from all queries of the direction, so that a corrected ranking depends on which other queries there are.
 */
public enum HubCorrection {
    /** The cosine as it is. */
    NONE("none"),
    /**
     * Cross-domain similarity local scaling (Conneau et al. 2018, "Word translation without parallel data", eq. 3):
     * 2 cos(x, y) - r(x) - r(y), r the mean cosine to the 10 nearest items of the other side. For one query r(x) is
     * the same everywhere, so that half of it, cos(x, y) - r(y) / 2, ranks alike; that is the score shown.
     */
    CSLS("CSLS"),
    /**
     * Inverted softmax (Smith et al. 2017, "Offline bilingual word vectors", eq. 11): the probability of the query given
     * the item, exp(b cos(x, y)) / sum over queries x' of exp(b cos(x', y)), with b = 30. The score shown is its
     * logarithm by b, up to a constant: cos(x, y) - ln(mean over x' of exp(b cos(x', y))) / b.
     */
    INVERTED_SOFTMAX("inverted softmax");

    private static final int NEIGHBOURS = 10;
    private static final double SHARPNESS = 30;

    private final String label;

    HubCorrection(String label) {
        this.label = label;
    }

    /** As a person reads it. */
    public String label() {
        return label;
    }

    /** What is taken off the cosine of each gallery item, null for nothing. A query never counts for itself. */
    float[] penalties(Embeddings embeddings, int queryModality, int galleryModality) {
        if (this == NONE) {
            return null;
        }
        int n = embeddings.size();
        boolean same = queryModality == galleryModality;
        int[] sampled = QuerySample.of(n);
        FloatMatrix queries = embeddings.points().get(queryModality);
        // Seen from the item: the queries are what is ranked.
        SimilarityKeys reverse = new SimilarityKeys(embeddings.points().get(galleryModality),
                sampled.length == n ? queries : queries.gather(sampled), Similarity.COSINE);
        float[] penalties = new float[n];
        reverse.all(() -> (item, keys) -> {
            int own = same ? Arrays.binarySearch(sampled, item) : -1;
            penalties[item] = (float) penalty(keys, own, reverse, item);
        });
        return penalties;
    }

    private double penalty(int[] keys, int leftOut, SimilarityKeys scores, int item) {
        int count = keys.length - (leftOut >= 0 ? 1 : 0);
        if (count == 0) {
            return 0;
        }
        if (this == CSLS) {
            int k = Math.min(NEIGHBOURS, count);
            return Arrays.stream(TopLists.smallest(keys, k, leftOut)).mapToDouble(j -> scores.score(item, keys[j])).sum()
                    / k / 2;
        }
        double sum = 0;
        for (int j = 0; j < keys.length; j++) {
            sum += j == leftOut ? 0 : Math.exp(SHARPNESS * (scores.score(item, keys[j]) - 1));
        }
        return 1 + Math.log(sum / count) / SHARPNESS;
    }
}
