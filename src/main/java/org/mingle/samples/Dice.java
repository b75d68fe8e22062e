package org.mingle.samples;

import java.util.List;

/**
 * Random numbers that are the same on every Java: SplitMix64 (Steele, Lea and Flood 2014), whose streams from
 * neighbouring seeds are unrelated.
 */
final class Dice {
    private long state;

    Dice(long seed) {
        state = seed;
    }

    private long next() {
        state += 0x9e3779b97f4a7c15L;
        long z = (state ^ state >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }

    /** A stream of its own for one purpose, so that a change there leaves all other draws alone. */
    Dice split() {
        return new Dice(next());
    }

    /** Uniform in {@code [0, bound)}. */
    int below(int bound) {
        return (int) ((next() >>> 33) * bound >>> 31);
    }

    /** Uniform in {@code [low, high)}. */
    double between(double low, double high) {
        return low + (high - low) * ((next() >>> 11) * 0x1p-53);
    }

    boolean chance(double probability) {
        return between(0, 1) < probability;
    }

    <T> T pick(List<T> items) {
        return items.get(below(items.size()));
    }

    @SafeVarargs
    final <T> T pick(T... items) {
        return items[below(items.length)];
    }

    /** An index, with probability in proportion to its weight. */
    int weighted(double... weights) {
        double sum = 0;
        for (double w : weights) {
            sum += w;
        }
        double at = between(0, sum);
        int i = 0;
        while (i < weights.length - 1 && at >= weights[i]) {
            at -= weights[i++];
        }
        return i;
    }
}
