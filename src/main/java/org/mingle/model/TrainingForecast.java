package org.mingle.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.mingle.compute.MachineRates;
import org.mingle.data.Dataset;
import org.mingle.data.Split;

/**
 * What training will take, told before it starts: the operations and the memory traffic of an epoch, counted from the
 * shapes and the settings, over this machine's rates. The weights of the parts are fitted to epochs measured on several
 * sets and presets ({@code ForecastCheck} beside the tests); a busy machine takes longer.
 *
 * @param epochSeconds of one epoch with validation, after the first, which also warms up
 * @param epochs planned
 * @param bytes of memory beside the features: weights, moments, checkpoints, matrices of a batch
 * @param featureBytes that the features take in memory
 */
public record TrainingForecast(double epochSeconds, int epochs, long bytes, long featureBytes) {
    /**
     * Seconds per unit of each part of {@link #work}: least squares, none negative and Adam's 1, over 40 epochs (four
     * presets, five sets, one and two threads), of which they meet 39 within 25 %.
     */
    private static final double[] WEIGHTS = {1.45, 1, 2.07, 0.142, 0.131, 1.3, 36.7, 0.085, 9};
    /** Bytes of the program itself, its libraries, and what Java's heap holds before it is tidied up. */
    private static final double PROGRAM = 3.05e8;
    /** Bytes of the process for each of features and of training: what is read, standardised or not yet tidied up. */
    private static final double FEATURES = 1.1;
    private static final double TRAINING = 2.5;
    /** Two cores of a present desktop processor. */
    private static final MachineRates NOMINAL = new MachineRates(1.2e11, 1.2e10);

    /**
     * What the settings will take on the dataset; measures the machine when it is first asked for a size of batch.
     *
     * @return empty for a preset that trains no mappers in batches, and where there are no features or too few pairs to train on
     */
    public static Optional<TrainingForecast> of(Dataset dataset, TrainingSettings settings) {
        int pairs = dataset.rows(Split.TRAIN).length;
        if (!isCounted(dataset, settings)) {
            return Optional.empty();
        }
        long features = 0;
        for (int k = 0; k < dataset.modalities().size(); k++) {
            features += 4L * dataset.size() * dataset.features(k).cols();
        }
        List<int[]> mappers = mappers(dataset, settings, pairs);
        double seconds = seconds(work(dataset, settings, mappers, MachineRates.of(batch(settings, pairs))));
        long bytes = TrainingMemory.ofWeights(settings, mappers) + TrainingMemory.ofBatch(settings, mappers,
                batch(settings, pairs));
        return Optional.of(new TrainingForecast(seconds, settings.getInt("epochs"), bytes, features));
    }

    /**
     * Seconds of an epoch on a machine of fixed rates: the same for the same shapes and settings
     * wherever it is asked, for what must not depend on a measurement.
     *
     * @return empty as {@link #of} is
     */
    public static OptionalDouble nominalEpochSeconds(Dataset dataset, TrainingSettings settings) {
        int pairs = dataset.rows(Split.TRAIN).length;
        if (!isCounted(dataset, settings)) {
            return OptionalDouble.empty();
        }
        return OptionalDouble.of(seconds(work(dataset, settings, mappers(dataset, settings, pairs), NOMINAL)));
    }

    private static boolean isCounted(Dataset dataset, TrainingSettings settings) {
        return settings.asMap().containsKey("batch") && dataset.rows(Split.TRAIN).length >= 2
                && IntStream.range(0, dataset.modalities().size()).allMatch(dataset::hasFeatures);
    }

    private static double seconds(double[] work) {
        double seconds = 0;
        for (int i = 0; i < work.length; i++) {
            seconds += WEIGHTS[i] * work[i];
        }
        return seconds;
    }

    static int batch(TrainingSettings s, int pairs) {
        int batch = Math.max(1, Math.min(s.getInt("batch"), pairs));
        int batches = Math.max(1, (int) Math.round((double) pairs / batch));
        return (pairs + batches - 1) / batches;
    }

    static List<int[]> mappers(Dataset dataset, TrainingSettings s, int pairs) {
        List<int[]> all = new ArrayList<>();
        for (int k = 0; k < dataset.modalities().size(); k++) {
            int in = MapperInput.width(s, dataset.features(k).cols(), pairs);
            all.add(DamlModel.widths(s, in));
        }
        return all;
    }

