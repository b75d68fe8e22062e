package org.mingle.runs;

import org.mingle.data.Dataset;
import org.mingle.data.Split;
import org.mingle.mixing.EpochMixing;
import org.mingle.model.TrainingForecast;
import org.mingle.model.TrainingSettings;

/**
 * In which epochs of a run mixing is measured, so that this takes a small share of the training: {@value #SHARE} for the
 * statistics, {@value #LOGISTIC_SHARE} for Tribuo's probe, which is left to the card where that share does not pay for
 * loading it. Epochs 0, 1, 2 and the last one are always measured, so that short runs spend more. It is worked out from
 * the shapes alone, for one nominal machine: the same data and settings give the same epochs on any.
 *
 * @param every so many epochs the statistics are measured
 * @param logisticEvery so many epochs Tribuo's probe is trained as well; a multiple of {@code every}, or 0 for never
 * @param epochs planned
 */
record StatisticsSchedule(int every, int logisticEvery, int epochs) {
    /** The setting with which a user asks for a distance of his own. */
    static final String SETTING = "statistics_every";
    private static final double SHARE = 0.02;
    private static final double LOGISTIC_SHARE = 0.01;
    /** Seconds for loading and compiling Tribuo's classes when they are first used: {@code CostBenchmark}. */
    private static final double LOGISTIC_START = 0.2;
    /** The first epochs, in which most happens. */
    private static final int ALWAYS = 2;

    static StatisticsSchedule of(Dataset dataset, TrainingSettings settings) {
        int epochs = settings.asMap().containsKey("epochs") ? settings.getInt("epochs") : 1;
        int asked = settings.asMap().containsKey(SETTING) ? settings.getInt(SETTING) : 1;
        double epoch = TrainingForecast.nominalEpochSeconds(dataset, settings).orElse(Double.MAX_VALUE);
        int pairs = dataset.rows(Split.VALIDATION).length;
        int dimension = settings.asMap().containsKey("dimension") ? settings.getInt("dimension") : 1;
        int every = asked > 0 ? asked : round(EpochMixing.seconds(pairs, dimension) / (SHARE * epoch));
        double logistic = EpochMixing.logisticSeconds(pairs, dimension);
        double left = LOGISTIC_SHARE * epochs * epoch - (asked > 0 ? 0 : LOGISTIC_START);
        if (asked == 0 && left < logistic) {
            return new StatisticsSchedule(every, 0, epochs);
        }
        int logisticEvery = round(epochs * logistic / left);
        return new StatisticsSchedule(every, Math.max(1, (logisticEvery + every - 1) / every) * every, epochs);
    }

    /** The next of 1, 2, 5, 10, 20, 50, ...: distances that a reader of the charts finds again. */
    static int round(double distance) {
        double power = 1;
        while (power < 1e6) {
            for (int digit : new int[] {1, 2, 5}) {
                if (digit * power >= distance) {
                    return (int) (digit * power);
                }
            }
            power *= 10;
        }
        return 1_000_000;
    }

    boolean measures(int epoch) {
        return epoch <= ALWAYS || epoch == epochs || epoch % every == 0;
    }

    boolean trainsLogistic(int epoch) {
        return logisticEvery > 0 && (epoch == epochs || epoch > 0 && epoch % logisticEvery == 0);
    }
}
