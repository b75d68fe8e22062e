package org.mingle.mixing;

import java.util.Arrays;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.mingle.data.FloatMatrix;

/**
 * Cross-validation of a probe in which both members of a pair are always in the same fold: a probe that had seen one
 * half of a pair would know the other. Points are standardised column by column on the training folds.
 */
final class Folds {
    static final int COUNT = 5;
    /** A column whose standard deviation is below this is constant but for rounding: unit vectors in float32. */
    private static final double CONSTANT = 1e-6;

    private Folds() {}

    /** Learns to tell rows of the first half (first side) from rows of the second half (second side). */
    interface Probe {
        /**
         * @param train 2t x d: t rows of the first side, then their t partners
         * @return scores of the rows of {@code test}, positive for the second side
         */
        double[] scores(FloatMatrix train, FloatMatrix test, long seed);
    }

    /** Pairs of each fold. */
    static int[][] of(TwoSample balanced) {
        int n = balanced.size();
        int[] order = TwoSample.shuffled(n, new SplittableRandom(balanced.seed()));
        int[][] folds = new int[COUNT][];
        for (int f = 0; f < COUNT; f++) {
            folds[f] = Arrays.copyOfRange(order, n * f / COUNT, n * (f + 1) / COUNT);
        }
        return folds;
    }

    /** Out-of-fold scores of all pairs of a balanced sample. */
    static ProbeResult run(TwoSample balanced, Probe probe) {
        int n = balanced.size();
        int[][] folds = of(balanced);
        double[] first = new double[n];
        double[] second = new double[n];
        for (int fold = 0; fold < COUNT; fold++) {
            int[] test = folds[fold];
            int held = fold;
            int[] train = IntStream.range(0, COUNT).filter(f -> f != held).flatMap(f -> Arrays.stream(folds[f])).toArray();
            FloatMatrix trainPoints = balanced.first().gather(train).stack(balanced.second().gather(train));
            FloatMatrix testPoints = balanced.first().gather(test).stack(balanced.second().gather(test));
            double[] scores = standardisedScores(probe, trainPoints, testPoints, balanced.seed() + fold);
            for (int i = 0; i < test.length; i++) {
                first[test[i]] = scores[i];
                second[test[i]] = scores[test.length + i];
            }
        }
        return new ProbeResult(first, second);
    }

    /** Scores of a random half of the pairs by a probe trained on the other half. */
    static ProbeResult half(TwoSample balanced, Probe probe) {
        int n = balanced.size();
        int[] order = TwoSample.shuffled(n, new SplittableRandom(balanced.seed()));
        int[] train = Arrays.copyOfRange(order, 0, n / 2);
        int[] test = Arrays.copyOfRange(order, n / 2, n);
        double[] scores = standardisedScores(probe, balanced.first().gather(train).stack(balanced.second().gather(train)),
                balanced.first().gather(test).stack(balanced.second().gather(test)), balanced.seed());
        return new ProbeResult(Arrays.copyOf(scores, test.length), Arrays.copyOfRange(scores, test.length, scores.length));
    }

    static Map<String, Object> settings(TwoSample whole, TwoSample used) {
        return Map.of("folds", COUNT, "pairs", used.size(), "of", whole.size(), "seed", whole.seed(),
                "grouped_by_pair", whole.paired());
    }

    private static double[] standardisedScores(Probe probe, FloatMatrix train, FloatMatrix test, long seed) {
        int d = train.cols();
        float[] mean = new float[d];
        float[] scale = new float[d];
        for (int c = 0; c < d; c++) {
            double sum = 0;
            for (int r = 0; r < train.rows(); r++) {
                sum += train.data()[r * d + c];
            }
            double m = sum / train.rows();
            double squares = 0;
            for (int r = 0; r < train.rows(); r++) {
                double v = train.data()[r * d + c] - m;
                squares += v * v;
            }
            double deviation = Math.sqrt(squares / train.rows());
            mean[c] = (float) m;
            scale[c] = deviation > CONSTANT ? (float) (1 / deviation) : 0;
        }
        return probe.scores(standardised(train, mean, scale), standardised(test, mean, scale), seed);
    }

    private static FloatMatrix standardised(FloatMatrix m, float[] mean, float[] scale) {
        float[] data = new float[m.data().length];
        for (int i = 0; i < data.length; i++) {
            int c = i % m.cols();
            data[i] = (m.data()[i] - mean[c]) * scale[c];
        }
        return new FloatMatrix(m.rows(), m.cols(), data);
    }
}
