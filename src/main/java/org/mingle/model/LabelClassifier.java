package org.mingle.model;

import org.mingle.model.objective.CrossEntropy;
import org.mingle.model.objective.LabelRegression;
import org.mingle.model.objective.PointBatch;

/**
 * Label prediction: one linear layer, shared by the modalities, that names the class of an embedding,
 * L = -1/n sum_a y_a . log softmax(W (s z_a) + b), with a fixed factor s. Source: the label-prediction loss of Wang et
 * al., "Adversarial cross-modal retrieval", ACM MM 2017. Samples of several classes share the target equally.
 */
final class LabelClassifier implements AutoCloseable {
    private final DenseNetwork net;
    private final DensePass pass;
    private final Adam adam;
    private final float scale;
    private final boolean regression;

    /** @param regression whether class vectors are met by {@link LabelRegression} rather than by cross-entropy */
    LabelClassifier(DenseNetwork net, int maxPoints, Adam adam, double scale, boolean regression) {
        this.net = net;
        this.adam = adam;
        this.scale = (float) scale;
        this.regression = regression;
        pass = new DensePass(net, maxPoints, true);
    }

    DenseNetwork network() {
        return net;
    }

    Adam optimiser() {
        return adam;
    }

    /**
     * Adds {@code weight} times the gradient to the batch and keeps the layer's own for {@link #update}.
     *
     * @return the unweighted loss
     */
    double evaluate(PointBatch batch, int[][] labels, double weight) {
        int n = batch.size();
        int values = n * batch.dimension();
        float[] in = pass.input();
        float[] z = batch.points();
        for (int i = 0; i < values; i++) {
            in[i] = scale * z[i];
        }
        pass.forward(n);
        CrossEntropy.Targets targets = r -> labels[r % batch.pairs()];
        double loss = regression
                ? LabelRegression.evaluate(pass.output(), n, net.width(1), targets, weight, pass.outputError())
                : CrossEntropy.evaluate(pass.output(), n, net.width(1), targets, weight, pass.outputError());
        pass.backward(true);
        float[] e = pass.inputError();
        float[] g = batch.gradient();
        for (int i = 0; i < values; i++) {
            g[i] += scale * e[i];
        }
        return loss;
    }

    DensePass pass() {
        return pass;
    }

    void update(double regulariser, double decay, double rate) {
        adam.update(net.parameters(), pass.gradient(), regulariser, decay, rate);
    }

    @Override
    public void close() {
        pass.close();
    }
}
