package org.mingle.model;

import org.bytedeco.javacpp.FloatPointer;
import org.mingle.compute.Parallel;

/**
 * Adam (Kingma and Ba, ICLR 2015) in one pass over a parameter vector in native memory, with bias correction,
 * epsilon 1e-8, an optional squared-norm regulariser (its gradient is added) and decoupled weight decay (Loshchilov
 * and Hutter, ICLR 2019). Can keep a running average of the parameters (Polyak and Juditsky 1992; exponential, as in
 * Tarvainen and Valpola, NeurIPS 2017), whose decay grows with the steps as min(decay, (1 + t) / (10 + t)).
 */
final class Adam {
    private static final int BLOCK = 4096;
    private static final double EPSILON = 1e-8;
    private final int size;
    private final double rate;
    private final double beta1;
    private final double beta2;
    private final float[][] first;
    private final float[][] second;
    private final float[][] parameterScratch;
    private final float[][] gradientScratch;
    private final float[][] average;
    private final double averaging;
    private final double[] squares;
    private final int threads;
    private long step;

    Adam(int size, double rate, double beta1, double beta2, int threads) {
        this(size, rate, beta1, beta2, 0, threads);
    }

    /** @param averaging decay of the running average of the parameters, 0 for none */
    Adam(int size, double rate, double beta1, double beta2, double averaging, int threads) {
        this.size = size;
        this.rate = rate;
        this.beta1 = beta1;
        this.beta2 = beta2;
        int blocks = (size + BLOCK - 1) / BLOCK;
        this.threads = size < 16 * BLOCK ? 1 : threads;
        first = new float[blocks][BLOCK];
        second = new float[blocks][BLOCK];
        this.averaging = averaging;
        average = averaging > 0 ? new float[blocks][BLOCK] : null;
        squares = new double[blocks];
        parameterScratch = new float[this.threads][BLOCK];
        gradientScratch = new float[this.threads][BLOCK];
    }

    /**
     * One step.
     *
     * @param regulariser gamma of gamma * ||p||^2
     * @param decay decoupled weight decay, times the learning rate
     * @return ||p||^2 before the step
     */
    double update(FloatPointer parameters, FloatPointer gradients, double regulariser, double decay) {
        return update(parameters, gradients, regulariser, decay, 1);
    }

    /** @param share of the learning rate in force at this step */
    double update(FloatPointer parameters, FloatPointer gradients, double regulariser, double decay, double share) {
        step++;
        double rateNow = rate * share;
        float fade = (float) Math.min(averaging, (1.0 + step) / (10.0 + step));
        float scale = (float) (rateNow * Math.sqrt(1 - Math.pow(beta2, step)) / (1 - Math.pow(beta1, step)));
        float epsilon = (float) (EPSILON * Math.sqrt(1 - Math.pow(beta2, step)));
        float keep = (float) (1 - rateNow * decay);
        float twice = (float) (2 * regulariser);
        Parallel.forRange(first.length, threads, (part, from, to) -> {
            FloatPointer p = new FloatPointer(parameters);
            FloatPointer g = new FloatPointer(gradients);
            for (int b = from; b < to; b++) {
                int n = Math.min(BLOCK, size - b * BLOCK);
                p.position((long) b * BLOCK).get(parameterScratch[part], 0, n);
                g.position((long) b * BLOCK).get(gradientScratch[part], 0, n);
                squares[b] = block(parameterScratch[part], gradientScratch[part], first[b], second[b], n,
                        scale, epsilon, keep, twice);
                p.put(parameterScratch[part], 0, n);
                if (average != null) {
                    fold(average[b], parameterScratch[part], n, fade);
                }
            }
        });
        double sum = 0;
        for (double s : squares) {
            sum += s;
        }
        return sum;
    }

    private double block(float[] p, float[] g, float[] m, float[] v, int n, float scale, float epsilon, float keep,
            float twice) {
        float b1 = (float) beta1;
        float b2 = (float) beta2;
        float r1 = (float) (1 - beta1);
        float r2 = (float) (1 - beta2);
        double squared = 0;
        if (twice != 0) {
            for (int i = 0; i < n; i++) {
                squared += p[i] * p[i];
            }
        }
        for (int i = 0; i < n; i++) {
            float d = g[i] + twice * p[i];
            float mi = b1 * m[i] + r1 * d;
            float vi = b2 * v[i] + r2 * d * d;
            m[i] = mi;
            v[i] = vi;
            p[i] = keep * p[i] - scale * mi / ((float) Math.sqrt(vi) + epsilon);
        }
        return squared;
    }

    private static void fold(float[] average, float[] p, int n, float fade) {
        for (int i = 0; i < n; i++) {
            average[i] = fade * average[i] + (1 - fade) * p[i];
        }
    }

    /** The average of the parameters so far, or null where none is kept or no step has been made. */
    float[] average() {
        if (average == null || step == 0) {
            return null;
        }
        float[] all = new float[size];
        for (int b = 0; b < average.length; b++) {
            System.arraycopy(average[b], 0, all, b * BLOCK, Math.min(BLOCK, size - b * BLOCK));
        }
        return all;
    }

    void restoreAverage(float[] values) {
        for (int b = 0; b < average.length; b++) {
            System.arraycopy(values, b * BLOCK, average[b], 0, Math.min(BLOCK, size - b * BLOCK));
        }
    }

    long step() {
        return step;
    }

    /** First moments, then second moments; a copy. */
    float[] moments() {
        float[] all = new float[2 * size];
        for (int b = 0; b < first.length; b++) {
            int n = Math.min(BLOCK, size - b * BLOCK);
            System.arraycopy(first[b], 0, all, b * BLOCK, n);
            System.arraycopy(second[b], 0, all, size + b * BLOCK, n);
        }
        return all;
    }

    void restore(long steps, float[] moments) {
        step = steps;
        for (int b = 0; b < first.length; b++) {
            int n = Math.min(BLOCK, size - b * BLOCK);
            System.arraycopy(moments, b * BLOCK, first[b], 0, n);
            System.arraycopy(moments, size + b * BLOCK, second[b], 0, n);
        }
    }
}
