package org.mingle.model.objective;

/**
 * Scales rows to Euclidean length 1, z = y / ||y||, and takes gradients back: dJ/dy = (g - (g . z) z) / ||y||. Rows of
 * length 0 stay 0 and get no gradient.
 */
public final class UnitLength {
    private static final double TINY = 1e-12;

    private UnitLength() {}

    /** @param lengths receives the length of each row, 0 for a row that is too short to be scaled */
    public static void forward(float[] values, int offset, int rows, int cols, float[] target, int targetOffset,
            double[] lengths) {
        for (int r = 0; r < rows; r++) {
            double sum = 0;
            for (int c = 0; c < cols; c++) {
                double v = values[offset + r * cols + c];
                sum += v * v;
            }
            double length = Math.sqrt(sum);
            lengths[r] = length > TINY ? length : 0;
            float scale = length > TINY ? (float) (1 / length) : 0;
            for (int c = 0; c < cols; c++) {
                target[targetOffset + r * cols + c] = values[offset + r * cols + c] * scale;
            }
        }
    }

    /** Gradients of rows of unit length to gradients of the rows they came from. */
    public static void backward(float[] unit, float[] gradient, int offset, int rows, int cols, double[] lengths,
            float[] target, int targetOffset) {
        for (int r = 0; r < rows; r++) {
            int at = offset + r * cols;
            double along = 0;
            for (int c = 0; c < cols; c++) {
                along += gradient[at + c] * unit[at + c];
            }
            double scale = lengths[r] > 0 ? 1 / lengths[r] : 0;
            for (int c = 0; c < cols; c++) {
                target[targetOffset + r * cols + c] = (float) ((gradient[at + c] - along * unit[at + c]) * scale);
            }
        }
    }
}
