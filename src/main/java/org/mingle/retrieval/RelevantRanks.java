package org.mingle.retrieval;

import java.util.Arrays;

/**
 * Average precision of one query after another, without putting irrelevant items in order: all that matters is how many
 * items come before each relevant one, and which are the first. Keys are dealt into equally wide buckets, and each
 * relevant item is compared with those of its own bucket. Where that would take longer than sorting everything, because
 * many items are relevant or alike, everything is sorted.
 *
 * <p>One instance per thread; keeps its buffers. Values are of the query taken last; ties count as
 * {@link AveragePrecision} says.
 */
final class RelevantRanks {
    private static final int MOST_BUCKETS = 1 << 13;
    /** Members of the own bucket compared at once; as many places behind the last are filled up. */
    private static final int WINDOW = 4;
    /** Comparisons within buckets, per item of the gallery, that take no longer than a sort. */
    private static final int COMPARISONS = 8;
    /** One of so many items at most may be relevant for buckets to be faster than a sort. */
    private static final int RARE = 5;

    /** Items looked at to choose the buckets, about. */
    private static final int SAMPLE = 1 << 10;
    /** Bits of a bucket's width. */
    private static final int FRACTION = 16;

    private final int bits;
    private final RadixSort sort = new RadixSort();
    private int n;
    private int relevant;
    /** Where the items of each bucket end, all and relevant ones; while they are dealt, where the next one goes. */
    private final int[] ends = new int[MOST_BUCKETS];
    private final int[] relevantEnds = new int[MOST_BUCKETS];
    private int lowest;
    private int shift;
    private int range;
    private int factor;
    private boolean dealt;
    /** The bucket of each item. */
    private final int[] buckets;
    /** All keys, bucket by bucket. */
    private final int[] dealtKeys;
    /** Keys of the relevant items: as found, then ascending. */
    private final int[] found;
    private final int[] relevantKeys;
    /** The first keys ascending, bit 0 set on relevant items: all, or enough for the depths asked so far. */
    private int[] sorted;
    private int[] firsts = new int[0];
    private int sortedCount;

    /**
     * @param size gallery items, at most
     * @param bits number of low bits in which keys can differ
     */
    RelevantRanks(int size, int bits) {
        this.bits = bits;
        buckets = new int[size];
        dealtKeys = new int[size + WINDOW];
        found = new int[size + 1];
        relevantKeys = new int[size];
    }

    /** Ranks for the queries of a scan. */
    static RelevantRanks of(GalleryScan scan) {
        return new RelevantRanks(scan.keys().gallerySize(), scan.keys().bits());
    }

    /**
     * Takes the next query.
     *
     * @param keys of all items, bit 0 of each 0; their order may be lost
     * @param itself whether the item of the query's own row counts
     */
    void query(int query, int[] keys, Relevance relevance, boolean itself) {
        relevant = relevance.keys(query, keys, itself, found);
        n = itself ? keys.length : keys.length - 1;
        int last = itself ? query : n;
        swap(keys, query, last);
        sortedCount = 0;
        dealt = n > 0 && relevant <= n / RARE && deal(keys);
        if (!dealt) {
            swap(keys, query, last);
            relevance.mark(query, keys);
            swap(keys, query, last);
            sorted = sort.sort(keys, n, bits);
            sortedCount = n;
        }
    }

    private static void swap(int[] keys, int a, int b) {
        int key = keys[a];
        keys[a] = keys[b];
        keys[b] = key;
    }

    /** Number of relevant items. */
    int relevant() {
        return relevant;
    }

    /** Number of items with a smaller key than one of the items. */
    int before(int key) {
        return below(key, key);
    }

    /** Number of items with the same key as one of the items, itself included. */
    int tied(int key) {
        return below(key, key + 1) - below(key, key);
    }

    /** AP over the whole ranking, NaN where nothing is relevant. */
    double averagePrecision() {
        return relevant == 0 ? Double.NaN : precisionSum(n) / relevant;
    }

    /** Expected sum of P(j) rel_j over the ranks j up to a depth. */
    double precisionSum(int depth) {
        if (sortedCount >= Math.min(depth, n)) {
            return AveragePrecision.precisionSum(sorted, sortedCount, depth);
        }
        double sum = 0;
        for (int r = 0; r < relevant; ) {
            int key = relevantKeys[r];
            int bucket = bucket(key);
            int before = bucket == 0 ? 0 : ends[bucket - 1];
            int upTo = before;
            for (int i = before, end = ends[bucket]; i < end; i += WINDOW) {
                before += smaller(dealtKeys, i, key);
                upTo += smaller(dealtKeys, i, key + 1);
            }
            if (before >= depth) {
                break;
            }
            int size = upTo - before;
            int hits = 1;
            while (size > 1 && r + hits < relevant && relevantKeys[r + hits] == key) {
                hits++;
            }
            sum += size == 1 ? (r + 1.0) / (before + 1)
                    : AveragePrecision.groupSum(before, r, size, hits, Math.min(size, depth - before));
            r += hits;
        }
        return sum;
    }

