package org.mingle.retrieval;

import org.mingle.data.Embeddings;

/** Which samples share a class with which, ready to be asked for a whole gallery at once. */
final class Relevance {
    private final int n;
    /** The class of each sample in single-label data, otherwise null. */
    private final int[] single;
    /** The samples of each class in single-label data, otherwise null. */
    private final int[][] members;
    /** Class sets as bits, {@code words} longs a sample; null in single-label data. */
    private final long[] sets;
    private final int words;

    Relevance(Embeddings embeddings) {
        n = embeddings.size();
        int[][] labels = embeddings.labels();
        boolean one = true;
        int highest = 0;
        for (int[] l : labels) {
            one &= l.length == 1;
            for (int c : l) {
                highest = Math.max(highest, c);
            }
        }
        words = highest / 64 + 1;
        single = one ? new int[n] : null;
        members = one ? members(labels, highest + 1) : null;
        sets = one ? null : new long[n * words];
        for (int i = 0; i < n; i++) {
            for (int c : labels[i]) {
                if (one) {
                    single[i] = c;
                } else {
                    sets[i * words + c / 64] |= 1L << c;
                }
            }
        }
    }

    private static int[][] members(int[][] labels, int classes) {
        int[] sizes = new int[classes];
        for (int[] l : labels) {
            sizes[l[0]]++;
        }
        int[][] members = new int[classes][];
        for (int c = 0; c < classes; c++) {
            members[c] = new int[sizes[c]];
        }
        for (int i = labels.length - 1; i >= 0; i--) {
            members[labels[i][0]][--sizes[labels[i][0]]] = i;
        }
        return members;
    }

    boolean of(int a, int b) {
        return shared(a, b) > 0;
    }

    /** Number of classes that two samples share: the gain in NDCG. */
    int shared(int a, int b) {
        if (single != null) {
            return single[a] == single[b] ? 1 : 0;
        }
        int count = 0;
        for (int w = 0; w < words; w++) {
            count += Long.bitCount(sets[a * words + w] & sets[b * words + w]);
        }
        return count;
    }

    /**
     * Keys of the items relevant to a query.
     *
     * @param itself whether the query's own row counts
     * @param target receives the keys, in the order of the items
     * @return how many there are
     */
    int keys(int query, int[] keys, boolean itself, int[] target) {
        int count = 0;
        if (single != null) {
            for (int item : members[single[query]]) {
                target[count] = keys[item];
                count += item != query || itself ? 1 : 0;
            }
            return count;
        }
        for (int j = 0; j < n; j++) {
            target[count] = keys[j];
            count += of(query, j) && (j != query || itself) ? 1 : 0;
        }
        return count;
    }

    /** Sets bit 0 of the key of every item relevant to the query. */
    void mark(int query, int[] keys) {
        if (single != null) {
            int c = single[query];
            for (int j = 0; j < n; j++) {
                // 1 where equal, without a branch.
                keys[j] |= (single[j] ^ c) - 1 >>> 31;
            }
            return;
        }
        for (int j = 0; j < n; j++) {
            keys[j] |= of(query, j) ? 1 : 0;
        }
    }
}