    /**
     * The parts of an epoch, each in seconds but for a constant: products of the steps at the machine's rate, Adam's way
     * through memory, input values, pairs of points times their dimension, points through the adversary; then products of
     * what is embedded for validation; pairs of points in the pairwise likelihood; steps; and one epoch. Statistics of
     * mixing come to few hundredths of it ({@code statistics_every}).
     */
    static double[] work(Dataset dataset, TrainingSettings s, List<int[]> mappers, MachineRates rates) {
        int pairs = dataset.rows(Split.TRAIN).length;
        int modalities = mappers.size();
        double batches = Math.max(1, Math.round((double) pairs / Math.min(s.getInt("batch"), pairs)));
        double points = modalities * pairs / batches;
        double step = 0;
        double forward = 0;
        double parameters = 0;
        double inputs = 0;
        for (int[] w : mappers) {
            inputs += (double) pairs * w[0];
            for (int l = 0; l + 1 < w.length; l++) {
                double weights = (double) w[l] * w[l + 1];
                parameters += weights;
                forward += 2 * weights;
                step += (l == 0 ? 2 : 3) * 2 * weights;
            }
        }
        double moved = parameters * (s.getDouble("averaging") > 0 ? 32 : 24);
        boolean contested = s.getDouble("adversary") > 0;
        double h = s.getInt("adversary_hidden");
        double adversary = !contested ? 0 : (s.getDouble("gradient_penalty") > 0 ? 2 : 1) * s.getInt("adversary_steps") + 1;
        adversary *= h * (s.getInt("dimension") + (s.getInt("adversary_layers") - 1) * h + modalities);
        if (contested && s.isOn("adversary_clean")) {
            step += forward; // a second time, without dropout
        }
        int validated = dataset.rows(Split.VALIDATION).length;
        int embedded = validated + Math.min(pairs, DamlModel.centred(s) ? DamlTrainer.CENTRED : DamlTrainer.GUARDED);
        return new double[] {pairs * step / rates.products(), batches * moved / rates.memory(), 1e-9 * inputs,
            1e-9 * batches * points * points * s.getInt("dimension"), 1e-9 * batches * points * adversary,
            embedded * forward / rates.products(),
            s.getDouble("likelihood") > 0 ? 1e-9 * batches * points * points : 0, 1e-3 * batches, 1e-3};
    }

    /** Seconds of all epochs. */
    public double seconds() {
        return epochs * epochSeconds;
    }

    /**
     * Memory that the whole program takes at most when it trains in the terminal: fitted to the peaks of {@code train} over
     * 60 epochs of three presets on five sets of 1 to 81 MB of features, which it meets within 20 %. How far Java's heap grows is up to its collector:
     * busy machines were seen to take a third more.
     */
    public long processBytes() {
        return (long) (PROGRAM + FEATURES * featureBytes + TRAINING * bytes);
    }

    /** {@code about 4 s}, {@code about 12 min}, {@code about 3 h}. */
    public String duration() {
        double s = seconds();
        return s < 0.95 ? "less than 1 s" : "about " + (s < 99.5 ? String.format(Locale.ROOT, s < 9.5 ? "%.1f s" : "%.0f s", s)
                : s < 5970 ? Math.round(s / 60) + " min" : String.format(Locale.ROOT, "%.1f h", s / 3600));
    }

    /** All of it in words. */
    public String words() {
        return String.format(Locale.ROOT, "%s (%d epochs of %.2g s), %s of memory beside the features' %s", duration(),
                epochs, epochSeconds, size(bytes), size(featureBytes));
    }

    /** All of it in a sentence for the window, where a map is laid out meanwhile. */
    public String sentence() {
        return "Training would take " + words() + "; the live map takes its time beside it.";
    }

    /** Bytes in words, {@code 62 MB}. */
    public static String size(long bytes) {
        return bytes < 1e9 ? String.format(Locale.ROOT, "%,.0f MB", Math.max(1, bytes / 1e6))
                : String.format(Locale.ROOT, "%,.1f GB", bytes / 1e9);
    }
}
