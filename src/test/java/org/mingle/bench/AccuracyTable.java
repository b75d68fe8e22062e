package org.mingle.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The rows of the accuracy benchmark as a page. */
final class AccuracyTable {
    private static final List<String> ORDER = List.of("chance", "cca", "sm", "acmr", "dscmr", "dcml", "daml", "daml-plus");

    private AccuracyTable() {}

    static String markdown(Map<String, Object> rows) {
        StringBuilder s = new StringBuilder("""
                # Accuracy of the presets on real data

                Made by the accuracy benchmark (`AccuracyBenchmark` says how to make it, or one row of it, again); the
                same figures with more digits and variants are in `accuracy.json` beside this page. Every preset with
                its defaults on every dataset; mean over the seeds; measured on the test split, with cosine similarity;
                the best epoch chosen on the validation split alone. A row's mean is also what
                `train --data DATA --preset PRESET --seeds 5 --threads 1` prints.

                - **mAP(all)**: over the whole ranking; sd between seeds; 95 % interval from 2,000 resamples of the
                  queries, each query's average precision averaged over seeds and directions first.
                - **mAP@50(found)**: over the first 50, divided by the relevant found there; higher by construction and
                  never to be compared with the former.
                - **daml-plus better by**: paired by query, with its 95 % interval.
                - **probe**: accuracy of fresh classifiers (linear / small network), 5 folds grouped by pair, telling the
                  two modalities of test pairs apart; 0.5 is chance.
                """);
        Set<String> datasets = new LinkedHashSet<>();
        rows.values().forEach(r -> datasets.add(String.valueOf(map(r).get("dataset"))));
        for (String dataset : datasets) {
            List<String> presets = new ArrayList<>(ORDER);
            Map<String, Object> any = map(rows.values().stream().filter(r -> dataset.equals(map(r).get("dataset")))
                    .findFirst().orElseThrow());
            s.append("\n## ").append(dataset).append(" (").append(any.get("n")).append(" test pairs)\n\n");
            List<String> directions = new ArrayList<>(map(any.get("map_all")).keySet());
            directions.remove("avg");
            s.append("| preset | seeds | ").append(String.join(" | ", directions)).append(" | mAP(all) | sd | 95 % interval"
                    + " | mAP@50(found) | daml-plus better by | probe | seconds | version, date |\n");
            s.append("|---".repeat(10 + directions.size())).append("|\n");
            for (String preset : presets) {
                if (rows.get(dataset + "/" + preset) != null) {
                    line(s, map(rows.get(dataset + "/" + preset)), directions);
                }
            }
        }
        return s.toString();
    }

    private static void line(StringBuilder s, Map<String, Object> row, List<String> directions) {
        s.append("| ").append(row.get("preset")).append(" | ").append(row.get("seeds"));
        for (String d : directions) {
            s.append(" | ").append(number(map(row.get("map_all")).get(d)));
        }
        List<?> interval = (List<?>) row.get("map_all_avg_ci95");
        List<?> better = (List<?>) row.get("daml_plus_better_by");
        s.append(" | **").append(number(map(row.get("map_all")).get("avg"))).append("** | ")
                .append(number(row.get("map_all_avg_sd"))).append(" | ").append(number(interval.get(0))).append(" to ")
                .append(number(interval.get(1))).append(" | ")
                .append(number(map(row.get("map_at_50_found")).get("avg"))).append(" | ")
                .append(better == null ? "" : String.format(Locale.ROOT, "%+.4f (%+.4f to %+.4f)", better.get(0),
                        better.get(1), better.get(2)))
                .append(" | ").append(row.containsKey("fresh_probe_mlp")
                        ? String.format(Locale.ROOT, "%.2f / %.2f", row.get("fresh_probe_linear"), row.get("fresh_probe_mlp"))
                        : "").append(" | ")
                .append(row.containsKey("seconds") ? String.format(Locale.ROOT, "%.1f", row.get("seconds")) : "")
                .append(" | ").append(row.get("mingle")).append(", ").append(row.get("date")).append(" |\n");
    }

    private static String number(Object value) {
        return String.format(Locale.ROOT, "%.4f", ((Number) value).doubleValue());
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object o) {
        return (Map<String, Object>) o;
    }
}