    /** As {@link AveragePrecision#foundNormalised}. */
    double foundNormalised(int depth) {
        sortFirst(Math.min(depth, n));
        return AveragePrecision.foundNormalised(sorted, sortedCount, depth);
    }

    /** Deals all keys into buckets; false where comparing within them would take longer than sorting. */
    private boolean deal(int[] keys) {
        int count = Math.min(MOST_BUCKETS, Integer.highestOneBit(Math.max(2, n / 2)));
        spread(keys, count);
        Arrays.fill(ends, 0, count, 0);
        Arrays.fill(relevantEnds, 0, count, 0);
        for (int i = 0; i < n; i++) {
            ends[buckets[i]]++;
        }
        for (int r = 0; r < relevant; r++) {
            relevantEnds[bucket(found[r])]++;
        }
        long comparisons = 0;
        int before = 0;
        int relevantBefore = 0;
        for (int b = 0; b < count; b++) {
            int items = ends[b];
            int hits = relevantEnds[b];
            comparisons += (long) items * hits;
            ends[b] = before;
            relevantEnds[b] = relevantBefore;
            before += items;
            relevantBefore += hits;
        }
        if (comparisons > (long) COMPARISONS * n) {
            return false;
        }
        for (int i = 0; i < n; i++) {
            dealtKeys[ends[buckets[i]]++] = keys[i];
        }
        Arrays.fill(dealtKeys, n, n + WINDOW, Integer.MAX_VALUE);
        for (int r = 0; r < relevant; r++) {
            relevantKeys[relevantEnds[bucket(found[r])]++] = found[r];
        }
        insertionSort(relevantKeys, relevant);
        return true;
    }

    /** Chooses the buckets: equally wide, over the range of a sample; the first and the last take what lies beyond. */
    private void spread(int[] keys, int count) {
        int low = keys[0];
        int high = low;
        for (int i = 0, step = n / SAMPLE + 1; i < n; i += step) {
            low = Math.min(low, keys[i]);
            high = Math.max(high, keys[i]);
        }
        shift = Math.max(0, Integer.SIZE - Integer.numberOfLeadingZeros(high - low) - FRACTION);
        lowest = low >> shift;
        range = (high >> shift) - lowest;
        factor = (count << FRACTION) / (range + 1);
        choose(keys, n, lowest, shift, range, factor, buckets);
    }

    /** Simple enough for the compiler to turn it into vector instructions. */
    private static void choose(int[] keys, int n, int lowest, int shift, int range, int factor, int[] buckets) {
        for (int i = 0; i < n; i++) {
            buckets[i] = bucket(keys[i], lowest, shift, range, factor);
        }
    }

    private static int bucket(int key, int lowest, int shift, int range, int factor) {
        int x = (key >> shift) - lowest;
        x -= x & x >> 31; // at least 0, without a branch
        int beyond = x - range;
        return (x - (beyond - (beyond & beyond >> 31))) * factor >> FRACTION;
    }

    private int bucket(int key) {
        return bucket(key, lowest, shift, range, factor);
    }

    /** Fast where nearly everything is in its place. */
    private static void insertionSort(int[] keys, int n) {
        for (int i = 1; i < n; i++) {
            int key = keys[i];
            int at = i - 1;
            for (; at >= 0 && keys[at] > key; at--) {
                keys[at + 1] = keys[at];
            }
            keys[at + 1] = key;
        }
    }

    /** Number of items with a key below a limit, which is an item's key or the next number. */
    private int below(int key, int limit) {
        if (!dealt) {
            int count = 0;
            for (int i = 0; i < n; i++) {
                count += (sorted[i] & ~1) - limit >>> 31;
            }
            return count;
        }
        int bucket = bucket(key);
        int count = bucket == 0 ? 0 : ends[bucket - 1];
        for (int i = count, end = ends[bucket]; i < end; i += WINDOW) {
            count += smaller(dealtKeys, i, limit);
        }
        return count;
    }

    /** How many of the next keys are smaller; those behind the bucket never are. */
    private static int smaller(int[] keys, int i, int limit) {
        // 1 where smaller, without a branch: keys are not negative.
        return (keys[i] - limit >>> 31) + (keys[i + 1] - limit >>> 31) + (keys[i + 2] - limit >>> 31)
                + (keys[i + 3] - limit >>> 31);
    }

    /** Sorts at least the first so many items: whole buckets, so that no tie is cut. */
    private void sortFirst(int count) {
        if (sortedCount >= count) {
            return;
        }
        sortedCount = ends[bucket(dealtKeys[count - 1])];
        if (firsts.length < sortedCount) {
            firsts = new int[sortedCount];
        }
        sorted = firsts;
        System.arraycopy(dealtKeys, 0, sorted, 0, sortedCount);
        Arrays.sort(sorted, 0, sortedCount);
        // As many of equal keys are marked as there are relevant items with that key.
        int r = 0;
        for (int i = 0; i < sortedCount && r < relevant; i++) {
            if (sorted[i] == relevantKeys[r]) {
                sorted[i] |= 1;
                r++;
            }
        }
    }
}
