package org.mingle.runs;

import java.util.LinkedHashMap;
import java.util.Map;
import org.mingle.data.Dataset;
import org.mingle.data.Embeddings;
import org.mingle.data.Split;
import org.mingle.mixing.EpochMixing;
import org.mingle.model.CrossModalModel;
import org.mingle.model.Validator;
import org.mingle.retrieval.Directions;
import org.mingle.retrieval.RetrievalMeasures;
import org.mingle.retrieval.Similarity;

/**
 * What is measured on the validation split after each epoch: mAP over all results (cosine) in every direction as
 * {@code map_i2t}, ..., their mean, and, in the epochs that {@link StatisticsSchedule} chooses, how mixed the space
 * is ({@link EpochMixing}).
 */
final class RetrievalValidator implements Validator {
    private final Dataset dataset;
    private final int[] rows;
    private final long seed;
    private final StatisticsSchedule schedule;
    private long statisticsNanos;

    RetrievalValidator(Dataset dataset, long seed, StatisticsSchedule schedule) {
        this.dataset = dataset;
        this.seed = seed;
        this.schedule = schedule;
        rows = dataset.rows(Split.VALIDATION);
    }

    @Override
    public Map<String, Double> validate(CrossModalModel model, int epoch) {
        Map<String, Double> measures = new LinkedHashMap<>();
        if (rows.length == 0) {
            return measures;
        }
        Embeddings points = model.embed(dataset, rows);
        measures.putAll(retrieval(points));
        if (schedule.measures(epoch)) {
            long start = System.nanoTime();
            measures.putAll(EpochMixing.of(points, seed, schedule.trainsLogistic(epoch)));
            statisticsNanos += System.nanoTime() - start;
        }
        return measures;
    }

    /** mAP in every direction and their mean. */
    static Map<String, Double> retrieval(Embeddings points) {
        Map<String, Double> measures = new LinkedHashMap<>();
        int modalities = points.modalities().size();
        double sum = 0;
        for (int q = 0; q < modalities; q++) {
            for (int g = 0; g < modalities; g++) {
                if (q != g) {
                    double map = RetrievalMeasures.of(points, q, g, Similarity.COSINE).mapAll();
                    measures.put("map_" + Directions.name(points.modalities(), q, g), map);
                    sum += map;
                }
            }
        }
        measures.put(SELECTION_MEASURE, sum / (modalities * (modalities - 1)));
        return measures;
    }

    @Override
    public double statisticsSeconds() {
        return statisticsNanos / 1e9;
    }
}
