package org.mingle.ui.map;

import java.util.BitSet;

/** What a newly outlined area does to the selection. */
enum Combine {
    REPLACE,
    ADD,
    REMOVE,
    INTERSECT;

    /**
     * As the keys held say it: Shift adds, Ctrl or Alt removes, both intersect.
     *
     * @param less whether Ctrl (Command on a Mac) or Alt is held
     */
    static Combine of(boolean shift, boolean less) {
        return shift ? less ? INTERSECT : ADD : less ? REMOVE : REPLACE;
    }

    /** The selection afterwards; neither argument is changed. */
    BitSet apply(BitSet before, BitSet area) {
        BitSet after = (BitSet) (this == REPLACE ? area : before).clone();
        switch (this) {
            case ADD -> after.or(area);
            case REMOVE -> after.andNot(area);
            case INTERSECT -> after.and(area);
            default -> { }
        }
        return after;
    }
}
