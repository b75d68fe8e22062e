package org.mingle.mixing;

import java.util.List;
import java.util.Locale;
import org.mingle.compute.NativeRuntime;
import org.mingle.retrieval.Samples;

/**
 * Prints how long the card takes, statistic by statistic, for people to look at:
 * {@code MixingTiming PAIRS DIMENSIONS THREADS}.
 */
public final class MixingTiming {
    private static final int ROUNDS = 3;
    private static final int EPOCH_PAIRS = 2000;

    private MixingTiming() {}

    public static void main(String[] args) {
        int pairs = args.length > 0 ? Integer.parseInt(args[0]) : 5000;
        int dimensions = args.length > 1 ? Integer.parseInt(args[1]) : 200;
        NativeRuntime.prepare(args.length > 2 ? Integer.parseInt(args[2]) : 2);
        var embeddings = Samples.gaussian(1, pairs, dimensions, 10, 1);
        for (int round = 1; round <= ROUNDS; round++) {
            System.out.printf(Locale.ROOT, "round %d: 2 x %,d points of %d dimensions, %d threads%n", round, pairs, dimensions,
                    NativeRuntime.threads());
            TwoSample sample = TwoSample.of(embeddings, 1);
            time("neighbours", () -> sample.neighbours().n());
            for (MixingStatistic s : MixingAnalysis.statistics()) {
                time(s.name(), () -> s.of(sample).value());
            }
            time("whole card", () -> MixingAnalysis.of(embeddings, 1).n());
            var epoch = Samples.gaussian(1, Math.min(pairs, EPOCH_PAIRS), dimensions, 10, 1);
            time("epoch, 2 x " + epoch.size(), () -> EpochMixing.of(epoch, 1, true).size());
            time("epoch, all pairs", () -> EpochMixing.ofAll(epoch, 1).size());
        }
    }

    private static void time(String name, java.util.function.DoubleSupplier work) {
        long start = System.nanoTime();
        double value = work.getAsDouble();
        System.out.printf(Locale.ROOT, "  %-20s %8.1f ms  %10.4f%n", name, (System.nanoTime() - start) / 1e6, value);
    }
}
