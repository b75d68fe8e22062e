package org.mingle.ui.query;

import java.util.ArrayList;
import java.util.List;
import org.mingle.data.Media;
import org.mingle.ui.SampleRef;

/**
 * What is asked, and the modality that is searched.
 *
 * @param subject what similar items are wanted to
 * @param gallery index of the modality whose items are ranked
 */
record Query(Subject subject, int gallery) {

    /** What similar items are wanted to. */
    sealed interface Subject {
        /** Index of the modality in which it is seen. */
        int modality();

        /** A sample of the dataset. */
        record Sample(SampleRef ref) implements Subject {
            @Override
            public int modality() {
                return ref.modality();
            }
        }

        /** Several samples, by their mean. Seen in the modality of the first. */
        record Several(List<SampleRef> refs) implements Subject {
            public Several {
                refs = List.copyOf(refs);
            }

            @Override
            public int modality() {
                return refs.get(0).modality();
            }
        }

        /** A text or picture that is not in the dataset. */
        record Outside(Media media, String name, int modality) implements Subject {}

        /** A feature vector as the dataset has them. A list, so that equal vectors are equal. */
        record Features(List<Float> values, int modality) implements Subject {
            public Features {
                values = List.copyOf(values);
            }
        }
    }

    /** A query by a sample. */
    Query(SampleRef sample, int gallery) {
        this(new Subject.Sample(sample), gallery);
    }

    /** A direction of search, by modality indices. */
    record Direction(int from, int to) {
        boolean crosses() {
            return from != to;
        }
    }

    /** The sample asked by; null for anything else. */
    SampleRef sample() {
        return subject instanceof Subject.Sample s ? s.ref() : null;
    }

    Direction direction() {
        return new Direction(subject.modality(), gallery);
    }

    /** The other column: within the modality beside a search of another one, another one beside a search within. */
    int besides(int modalities) {
        return direction().crosses() ? subject.modality() : (subject.modality() + 1) % modalities;
    }

    /** The same subject in another direction, as far as it can be seen in its query modality. */
    Query turned(Direction d) {
        if (subject instanceof Subject.Sample s) {
            return new Query(new SampleRef(s.ref().id(), d.from()), d.to());
        }
        if (subject instanceof Subject.Several s) {
            return new Query(new Subject.Several(s.refs().stream().map(r -> new SampleRef(r.id(), d.from())).distinct()
                    .toList()), d.to());
        }
        // What comes from outside has one half only: the direction can change its end, not its beginning.
        return new Query(subject, d.crosses() == direction().crosses() ? gallery
                : d.crosses() ? (subject.modality() == d.to() ? d.from() : d.to()) : subject.modality());
    }

    /** As a history or a list of bookmarks names it. */
    String title() {
        if (subject instanceof Subject.Sample s) {
            return s.ref().id();
        }
        if (subject instanceof Subject.Several s) {
            return "mean of " + s.refs().size() + " samples";
        }
        return subject instanceof Subject.Outside o ? o.name() : "a feature vector";
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
