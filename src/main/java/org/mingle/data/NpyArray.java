package org.mingle.data;

import java.util.Arrays;

/**
 * An array as NumPy stores it, in C order.
 *
 * @param shape lengths of the axes; empty for a scalar
 * @param values one of {@code float[] double[] int[] long[] boolean[] byte[] (uint8) String[]}, length the product of
 *     the shape
 */
public record NpyArray(int[] shape, Object values) {
    public NpyArray {
        long size = 1;
        for (int s : shape) {
            size *= s;
        }
        if (java.lang.reflect.Array.getLength(values) != size) {
            throw new IllegalArgumentException("Shape " + Arrays.toString(shape) + " does not fit "
                    + java.lang.reflect.Array.getLength(values) + " values.");
        }
    }

    public static NpyArray of(FloatMatrix m) {
        return new NpyArray(new int[] {m.rows(), m.cols()}, m.data());
    }

    public static NpyArray of(float... values) {
        return new NpyArray(new int[] {values.length}, values);
    }

    public static NpyArray of(double... values) {
        return new NpyArray(new int[] {values.length}, values);
    }

    public static NpyArray of(long... values) {
        return new NpyArray(new int[] {values.length}, values);
    }

    public static NpyArray of(int... values) {
        return new NpyArray(new int[] {values.length}, values);
    }

    public static NpyArray of(String... values) {
        return new NpyArray(new int[] {values.length}, values);
    }

    /** The values as floats, whatever numeric type they have. */
    public float[] toFloats() {
        double[] d = values instanceof float[] ? null : toDoubles();
        if (d == null) {
            return (float[]) values;
        }
        float[] f = new float[d.length];
        for (int i = 0; i < f.length; i++) {
            f[i] = (float) d[i];
        }
        return f;
    }

    /** The values as doubles, whatever numeric type they have. */
    public double[] toDoubles() {
        if (values instanceof double[] d) {
            return d;
        }
        int n = java.lang.reflect.Array.getLength(values);
        double[] d = new double[n];
        for (int i = 0; i < n; i++) {
            d[i] = values instanceof byte[] b ? b[i] & 0xff
                    : values instanceof boolean[] z ? (z[i] ? 1 : 0)
                    : java.lang.reflect.Array.getDouble(values, i);
        }
        return d;
    }

    /** A two-axis array as a matrix; a one-axis array becomes one column. */
    public FloatMatrix toMatrix() {
        if (shape.length == 1) {
            return new FloatMatrix(shape[0], 1, toFloats());
        }
        if (shape.length != 2) {
            throw new MingleException("Expected an array with two axes (rows, columns), found shape "
                    + Arrays.toString(shape) + ".");
        }
        return new FloatMatrix(shape[0], shape[1], toFloats());
    }
}
