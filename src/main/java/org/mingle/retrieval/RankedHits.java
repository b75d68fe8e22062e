package org.mingle.retrieval;

import java.util.AbstractList;
import java.util.Objects;
import java.util.RandomAccess;

/** The hits of one ranking, made when they are looked at: a gallery of 100,000 costs no 100,000 objects a query. */
final class RankedHits extends AbstractList<Ranking.Hit> implements RandomAccess {
    private final int size;
    private final int[] rows;
    private final Maker maker;

    /** @param rows rows of the gallery by rank; not changed afterwards */
    RankedHits(int[] rows, int size, Maker maker) {
        this.rows = rows;
        this.size = size;
        this.maker = maker;
    }

    /** Makes one hit. */
    interface Maker {
        Ranking.Hit hit(int rank, int row);
    }

    @Override
    public Ranking.Hit get(int index) {
        Objects.checkIndex(index, size);
        return maker.hit(index + 1, rows[index]);
    }

    @Override
    public int size() {
        return size;
    }
}
