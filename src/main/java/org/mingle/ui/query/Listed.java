package org.mingle.ui.query;

import java.util.List;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableListBase;
import org.mingle.retrieval.Ranking;

/**
 * The hits that a column lists. Exchanged as a whole without touching a single one, so that a hundred thousand cost no
 * more than ten and views keep their cells.
 */
final class Listed extends ObservableListBase<Ranking.Hit> {
    private List<Ranking.Hit> hits = List.of();

    /** @param next not changed afterwards */
    void exchange(List<Ranking.Hit> next) {
        List<Ranking.Hit> before = hits;
        hits = next;
        fireChange(new Exchange(this, before));
    }

    /** Lets views ask for every hit again. */
    void touch() {
        exchange(hits);
    }

    @Override
    public Ranking.Hit get(int index) {
        return hits.get(index);
    }

    @Override
    public int size() {
        return hits.size();
    }

    /** All that was there has been removed, all that is there has been added. */
    private static final class Exchange extends ListChangeListener.Change<Ranking.Hit> {
        private final List<Ranking.Hit> before;
        private boolean told;

        Exchange(Listed list, List<Ranking.Hit> before) {
            super(list);
            this.before = before;
        }

        @Override
        public boolean next() {
            boolean first = !told;
            told = true;
            return first;
        }

        @Override
        public void reset() {
            told = false;
        }

        @Override
        public int getFrom() {
            return 0;
        }

        @Override
        public int getTo() {
            return getList().size();
        }

        @Override
        public List<Ranking.Hit> getRemoved() {
            return before;
        }

        @Override
        protected int[] getPermutation() {
            return new int[0];
        }
    }
}
