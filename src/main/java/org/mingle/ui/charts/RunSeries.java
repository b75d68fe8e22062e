package org.mingle.ui.charts;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.ToDoubleFunction;
import org.mingle.model.EpochSummary;
import org.mingle.retrieval.Directions;
import org.mingle.retrieval.QuerySample;
import org.mingle.ui.training.TrainingService.Live;

/** Turns a run's history into lines. Which lines there are, and what they are called, follows from the data. */
final class RunSeries {
    static final String TOTAL = "total";

    private RunSeries() {}

    /** Every term of the objective and the total; the epoch under way with its mean so far. */
    static List<Series> losses(List<EpochSummary> history, Live live) {
        Set<String> terms = new LinkedHashSet<>();
        history.forEach(e -> terms.addAll(e.losses().keySet()));
        terms.addAll(live.losses().keySet());
        if (terms.remove(TOTAL)) {
            terms.add(TOTAL);
        }
        List<Series> lines = new ArrayList<>();
        for (String term : terms) {
            boolean total = term.equals(TOTAL);
            lines.add(line(history, live, term, term.replace('_', ' '), total
                    ? "Sum of all weighted terms, mean over the epoch's batches."
                    : "Weighted " + term.replace('_', ' ') + " term, mean over the epoch's batches.",
                    total ? 0 : lines.size() + 1, e -> e.losses().getOrDefault(term, Double.NaN)));
        }
        return lines;
    }

    /**
     * Mean average precision on the validation split, one line a direction, and the average.
     *
     * @param pairs in the validation split
     */
    static List<Series> retrieval(List<EpochSummary> history, List<String> modalities, int pairs) {
        String on = QuerySample.all(pairs) ? String.format(Locale.ROOT, "the %,d validation pairs", pairs)
                : String.format(Locale.ROOT, "an even sample of %,d of the %,d validation pairs against all of them",
                        QuerySample.size(pairs), pairs);
        Set<String> names = new LinkedHashSet<>();
        history.forEach(e -> e.validation().keySet().stream().filter(k -> k.startsWith("map_")).forEach(names::add));
        List<Series> lines = new ArrayList<>();
        int color = 1;
        for (String name : names) {
            boolean average = name.equals("map_avg");
            String label = average ? "average" : direction(name, modalities);
            lines.add(line(history, null, name, label, average
                    ? "Mean over the directions, on " + on + "; chooses the best epoch."
                    : "Mean average precision of " + label + " queries: " + on + ", all ranks, cosine.",
                    average ? 0 : color++, e -> e.validation().getOrDefault(name, Double.NaN)));
        }
        return lines;
    }

    /**
     * How often the modality of an embedding is told rightly: by the adversary, and by a probe trained from nothing.
     */
    static List<Series> classifiers(List<EpochSummary> history) {
        List<Series> lines = new ArrayList<>();
        if (history.stream().anyMatch(e -> !Double.isNaN(e.classifierAccuracy()))) {
            lines.add(line(history, null, "classifier", "adversary",
                    "Share of training embeddings whose modality the adversary names rightly; part of the game.",
                    3, EpochSummary::classifierAccuracy));
        }
        measure(history, lines, "probe_accuracy", "fresh probe",
                "Cross-validated accuracy of a linear classifier trained from nothing on validation pairs;"
                        + " an independent witness.", 0);
        measure(history, lines, "probe_logistic", "fresh probe (Tribuo)",
                "The same by Tribuo's logistic regression, in fewer epochs: a witness from another library.", 1);
        measure(history, lines, "probe_knn", "neighbour probe",
                "Accuracy of the vote of a validation point's neighbours, its partner left out; sees what no line can.", 2);
        return lines;
    }

    /** How mixed neighbourhoods are, and how pure. */
    static List<Series> neighbours(List<EpochSummary> history) {
        List<Series> lines = new ArrayList<>();
        measure(history, lines, "entropy_of_mixing", "entropy of mixing",
                "Entropy of the modalities among 30 neighbours; about 0.98 is half and half.", 0);
        measure(history, lines, "ilisi", "local mixing",
                "Effective number of modalities around a point, scaled (iLISI); 1 is half and half.", 2);
        measure(history, lines, "clisi", "class purity",
                "Effective number of classes around a point, scaled (cLISI); 1 is one class only.", 1);
        return lines;
    }

    /** How far apart the modalities and the members of a pair lie. */
    static List<Series> distances(List<EpochSummary> history) {
        List<Series> lines = new ArrayList<>();
        measure(history, lines, "gap", "modality gap", "Distance between the centres of the modalities; 0 is none.", 0);
        measure(history, lines, "alignment", "alignment", "Mean squared distance within pairs; 2 is a right angle.", 1);
        return lines;
    }

    /** How evenly points spread. */
    static List<Series> spread(List<EpochSummary> history) {
        List<Series> lines = new ArrayList<>();
        measure(history, lines, "uniformity", "uniformity", "Log of the mean Gaussian potential; 0 is one point.", 0);
        return lines;
    }

    private static void measure(List<EpochSummary> history, List<Series> lines, String key, String label, String help,
            int color) {
        List<EpochSummary> known = history.stream()
                .filter(e -> !Double.isNaN(e.validation().getOrDefault(key, Double.NaN))).toList();
        if (!known.isEmpty()) {
            lines.add(line(known, null, key, label, help, color, e -> e.validation().getOrDefault(key, Double.NaN)));
        }
    }

    /** {@code map_i2t} of the modalities image and text reads {@code image → text}. */
    static String direction(String measure, List<String> modalities) {
        String name = measure.substring("map_".length());
        for (int query = 0; query < modalities.size(); query++) {
            for (int gallery = 0; gallery < modalities.size(); gallery++) {
                if (query != gallery && Directions.name(modalities, query, gallery).equals(name)) {
                    return Directions.title(modalities, query, gallery);
                }
            }
        }
        return name.replace('_', ' ');
    }

    private static Series line(List<EpochSummary> history, Live live, String key, String label, String help, int color,
            ToDoubleFunction<EpochSummary> value) {
        Double now = live == null ? null : live.losses().get(key);
        int n = history.size() + (now == null ? 0 : 1);
        double[] x = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < history.size(); i++) {
            x[i] = history.get(i).epoch();
            y[i] = value.applyAsDouble(history.get(i));
        }
        if (now != null) {
            x[n - 1] = live.epoch();
            y[n - 1] = now;
        }
        return new Series(key, label, help, color, false, x, y);
    }
}
