package org.mingle.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.mingle.data.NpyArray;

/** Epoch summaries as a table of numbers for a checkpoint, and back. */
final class History {
    private static final String LOSS = "loss:";
    private static final String MEASURE = "validation:";

    private History() {}

    static void save(List<EpochSummary> epochs, Map<String, NpyArray> into) {
        TreeSet<String> names = new TreeSet<>();
        for (EpochSummary e : epochs) {
            e.losses().keySet().forEach(k -> names.add(LOSS + k));
            e.validation().keySet().forEach(k -> names.add(MEASURE + k));
        }
        List<String> columns = new ArrayList<>(List.of("epoch", "seconds", "pairs", "accuracy", "best", "weight"));
        columns.addAll(names);
        double[] values = new double[epochs.size() * columns.size()];
        int at = 0;
        for (EpochSummary e : epochs) {
            double[] fixed = {e.epoch(), e.seconds(), e.pairs(), e.classifierAccuracy(), e.best() ? 1 : 0,
                    e.adversaryWeight()};
            for (int c = 0; c < columns.size(); c++) {
                String name = columns.get(c);
                values[at++] = c < fixed.length ? fixed[c]
                        : name.startsWith(LOSS) ? e.losses().getOrDefault(name.substring(LOSS.length()), Double.NaN)
                        : e.validation().getOrDefault(name.substring(MEASURE.length()), Double.NaN);
            }
        }
        into.put("history.columns", NpyArray.of(columns.toArray(new String[0])));
        into.put("history.values", new NpyArray(new int[] {epochs.size(), columns.size()}, values));
    }

    static List<EpochSummary> restore(Map<String, NpyArray> state) {
        String[] columns = (String[]) state.get("history.columns").values();
        double[] values = state.get("history.values").toDoubles();
        List<EpochSummary> epochs = new ArrayList<>();
        for (int row = 0; row < values.length; row += columns.length) {
            Map<String, Double> losses = new LinkedHashMap<>();
            Map<String, Double> measures = new LinkedHashMap<>();
            for (int c = 6; c < columns.length; c++) {
                double v = values[row + c];
                if (!Double.isNaN(v)) {
                    boolean loss = columns[c].startsWith(LOSS);
                    (loss ? losses : measures).put(columns[c].substring((loss ? LOSS : MEASURE).length()), v);
                }
            }
            epochs.add(new EpochSummary((int) values[row], values[row + 1], (long) values[row + 2], losses,
                    values[row + 3], measures, values[row + 4] != 0, values[row + 5]));
        }
        return epochs;
    }
}
