package org.mingle.mixing;

import java.util.List;
import java.util.SplittableRandom;
import org.mingle.data.Embeddings;
import org.mingle.data.FloatMatrix;
import org.mingle.data.MingleException;

/**
 * Two sets of points in one space, L2-normalised, and what is known about them. Immutable but for the neighbour
 * table and what hangs on it, which are made when they are first asked for.
 */
final class TwoSample {
    /** Below this many points a side, none of the statistics says anything. */
    static final int FEWEST = 30;

    private final List<String> names;
    private final FloatMatrix first;
    private final FloatMatrix second;
    private final boolean paired;
    private final int[] firstLabels;
    private final int[] secondLabels;
    private final long seed;
    private NeighbourTable neighbours;
    private double[][] lisi;

    private TwoSample(List<String> names, FloatMatrix first, FloatMatrix second, boolean paired, int[] firstLabels,
            int[] secondLabels, long seed) {
        this.names = names;
        this.first = first;
        this.second = second;
        this.paired = paired;
        this.firstLabels = firstLabels;
        this.secondLabels = secondLabels;
        this.seed = seed;
    }

    /** The first two modalities of embeddings; in multi-label data the first class stands for the sample. */
    static TwoSample of(Embeddings embeddings, long seed) {
        if (embeddings.modalities().size() < 2) {
            throw new MingleException("There is only one modality (" + embeddings.modalities().get(0)
                    + "): mixing needs two to compare.");
        }
        int[] labels = new int[embeddings.size()];
        for (int i = 0; i < labels.length; i++) {
            labels[i] = embeddings.labels()[i].length == 0 ? 0 : embeddings.labels()[i][0];
        }
        return of(embeddings.modalities().subList(0, 2), embeddings.points().get(0), embeddings.points().get(1), true, labels,
                labels, seed);
    }

    /** @param firstLabels null if classes are not known, likewise {@code secondLabels} */
    static TwoSample of(List<String> names, FloatMatrix first, FloatMatrix second, boolean paired, int[] firstLabels,
            int[] secondLabels, long seed) {
        if (first.cols() != second.cols()) {
            throw new MingleException("The " + names.get(0) + " points have " + first.cols() + " dimensions, the " + names.get(1)
                    + " points " + second.cols() + ": they must lie in one shared space.");
        }
        if (paired && first.rows() != second.rows()) {
            throw new MingleException("There are " + first.rows() + " " + names.get(0) + " points for " + second.rows() + " "
                    + names.get(1) + " points, so they cannot be pairs.");
        }
        return new TwoSample(names, normalised(names.get(0), first), normalised(names.get(1), second), paired, firstLabels,
                secondLabels, seed);
    }

    List<String> names() {
        return names;
    }

    FloatMatrix first() {
        return first;
    }

    FloatMatrix second() {
        return second;
    }

    /** Whether row i of both sides is the same sample. */
    boolean paired() {
        return paired;
    }

    boolean labelled() {
        return firstLabels != null && secondLabels != null;
    }

    int[] firstLabels() {
        return firstLabels;
    }

    int[] secondLabels() {
        return secondLabels;
    }

    long seed() {
        return seed;
    }

    /** Points on the smaller side. */
    int size() {
        return Math.min(first.rows(), second.rows());
    }

    /** Points on both sides: the first side's rows come first. */
    int pooledSize() {
        return first.rows() + second.rows();
    }

    /** Side (0 or 1) of a pooled row. */
    int side(int pooledRow) {
        return pooledRow < first.rows() ? 0 : 1;
    }

    /** Class of a pooled row. */
    int label(int pooledRow) {
        return pooledRow < first.rows() ? firstLabels[pooledRow] : secondLabels[pooledRow - first.rows()];
    }

    synchronized NeighbourTable neighbours() {
        if (neighbours == null) {
            neighbours = NeighbourTable.of(first.stack(second), Math.min(NeighbourTable.DEFAULT_K, pooledSize() - 1));
        }
        return neighbours;
    }

    /** The same sample with a table of so many neighbours, or as many as there are. */
    TwoSample withNeighbours(int k) {
        TwoSample same = new TwoSample(names, first, second, paired, firstLabels, secondLabels, seed);
        same.neighbours = NeighbourTable.of(first.stack(second), Math.min(k, pooledSize() - 1));
        return same;
    }

    /** Effective number of modalities around each pooled point, own partners counting: unscaled iLISI. */
    double[] lisiOfModalities() {
        return lisi()[0];
    }

    /** Effective number of classes around each pooled point: unscaled cLISI. Only where classes are known. */
    double[] lisiOfClasses() {
        return lisi()[1];
    }

    private synchronized double[][] lisi() {
        if (lisi == null) {
            lisi = Lisi.perPoint(neighbours(), labelled() ? List.of(this::side, this::label) : List.of(this::side), 0);
        }
        return lisi;
    }

    /** The same samples at other places, taken as they are. */
    TwoSample elsewhere(FloatMatrix otherFirst, FloatMatrix otherSecond) {
        return new TwoSample(names, otherFirst, otherSecond, paired, firstLabels, secondLabels, seed);
    }

    /** The same kind of sample from some rows. */
    TwoSample rows(int[] firstRows, int[] secondRows) {
        return new TwoSample(names, first.gather(firstRows), second.gather(secondRows), paired,
                pick(firstLabels, firstRows), pick(secondLabels, secondRows), seed);
    }

    /**
     * As many of both sides, at most {@code limit} a side, drawn at random by the seed; whole pairs where there are
     * pairs. Without pairs, row i of both sides then has nothing in common but the number.
     */
    TwoSample balanced(int limit) {
        int n = Math.min(limit, size());
        if (first.rows() == n && second.rows() == n) {
            return this;
        }
        int[] a = sample(first.rows(), n, new SplittableRandom(seed));
        int[] b = paired ? a : sample(second.rows(), n, new SplittableRandom(seed + 1));
        return rows(a, b);
    }

    /** {@code count} of {@code 0 .. n}, ascending. */
    static int[] sample(int n, int count, SplittableRandom random) {
        int[] all = shuffled(n, random);
        int[] some = java.util.Arrays.copyOf(all, count);
        java.util.Arrays.sort(some);
        return some;
    }

    static int[] shuffled(int n, SplittableRandom random) {
        int[] all = new int[n];
        for (int i = 0; i < n; i++) {
            int j = random.nextInt(i + 1);
            all[i] = all[j];
            all[j] = i;
        }
        return all;
    }

    private static int[] pick(int[] values, int[] rows) {
        if (values == null) {
            return null;
        }
        int[] picked = new int[rows.length];
        for (int i = 0; i < rows.length; i++) {
            picked[i] = values[rows[i]];
        }
        return picked;
    }

    /** Rows scaled to length 1; zero rows stay zero. */
    private static FloatMatrix normalised(String name, FloatMatrix m) {
        float[] data = new float[m.data().length];
        for (int r = 0; r < m.rows(); r++) {
            double sum = 0;
            for (int c = 0; c < m.cols(); c++) {
                double v = m.data()[r * m.cols() + c];
                if (!Double.isFinite(v)) {
                    throw new MingleException("The " + name + " points hold " + v + " in row " + (r + 1) + ", column " + (c + 1)
                            + ": mixing needs finite numbers.");
                }
                sum += v * v;
            }
            double scale = sum > 0 ? 1 / Math.sqrt(sum) : 0;
            for (int c = 0; c < m.cols(); c++) {
                data[r * m.cols() + c] = (float) (m.data()[r * m.cols() + c] * scale);
            }
        }
        return new FloatMatrix(m.rows(), m.cols(), data);
    }
}
