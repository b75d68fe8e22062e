package org.mingle.mixing;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Level, coverage and power over many simulated samples; prints the figures. Minutes, so in the profile for slow tests. */
@Tag("slow")
class FullCalibrationTest {
    private static final int RUNS = 500;
    private static final int PAIRS = 120;
    private static final int DIMENSIONS = 8;

    @ParameterizedTest
    @CsvSource({"0", "0.7"})
    void onPairsOfOneDistributionPValuesAreUniformAndIntervalsCover(double correlation) {
        List<MixingStatistic> statistics = List.of(new LinearProbe(1000), new NeighbourProbe(), new MlpProbe(), new Mmd(),
                new ModalityGap(), new EntropyOfMixing(), new Alignment(), new PairRank());
        StringBuilder failures = new StringBuilder();
        for (MixingStatistic s : statistics) {
            Calibration c = Calibration.of(RUNS, run -> TwoSample.of(Simulated.pairs(1000 + run, PAIRS, DIMENSIONS, 0, correlation),
                    run), s);
            // Of entropy, alignment and pair rank the truth is their expectation, which 500 samples give well.
            double truth = s.name().startsWith("c2st") ? 0.5 : List.of("mmd2", "gap").contains(s.name()) ? 0 : c.mean();
            System.out.println("correlation " + correlation + "  " + c.line(s.name(), truth));
            if (!Double.isNaN(c.p()[0]) && c.uniformity() <= 0.01) {
                failures.append(s.name()).append(": p-values are not uniform, ").append(c.uniformity()).append("; ");
            }
            if (Math.abs(c.coverage(truth) - 0.95) > 0.02 + 1e-9) {
                failures.append(s.name()).append(": coverage ").append(c.coverage(truth)).append("; ");
            }
        }
        assertTrue(failures.isEmpty(), failures.toString());
    }

    @ParameterizedTest
    @CsvSource({"0", "0.7"})
    void aShiftOfHalfADeviationIsSeen(double correlation) {
        for (MixingStatistic s : List.of(new LinearProbe(1000), new Mmd())) {
            Calibration c = Calibration.of(200, run -> TwoSample.of(Simulated.pairs(5000 + run, 400, 32, 0.5, correlation), run), s);
            System.out.println("correlation " + correlation + "  " + s.name() + " power " + c.power(0.05));
            assertTrue(c.power(0.05) >= 0.95, s.name() + " power " + c.power(0.05));
        }
    }
}
