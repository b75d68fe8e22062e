package org.mingle.mixing;

/**
 * How much of the class structure the pooled space keeps: the share of points whose class wins the vote of their
 * nearest neighbours, against the share of the largest class. Decides whether a mixed space is of any use.
 */
record ClassVote(double accuracy, double chance) {
    private static final int NEIGHBOURS = 10;

    static ClassVote of(TwoSample sample) {
        NeighbourTable table = sample.neighbours();
        int classes = 0;
        for (int i = 0; i < sample.pooledSize(); i++) {
            classes = Math.max(classes, sample.label(i) + 1);
        }
        int[] sizes = new int[classes];
        int right = 0;
        int largest = 0;
        for (int i = 0; i < sample.pooledSize(); i++) {
            int[] votes = new int[classes];
            int winner = -1;
            for (int r = 0; r < Math.min(NEIGHBOURS, table.k()); r++) {
                int c = sample.label(table.neighbour(i, r));
                votes[c]++;
                winner = winner < 0 || votes[c] > votes[winner] ? c : winner;
            }
            right += winner == sample.label(i) ? 1 : 0;
            largest = Math.max(largest, ++sizes[sample.label(i)]);
        }
        return new ClassVote((double) right / sample.pooledSize(), (double) largest / sample.pooledSize());
    }

    /** Share of what chance leaves to be gained that the vote gains, at most 1. */
    double skill() {
        return chance < 1 ? (accuracy - chance) / (1 - chance) : 1;
    }
}
