package org.mingle.data;

import java.util.ArrayList;
import java.util.List;

/**
 * What was noticed while a dataset was read and what was left out of it. Rows and columns of arrays count from 1; rows
 * of a table count as in a spreadsheet, the header being row 1.
 *
 * @param problems in the order in which they were found
 */
public record DatasetReport(List<Problem> problems) {
    public static final DatasetReport CLEAN = new DatasetReport(List.of());

    public DatasetReport {
        problems = List.copyOf(problems);
    }

    /** How many samples were left out. */
    public long skipped() {
        return problems.stream().filter(p -> p.severity() == Severity.SKIPPED).count();
    }

    /** This report with more found later. */
    public DatasetReport plus(List<Problem> later) {
        List<Problem> all = new ArrayList<>(problems);
        all.addAll(later);
        return new DatasetReport(all);
    }

    /**
     * Refuses data of which too little is left to be trusted.
     *
     * @param size number of samples before any was left out
     * @param source what was read
     * @throws MingleException when there are no samples or more than half of them were left out
     */
    public void requireMostKept(int size, String source) {
        if (size == 0) {
            throw new MingleException(source + " holds no samples.");
        }
        if (2 * skipped() > size) {
            Problem first = problems.stream().filter(p -> p.severity() == Severity.SKIPPED).findFirst().orElseThrow();
            throw new MingleException(skipped() + " of " + size + " samples of " + source
                    + " cannot be used, the first at " + first.where() + ": " + first.message());
        }
    }

    /** What a problem led to. */
    public enum Severity {
        /** The sample was left out. */
        SKIPPED,
        /** Kept, but worth knowing. */
        WARNING,
        /** A choice made for the reader, e.g. a validation split cut from the training samples. */
        NOTICE
    }

    /**
     * One thing noticed.
     *
     * @param where file and position, e.g. {@code pairs.csv, row 12, column image}
     * @param message one sentence
     */
    public record Problem(Severity severity, String where, String message) {}
}
