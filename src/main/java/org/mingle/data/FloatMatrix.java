package org.mingle.data;

import java.util.Arrays;
import java.util.Objects;

/**
 * A dense row-major matrix of {@code float}, one row per sample. A value: neither Mingle's code nor a caller changes
 * {@code data} after the matrix has been handed over; the array is shared, not copied, because it can be large.
 *
 * @param rows number of rows, at least 0
 * @param cols number of columns, at least 0
 * @param data the values, element (r, c) at {@code r * cols + c}; length {@code rows * cols}
 */
public record FloatMatrix(int rows, int cols, float[] data) implements FeatureTable {
    public FloatMatrix {
        Objects.requireNonNull(data, "data");
        if (rows < 0 || cols < 0) {
            throw new IllegalArgumentException("A matrix cannot have " + rows + " rows and " + cols + " columns.");
        }
        if ((long) rows * cols != data.length) {
            throw new IllegalArgumentException(
                    "A " + rows + " x " + cols + " matrix needs " + (long) rows * cols + " values, not " + data.length
                    + ".");
        }
    }

    /** A matrix of zeros. */
    public static FloatMatrix zeros(int rows, int cols) {
        return new FloatMatrix(rows, cols, new float[Math.multiplyExact(rows, cols)]);
    }

    /** A copy of an array of rows, all of one length. */
    public static FloatMatrix of(float[][] rows) {
        int cols = rows.length == 0 ? 0 : rows[0].length;
        FloatMatrix m = zeros(rows.length, cols);
        for (int r = 0; r < rows.length; r++) {
            if (rows[r].length != cols) {
                throw new IllegalArgumentException("Row " + r + " has " + rows[r].length + " columns, not " + cols
                        + ".");
            }
            System.arraycopy(rows[r], 0, m.data, r * cols, cols);
        }
        return m;
    }

    public float get(int row, int col) {
        return data[row * cols + col];
    }

    /** A copy of one row. */
    public float[] row(int row) {
        return Arrays.copyOfRange(data, row * cols, (row + 1) * cols);
    }

    @Override
    public void copyRow(int row, float[] target, int offset) {
        System.arraycopy(data, row * cols, target, offset, cols);
    }

    /** Rows of both matrices, these first. */
    public FloatMatrix stack(FloatMatrix below) {
        if (below.cols != cols) {
            throw new IllegalArgumentException("Cannot stack " + below.cols + " columns under " + cols + ".");
        }
        float[] all = Arrays.copyOf(data, Math.addExact(data.length, below.data.length));
        System.arraycopy(below.data, 0, all, data.length, below.data.length);
        return new FloatMatrix(rows + below.rows, cols, all);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FloatMatrix m && m.rows == rows && m.cols == cols && Arrays.equals(m.data, data);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * rows + cols) + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return "FloatMatrix[" + rows + " x " + cols + "]";
    }
}
