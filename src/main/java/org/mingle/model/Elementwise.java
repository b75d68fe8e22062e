package org.mingle.model;

import org.nd4j.linalg.activations.Activation;

/** What a pass does value by value, in loops without branches that the compiler turns into vector instructions. */
final class Elementwise {
    /** Slope of the leaky rectifier for negative values, as DL4J has it. */
    private static final float LEAK = 0.01f;
    /** Times this, every positive number that float32 holds in full is at least 1. */
    private static final float HUGE = 1e38f;

    private Elementwise() {}

    static void add(float[] to, float[] values, int n) {
        for (int i = 0; i < n; i++) {
            to[i] += values[i];
        }
    }

    static void multiply(float[] values, float[] by, int from, int n) {
        for (int i = 0; i < n; i++) {
            values[i] *= by[from + i];
        }
    }

    static void activate(Activation f, float[] a, int n) {
        switch (f) {
            case IDENTITY -> { }
            case TANH -> tanh(a, n);
            case RELU -> {
                for (int i = 0; i < n; i++) {
                    a[i] = Math.max(a[i], 0);
                }
            }
            case LEAKYRELU -> {
                for (int i = 0; i < n; i++) {
                    a[i] = Math.max(a[i], LEAK * a[i]);
                }
            }
            default -> throw new IllegalArgumentException("No hand-driven pass for " + f + ".");
        }
    }

    /**
     * Lambert's continued fraction for tanh to its ninth convergent, held within +-1: at most 2e-5 off, and a plain
     * polynomial quotient that the compiler vectorises.
     */
    private static void tanh(float[] a, int n) {
        for (int i = 0; i < n; i++) {
            float x = Math.max(-9f, Math.min(9f, a[i]));
            float s = x * x;
            float p = x * (34459425f + s * (4729725f + s * (135135f + s * (990f + s))));
            float q = 34459425f + s * (16216200f + s * (945945f + s * (13860f + s * 45f)));
            a[i] = Math.max(-1f, Math.min(1f, p / q));
        }
    }

    /**
     * Multiplies errors by the derivative of an activation at its values.
     *
     * @param back undoes dropout's scale; where it left a 0, the error is 0 already
     */
    static void derive(Activation f, float[] e, float[] a, int n, float back) {
        switch (f) {
            case TANH -> {
                for (int i = 0; i < n; i++) {
                    float y = a[i] * back;
                    e[i] *= 1 - y * y;
                }
            }
            case RELU -> {
                // Without a branch, as zeros come at random, and in operations that the compiler vectorises.
                for (int i = 0; i < n; i++) {
                    e[i] *= Math.min(1, a[i] * HUGE);
                }
            }
            case LEAKYRELU -> leak(e, a, n);
            default -> { }
        }
    }

    /**
     * Multiplies values by {@link #LEAK} where an activation is not positive; without a branch, as signs come at random.
     */
    static void leak(float[] values, float[] activations, int n) {
        for (int i = 0; i < n; i++) {
            values[i] *= Math.max(LEAK, Math.min(1, activations[i] * HUGE));
        }
    }
}
