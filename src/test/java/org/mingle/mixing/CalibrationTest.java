package org.mingle.mixing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.mingle.data.Embeddings;

/** Level and power of the two-sample tests, in a size that is quick. */
class CalibrationTest {
    private static final int RUNS = 60;

    @Test
    void underTheNullPValuesAreUniform() {
        for (double correlation : new double[] {0, 0.7}) {
            assertUniform(s -> new LinearProbe(1000).of(s).p(), correlation);
            assertUniform(s -> new Mmd().of(s).p(), correlation);
            assertUniform(s -> new NeighbourProbe().of(s).p(), correlation);
        }
    }

    @Test
    void aShiftOfHalfADeviationIsSeen() {
        int linear = 0;
        int mmd = 0;
        for (int run = 0; run < 20; run++) {
            TwoSample s = TwoSample.of(Simulated.pairs(100 + run, 400, 32, 0.5, 0), run);
            linear += new LinearProbe(1000).of(s).p() < 0.05 ? 1 : 0;
            mmd += new Mmd().of(s).p() < 0.05 ? 1 : 0;
        }
        assertTrue(linear >= 19, "linear " + linear);
        assertTrue(mmd >= 19, "mmd " + mmd);
    }

    @Test
    void aRingAroundABallIsSeenByTheNetworkAndNotByTheLine() {
        Embeddings e = Simulated.pairs(1, 300, 6, 0, 0);
        for (int i = 0; i < 300; i++) {
            e.points().get(1).data()[i * 6] *= 4; // same mean, wider along one axis
        }
        TwoSample s = TwoSample.of(e, 1);
        assertEquals(0.5, new LinearProbe(1000).of(s).value(), 0.08);
        assertTrue(new MlpProbe().of(s).value() > 0.65);
        assertTrue(new MlpProbe().of(s).p() < 0.01);
    }

    @Test
    void theFreshProbeSeparatesWhatIsSeparableAndGivesTheSameTwice() {
        Embeddings e = Simulated.pairs(1, 200, 10, 5, 0);
        assertTrue(FreshProbe.linear(e, 3).value() > 0.95);
        assertEquals(FreshProbe.linear(e, 3), FreshProbe.linear(e, 3));
        assertTrue(Double.isNaN(FreshProbe.linear(Simulated.pairs(1, 5, 3, 0, 0), 3).value()));
    }

    @Test
    void intervalsOfTheProbeCoverOneHalfUnderTheNull() {
        int covered = 0;
        for (int run = 0; run < RUNS; run++) {
            Statistic s = FreshProbe.linear(Simulated.pairs(500 + run, 120, 8, 0, 0), run);
            covered += s.low() <= 0.5 && s.high() >= 0.5 ? 1 : 0;
        }
        assertTrue(covered >= 0.88 * RUNS, covered + " of " + RUNS);
    }

    private static void assertUniform(Function<TwoSample, Double> test, double correlation) {
        double[] p = new double[RUNS];
        for (int run = 0; run < RUNS; run++) {
            p[run] = test.apply(TwoSample.of(Simulated.pairs(run, 60, 4, 0, correlation), run));
        }
        Arrays.sort(p);
        double distance = 0;
        for (int i = 0; i < RUNS; i++) {
            distance = Math.max(distance, Math.max(Math.abs(p[i] - (double) i / RUNS), Math.abs(p[i] - (i + 1.0) / RUNS)));
        }
        // Kolmogorov-Smirnov at level 0.01
        assertTrue(distance < 1.63 / Math.sqrt(RUNS), "distance " + distance + " at correlation " + correlation);
    }
}
