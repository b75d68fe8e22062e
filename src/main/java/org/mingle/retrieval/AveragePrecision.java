package org.mingle.retrieval;

/**
 * Average precision of one ranking with ties, each measure at its exact expected value over all orders of equal
 * scores (McSherry and Najork 2008, "Computing Information Retrieval Performance Measures Efficiently in the Presence
 * of Tied Scores").
 *
 * <p>Let a group of g equal scores with t relevant items follow N items of which r are relevant. In a random order the
 * item at place i of the group is relevant with probability t/g, and then (i-1)(t-1)/(g-1) relevant items are expected
 * before it in the group, so that the group adds sum over i of {@code t/g * (r + 1 + (i-1)(t-1)/(g-1)) / (N + i)} to
 * the expected sum of precisions at relevant ranks.
 */
final class AveragePrecision {
    private AveragePrecision() {}

    /**
     * Expected sum of P(j) rel_j over the ranks j up to a depth.
     *
     * @param sorted keys ascending, bit 0 set on relevant items, equal but for bit 0 where tied
     * @param n how many of them count
     */
    static double precisionSum(int[] sorted, int n, int depth) {
        double sum = 0;
        int before = 0;
        int relevant = 0;
        int limit = Math.min(depth, n);
        while (before < limit) {
            if (before + 1 == n || (sorted[before + 1] | 1) != (sorted[before] | 1)) { // no tie: nearly always
                before++;
                if ((sorted[before - 1] & 1) == 1) {
                    sum += (double) ++relevant / before;
                }
                continue;
            }
            int size = groupSize(sorted, before, n);
            int hits = groupHits(sorted, before, size);
            sum += groupSum(before, relevant, size, hits, Math.min(size, limit - before));
            before += size;
            relevant += hits;
        }
        return sum;
    }

    /**
     * Expected value of the sum of P(j) rel_j over j up to depth, divided by the number of relevant items found there
     * (1 if none). The divisor is random where a tie crosses the depth: its distribution is hypergeometric.
     */
    static double foundNormalised(int[] sorted, int n, int depth) {
        double sum = 0;
        int before = 0;
        int relevant = 0;
        int limit = Math.min(depth, n);
        while (before < limit) {
            int size = groupSize(sorted, before, n);
            int hits = groupHits(sorted, before, size);
            int shown = limit - before;
            if (size > shown) {
                return crossing(sum, before, relevant, size, hits, shown);
            }
            sum += groupSum(before, relevant, size, hits, size);
            before += size;
            relevant += hits;
        }
        return sum / Math.max(1, relevant);
    }

    /** Number of relevant items. */
    static int relevant(int[] sorted, int n) {
        return groupHits(sorted, 0, n);
    }

    /** A group of which only the first {@code shown} places count: sum over the number m of relevant items there. */
    private static double crossing(double sum, int before, int relevant, int size, int hits, int shown) {
        double expected = 0;
        for (int m = Math.max(0, shown - (size - hits)); m <= Math.min(hits, shown); m++) {
            double probability = Math.exp(logChoose(hits, m) + logChoose(size - hits, shown - m) - logChoose(size, shown));
            expected += probability * (sum + groupSum(before, relevant, shown, m, shown)) / Math.max(1, relevant + m);
        }
        return expected;
    }

    /**
     * What one group of equal scores adds to the expected sum, over its first places.
     *
     * @param before items ranked before the group
     * @param relevant how many of them are relevant
     * @param size items in the group
     * @param hits how many of them are relevant
     * @param places how many places of the group count
     */
    static double groupSum(int before, int relevant, int size, int hits, int places) {
        if (hits == 0) {
            return 0;
        }
        if (size == 1) {
            return (relevant + 1.0) / (before + 1);
        }
        double chance = (double) hits / size;
        double growth = (hits - 1.0) / (size - 1);
        double sum = 0;
        for (int i = 0; i < places; i++) {
            sum += chance * (relevant + 1 + i * growth) / (before + i + 1);
        }
        return sum;
    }

    private static int groupSize(int[] sorted, int from, int n) {
        int key = sorted[from] | 1;
        int end = from + 1;
        while (end < n && (sorted[end] | 1) == key) {
            end++;
        }
        return end - from;
    }

    private static int groupHits(int[] sorted, int from, int size) {
        int hits = 0;
        for (int i = from; i < from + size; i++) {
            hits += sorted[i] & 1;
        }
        return hits;
    }

    private static double logChoose(int n, int k) {
        double sum = 0;
        for (int i = 1; i <= k; i++) {
            sum += Math.log((double) (n - k + i) / i);
        }
        return sum;
    }
}
