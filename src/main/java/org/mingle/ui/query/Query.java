package org.mingle.ui.query;

import java.util.ArrayList;
import java.util.List;
import org.mingle.ui.SampleRef;

/**
 * What is asked: a sample seen in one modality, and the modality that is searched.
 *
 * @param sample the query
 * @param gallery index of the modality whose items are ranked
 */
record Query(SampleRef sample, int gallery) {

    /** A direction of search, by modality indices. */
    record Direction(int from, int to) {
        boolean crosses() {
            return from != to;
        }
    }

    Direction direction() {
        return new Direction(sample.modality(), gallery);
    }

    /** All directions between modalities: first those that cross, then those within one. */
    static List<Direction> directions(int modalities) {
        List<Direction> all = new ArrayList<>();
        for (int from = 0; from < modalities; from++) {
            for (int to = 0; to < modalities; to++) {
                if (from != to) {
                    all.add(new Direction(from, to));
                }
            }
        }
        for (int m = 0; m < modalities; m++) {
            all.add(new Direction(m, m));
        }
        return all;
    }

    /**
     * The query that a click on a sample means: who looked for another modality goes on doing so, who stayed within
     * one stays within one.
     */
    static Query of(SampleRef sample, Direction before, int modalities) {
        if (before == null || before.crosses()) {
            boolean keeps = before != null && before.to() != sample.modality() && before.from() == sample.modality();
            int to = keeps ? before.to() : (sample.modality() + 1) % modalities;
            return new Query(sample, to);
        }
        return new Query(sample, sample.modality());
    }
}
