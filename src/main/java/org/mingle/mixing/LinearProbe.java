package org.mingle.mixing;

import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.mingle.data.FloatMatrix;
import org.tribuo.MutableDataset;
import org.tribuo.classification.Label;
import org.tribuo.classification.LabelFactory;
import org.tribuo.classification.sgd.linear.LinearSGDModel;
import org.tribuo.classification.sgd.linear.LinearSGDTrainer;
import org.tribuo.classification.sgd.objectives.LogMulticlass;
import org.tribuo.impl.ArrayExample;
import org.tribuo.math.la.DenseMatrix;
import org.tribuo.math.optimisers.AdaGrad;
import org.tribuo.provenance.SimpleDataSourceProvenance;

/**
 * Classifier two-sample test (Lopez-Paz and Oquab 2017) with Tribuo's logistic regression as the probe: the share of
 * held-out points whose side it names rightly. The p-value is that of Hotelling's T-squared under 999 swaps of labels
 * within pairs: linear too, and exact. Cost: 5 folds x 5 passes over 2n x d values.
 */
final class LinearProbe implements MixingStatistic {
    private static final String NAME = "c2st_linear";
    private static final String PROBE = "logistic regression (Tribuo)";
    static final int FEWEST_PAIRS = 10;
    private static final int EPOCHS = 5;
    private static final int BATCH = 8;
    private static final double RATE = 0.1;
    private static final int SWAPS = 999;
    /** Tribuo logs every thousand steps; kept in a field so that the level is not lost to garbage collection. */
    private static final Logger TRIBUO = Logger.getLogger("org.tribuo.common.sgd");

    static {
        TRIBUO.setLevel(Level.OFF);
    }

    private final int limit;

    /** @param limit pairs at most; more are sampled down by the seed */
    LinearProbe(int limit) {
        this.limit = limit;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Statistic of(TwoSample sample) {
        if (sample.size() < FEWEST_PAIRS) {
            return tooFew(sample);
        }
        TwoSample used = sample.balanced(limit);
        return Folds.run(used, LinearProbe::scores).summary(name(), SwapTest.hotelling(used, SWAPS),
                Statistics.with(Folds.settings(sample, used), "probe", PROBE));
    }

    /** The accuracy of a linear probe that is quick, with its interval, without a p-value. */
    static Statistic accuracy(TwoSample sample) {
        if (sample.size() < FEWEST_PAIRS) {
            return tooFew(sample);
        }
        return LeastSquaresProbe.run(sample).summary(NAME, Double.NaN,
                Statistics.with(Folds.settings(sample, sample), "probe", "least squares"));
    }

    /** The accuracy of Tribuo's probe with its interval, without a p-value; some thirty times as dear. */
    static Statistic logistic(TwoSample sample) {
        if (sample.size() < FEWEST_PAIRS) {
            return tooFew(sample);
        }
        return Folds.run(sample, LinearProbe::scores).summary(NAME, Double.NaN,
                Statistics.with(Folds.settings(sample, sample), "probe", PROBE));
    }

    private static Statistic tooFew(TwoSample sample) {
        return Statistics.impossible(NAME, "a probe needs at least " + FEWEST_PAIRS + " pairs, here are " + sample.size());
    }

    private static double[] scores(FloatMatrix train, FloatMatrix test, long seed) {
        int d = train.cols();
        String[] names = new String[d];
        for (int c = 0; c < d; c++) {
            names[c] = String.format(Locale.ROOT, "x%06d", c);
        }
        LabelFactory factory = new LabelFactory();
        Label[] sides = {new Label("first"), new Label("second")};
        MutableDataset<Label> data = new MutableDataset<>(new SimpleDataSourceProvenance("embeddings",
                OffsetDateTime.of(2000, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC), factory), factory);
        int half = train.rows() / 2;
        for (int r = 0; r < train.rows(); r++) {
            double[] values = new double[d];
            for (int c = 0; c < d; c++) {
                values[c] = train.data()[r * d + c];
            }
            data.add(new ArrayExample<>(sides[r < half ? 0 : 1], names, values));
        }
        LinearSGDModel model = new LinearSGDTrainer(new LogMulticlass(), new AdaGrad(RATE), EPOCHS, Integer.MAX_VALUE, BATCH, seed)
                .train(data);
        // Feature ids follow the order of the padded names; the last column is the bias.
        DenseMatrix weights = model.getWeightsCopy();
        int second = model.getOutputIDInfo().getID(sides[1]);
        double[] scores = new double[test.rows()];
        for (int r = 0; r < scores.length; r++) {
            double score = weights.get(second, d) - weights.get(1 - second, d);
            for (int c = 0; c < d; c++) {
                score += (weights.get(second, c) - weights.get(1 - second, c)) * test.data()[r * d + c];
            }
            scores[r] = score;
        }
        return scores;
    }
}
