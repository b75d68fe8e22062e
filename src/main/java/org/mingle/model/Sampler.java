package org.mingle.model;

import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * The order in which an epoch sees the training pairs. Shuffled: each pair once. Balanced: as many pairs, but each class
 * as often as any other, so that rare classes are in every batch; the pairs of a rare class come several times, those of
 * a frequent one not all, and over the epochs each as often as its class-mates. A pair of several classes is drawn for
 * each of them.
 */
final class Sampler {
    private final int[] rows;
    private final int[][] members;

    /**
     * @param rows training rows
     * @param labels the classes of every row of the dataset
     * @param balanced whether classes rather than pairs come equally often
     */
    Sampler(int[] rows, int[][] labels, int classes, boolean balanced) {
        this.rows = rows;
        members = balanced ? members(rows, labels, classes) : null;
    }

    private static int[][] members(int[] rows, int[][] labels, int classes) {
        int[] counts = new int[classes];
        for (int r : rows) {
            for (int c : labels[r]) {
                counts[c]++;
            }
        }
        int[][] members = new int[classes][];
        Arrays.setAll(members, c -> new int[counts[c]]);
        for (int i = rows.length - 1; i >= 0; i--) {
            for (int c : labels[rows[i]]) {
                members[c][--counts[c]] = rows[i];
            }
        }
        return Arrays.stream(members).filter(m -> m.length > 0).toArray(int[][]::new);
    }

    /** Rows of one epoch, as many as there are training pairs. */
    int[] order(SplittableRandom random) {
        int[] order = new int[rows.length];
        if (members == null) {
            System.arraycopy(rows, 0, order, 0, rows.length);
            shuffle(order, random);
            return order;
        }
        int[] turn = new int[members.length];
        int[] next = new int[members.length];
        int[][] queues = new int[members.length][];
        for (int c = 0; c < turn.length; c++) {
            turn[c] = c;
            queues[c] = members[c].clone();
            shuffle(queues[c], random);
        }
        for (int i = 0; i < order.length; i++) {
            if (i % turn.length == 0) {
                shuffle(turn, random);
            }
            int c = turn[i % turn.length];
            if (next[c] == queues[c].length) {
                shuffle(queues[c], random);
                next[c] = 0;
            }
            order[i] = queues[c][next[c]++];
        }
        return order;
    }

    private static void shuffle(int[] values, SplittableRandom random) {
        for (int i = values.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = values[i];
            values[i] = values[j];
            values[j] = swap;
        }
    }
}
