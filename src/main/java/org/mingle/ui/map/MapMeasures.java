package org.mingle.ui.map;

import java.util.stream.IntStream;
import org.mingle.data.Dataset;
import org.mingle.data.MingleException;
import org.mingle.data.Split;
import org.mingle.retrieval.PointScores;
import org.mingle.ui.AppModel;
import org.mingle.ui.AppModel.Space;
import org.mingle.ui.Latest;

/**
 * Computes what colours and pair lines mean, in the background, for the space that is shown; anew while that changes,
 * but for a tenth of the time at most, so that training is not held up. FX thread only.
 */
final class MapMeasures {
    /** Rests so many times as long as the last computation took. */
    private static final int REST = 9;

    private final AppModel model;
    private final Runnable changed;
    private final Latest worker = new Latest("mingle-map-measures");
    private final Pace pace = new Pace(REST, this::update);
    private ColourBy by = ColourBy.CLASS;
    private boolean ranked;
    private Known known;

    /**
     * What was computed of a space: the values of a colouring or why there are none, and, where something needs them, all
     * scores.
     */
    private record Known(Space space, ColourBy by, PointValues values, String problem, PointScores scores, double[] ranks) {}

    /** @param changed hears when there is something new to draw */
    MapMeasures(AppModel model, Runnable changed) {
        this.model = model;
        this.changed = changed;
        model.space().subscribe(s -> update());
    }

    /**
     * Says what is to be known.
     *
     * @param ranks whether the ranks of pairs are
     */
    void want(ColourBy colours, boolean ranks) {
        if (colours != by || ranks != ranked) {
            by = colours;
            ranked = ranks;
            pace.drop();
            update();
        }
    }

    /** The colouring that was asked for, without values while there are none of these points. */
    Colouring colouring(MapPoints points) {
        boolean there = known != null && known.by == by && known.values != null && known.values.fits(points);
        return new Colouring(by, there ? known.values : null);
    }

    /** Ranks of the pairs of these points, or null. */
    double[] ranks(MapPoints points) {
        return known != null && known.ranks != null && known.ranks.length == points.pairs() && !points.isEmpty()
                && known.space.embeddings().ids().equals(points.layout().embeddings().ids()) ? known.ranks : null;
    }

    /** Why there are no values, in a sentence; empty if there are, or will be. */
    String problem() {
        return known == null || known.by != by ? "" : known.problem;
    }

    private static boolean needsScores(ColourBy by) {
        return by == ColourBy.PAIR_RANK || by == ColourBy.AP || by == ColourBy.FIRST_HIT || by == ColourBy.HUBNESS;
    }

    private static boolean hasValues(ColourBy by) {
        return by != ColourBy.CLASS && by != ColourBy.MODALITY;
    }

    private void update() {
        Space space = model.space().get();
        Dataset dataset = model.dataset().get();
        boolean wanted = hasValues(by) || ranked;
        if (!wanted || space == null || dataset == null || known(space) || !pace.begin()) {
            return;
        }
        ColourBy colours = by;
        boolean ranks = ranked;
        Split split = model.scope().get();
        Known before = known;
        worker.submit(() -> compute(colours, ranks, space, split, dataset, before), result -> {
            known = result;
            arrived();
        }, sentence -> {
            known = new Known(space, colours, null, sentence, null, null);
            arrived();
        });
    }

    private boolean known(Space space) {
        return known != null && known.space == space && known.by == by && (!ranked || known.ranks != null
                || !known.problem.isEmpty());
    }

    private void arrived() {
        pace.done();
        changed.run();
        update();
    }

    private static Known compute(ColourBy by, boolean ranked, Space space, Split split, Dataset dataset, Known before) {
        boolean same = before != null && before.space == space;
        PointScores scores = same ? before.scores : null;
        if (scores == null && (ranked || needsScores(by))) {
            scores = PointScores.of(space.embeddings());
        }
        int n = space.embeddings().size();
        PointScores all = scores;
        double[] ranks = !ranked ? null : same && before.ranks != null ? before.ranks
                : IntStream.range(0, n).mapToDouble(r -> all.pairRank(r, n)).toArray();
        PointValues values = null;
        String problem = "";
        if (hasValues(by)) {
            try {
                values = same && before.by == by && before.values != null ? before.values
                        : PointValues.of(by, space, split, dataset, scores);
            } catch (MingleException e) {
                problem = e.getMessage();
            }
        }
        return new Known(space, by, values, problem, scores, ranks);
    }
}
