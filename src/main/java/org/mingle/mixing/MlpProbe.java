package org.mingle.mixing;

import java.util.SplittableRandom;
import org.mingle.compute.Blas;
import org.mingle.data.FloatMatrix;

/**
 * Classifier two-sample test with a small network (Lopez-Paz and Oquab 2017: one hidden layer of 20 ReLU, Adam): finds
 * what a linear probe cannot. 50 passes in batches of 64, at most 500 pairs. The p-value is
 * exact: a network trained on one half of the pairs scores the other half, whose labels are then swapped within pairs
 * (999 rounds of the mean difference of the two members' probabilities). Cost: 6 folds x 50 passes x 2n x 20 d x 6.
 */
final class MlpProbe implements MixingStatistic {
    private static final int LIMIT = 500;
    private static final int SWAPS = 999;
    private static final int HIDDEN = 20;
    private static final int EPOCHS = 50;
    private static final int BATCH = 64;
    private static final float RATE = 0.005f;
    private static final float DECAY = 1e-3f;

    @Override
    public String name() {
        return "c2st_mlp";
    }

    @Override
    public Statistic of(TwoSample sample) {
        TwoSample used = sample.balanced(LIMIT);
        ProbeResult result = Folds.run(used, MlpProbe::scores);
        return result.summary(name(), swapped(used), Statistics.with(Folds.settings(sample, used), "probe", HIDDEN + " ReLU units, " + EPOCHS + " epochs of Adam"));
    }

    private static double swapped(TwoSample used) {
        ProbeResult held = Folds.half(used, MlpProbe::scores);
        int n = held.first().length;
        float[] differences = new float[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            differences[i] = (float) (probability(held.second()[i]) - probability(held.first()[i]));
            sum += differences[i];
        }
        float[] signs = SwapTest.signs(SWAPS, n, used.seed() + 2);
        double[] rounds = new double[SWAPS];
        for (int b = 0; b < SWAPS; b++) {
            for (int i = 0; i < n; i++) {
                rounds[b] += signs[b * n + i] * differences[i];
            }
        }
        return SwapTest.p(sum, rounds);
    }

    private static double probability(double score) {
        return 1 / (1 + Math.exp(-score));
    }

    private static double[] scores(FloatMatrix train, FloatMatrix test, long seed) {
        return new Network(train.cols(), seed).fit(train).scores(test);
    }

    /** Weights: hidden x inputs, hidden biases, output weights, output bias, all in one array. */
    private static final class Network {
        private final int inputs;
        private final float[] weights;
        private final float[] gradient;
        private final float[] mean;
        private final float[] square;
        private final SplittableRandom random;
        private int steps;

        Network(int inputs, long seed) {
            this.inputs = inputs;
            weights = new float[HIDDEN * inputs + 2 * HIDDEN + 1];
            gradient = new float[weights.length];
            mean = new float[weights.length];
            square = new float[weights.length];
            random = new SplittableRandom(seed);
            for (int i = 0; i < HIDDEN * inputs; i++) {
                weights[i] = uniform(Math.sqrt(6.0 / inputs));
            }
            for (int h = 0; h < HIDDEN; h++) {
                weights[HIDDEN * inputs + HIDDEN + h] = uniform(Math.sqrt(6.0 / HIDDEN));
            }
        }

        private float uniform(double limit) {
            return (float) ((2 * random.nextDouble() - 1) * limit);
        }

        Network fit(FloatMatrix points) {
            for (int epoch = 0; epoch < EPOCHS; epoch++) {
                int[] order = TwoSample.shuffled(points.rows(), random);
                for (int from = 0; from < order.length; from += BATCH) {
                    int[] rows = java.util.Arrays.copyOfRange(order, from, Math.min(order.length, from + BATCH));
                    step(points.gather(rows), rows, points.rows() / 2);
                }
            }
            return this;
        }

        double[] scores(FloatMatrix points) {
            return scores(points, hidden(points));
        }

        private float[] hidden(FloatMatrix points) {
            float[] hidden = new float[points.rows() * HIDDEN];
            Blas.sgemm(false, true, points.rows(), HIDDEN, inputs, 1, points.data(), inputs, weights, inputs, 0, hidden, HIDDEN);
            for (int i = 0; i < hidden.length; i++) {
                hidden[i] = Math.max(0, hidden[i] + weights[HIDDEN * inputs + i % HIDDEN]);
            }
            return hidden;
        }

        private double[] scores(FloatMatrix points, float[] hidden) {
            int output = HIDDEN * inputs + HIDDEN;
            double[] scores = new double[points.rows()];
            for (int r = 0; r < scores.length; r++) {
                scores[r] = weights[output + HIDDEN];
                for (int h = 0; h < HIDDEN; h++) {
                    scores[r] += weights[output + h] * hidden[r * HIDDEN + h];
                }
            }
            return scores;
        }

        /** One Adam step (Kingma and Ba 2015) on the logistic loss; rows from {@code half} on are the second side. */
        private void step(FloatMatrix batch, int[] rows, int half) {
            float[] hidden = hidden(batch);
            double[] scores = scores(batch, hidden);
            int bias = HIDDEN * inputs;
            int output = bias + HIDDEN;
            java.util.Arrays.fill(gradient, 0);
            float[] back = new float[hidden.length];
            for (int r = 0; r < rows.length; r++) {
                float error = (float) ((1 / (1 + Math.exp(-scores[r])) - (rows[r] < half ? 0 : 1)) / rows.length);
                gradient[output + HIDDEN] += error;
                for (int h = 0; h < HIDDEN; h++) {
                    gradient[output + h] += error * hidden[r * HIDDEN + h];
                    back[r * HIDDEN + h] = hidden[r * HIDDEN + h] > 0 ? error * weights[output + h] : 0;
                    gradient[bias + h] += back[r * HIDDEN + h];
                }
            }
            Blas.sgemm(true, false, HIDDEN, inputs, rows.length, 1, back, HIDDEN, batch.data(), inputs, 1, gradient, inputs);
            steps++;
            float first = (float) (1 - Math.pow(0.9, steps));
            float second = (float) (1 - Math.pow(0.999, steps));
            for (int i = 0; i < weights.length; i++) {
                float g = gradient[i] + DECAY * weights[i];
                mean[i] = 0.9f * mean[i] + 0.1f * g;
                square[i] = 0.999f * square[i] + 0.001f * g * g;
                weights[i] -= RATE * mean[i] / first / ((float) Math.sqrt(square[i] / second) + 1e-8f);
            }
        }
    }
}
