package org.mingle.ui.query;

import java.util.Locale;
import org.mingle.data.Split;
import org.mingle.retrieval.HubCorrection;
import org.mingle.retrieval.Ranking;
import org.mingle.ui.AppModel;

/**
 * A ranking in a few words.
 *
 * @param averagePrecision as shown, e.g. {@code 0.412}
 * @param variant what it is over, e.g. {@code AP over all 300 test texts, cosine}
 * @param truePair rank of the query's other half
 * @param firstRelevant rank of the first result that shares a class
 * @param precisionAt10 share of relevant results among the first 10 (fewer where there are fewer), NaN without results
 */
record Summary(String averagePrecision, String variant, String truePair, String firstRelevant, double precisionAt10) {
    static Summary of(QueryService.Answer answer, AppModel.Space gallery, Split scope, HubCorrection correction) {
        return answer.recall() == null ? of(answer.main(), gallery, scope, correction)
                : approximate(of(answer.main(), gallery, scope, HubCorrection.NONE), answer);
    }

    /** Of an approximate search only the first results are known: no average precision. */
    private static Summary approximate(Summary exact, QueryService.Answer answer) {
        Ranking r = answer.main();
        String first = String.format(Locale.ROOT, "First %,d of %,d %s, cosine, %s", r.hits().size(), r.gallerySize(),
                plural(r.galleryModality()), answer.recall().words());
        boolean same = r.queryModality().equals(r.galleryModality());
        return new Summary(exact.averagePrecision(), first, same || r.truePairRank() > 0 ? exact.truePair()
                : String.format(Locale.ROOT, "after %,d", r.hits().size()), exact.firstRelevant(), exact.precisionAt10());
    }

    /** Of an exact ranking. */
    static Summary of(Ranking ranking, AppModel.Space space, Split scope, HubCorrection correction) {
        boolean same = ranking.queryModality().equals(ranking.galleryModality());
        int n = ranking.gallerySize();
        int all = space.total() - (space.total() > 0 && same && ranking.inDataset() ? 1 : 0);
        String which = word(scope);
        String how = correction == HubCorrection.NONE || !ranking.inDataset() ? "cosine"
                : "cosine with " + correction.label();
        String what = ranking.inDataset() ? "AP over " : "Ranked: ";
        String over = n < all
                ? String.format(Locale.ROOT, "%s%,d of %,d %s %s, %s", what, n, all, which,
                        plural(ranking.galleryModality()), how)
                : String.format(Locale.ROOT, "%sall %,d %s%s %s, %s", what, n, same && ranking.inDataset() ? "other " : "",
                        which, plural(ranking.galleryModality()), how);
        int first = 0;
        int right = 0;
        int ten = Math.min(10, ranking.hits().size());
        for (Ranking.Hit hit : ranking.hits()) {
            if (hit.relevant()) {
                first = first == 0 ? hit.rank() : first;
                right += hit.rank() <= ten ? 1 : 0;
            }
            if (hit.rank() >= ten && (first > 0 || !ranking.inDataset())) {
                break;
            }
        }
        double ap = ranking.averagePrecision();
        int pair = ranking.truePairRank();
        return new Summary(Double.isNaN(ap) ? "–" : String.format(Locale.ROOT, "%.3f", ap), over,
                pair == 0 ? "–" : String.format(Locale.ROOT, "%,d of %,d", pair, n), firstRelevant(ranking, first),
                ten == 0 || !ranking.inDataset() ? Double.NaN : (double) right / ten);
    }

    private static String firstRelevant(Ranking ranking, int first) {
        if (!ranking.inDataset()) {
            return "–";
        }
        if (first > 0) {
            return String.format(Locale.ROOT, "%,d", first);
        }
        return ranking.relevantCount() == 0 ? "none" : String.format(Locale.ROOT, "after %,d", ranking.hits().size());
    }

    /** A split in a sentence. */
    static String word(Split split) {
        return switch (split) {
            case TRAIN -> "training";
            case VALIDATION -> "validation";
            case TEST -> "test";
        };
    }

    /** The plural of a modality's name where it is an English word like image, text or sketch. */
    static String plural(String name) {
        if (!name.matches("[A-Za-z]+") || name.equalsIgnoreCase("audio") || name.endsWith("s")) {
            return name + " items";
        }
        return name.endsWith("ch") || name.endsWith("x") && !name.endsWith("text") ? name + "es" : name + "s";
    }
}
