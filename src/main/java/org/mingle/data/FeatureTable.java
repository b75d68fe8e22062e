package org.mingle.data;

/**
 * The features of one modality, one row per sample: in memory ({@link FloatMatrix}) or on disk. Safe to read from
 * several threads at once.
 */
public interface FeatureTable {
    int rows();

    int cols();

    /** Copies row {@code row} into {@code target[offset .. offset + cols())}. */
    void copyRow(int row, float[] target, int offset);

    /** The named rows, in the given order, as a table: a copy, or of one on disk a view. */
    default FeatureTable select(int[] rows) {
        return gather(rows);
    }

    /** The named rows, in the given order, as a matrix of their own. */
    default FloatMatrix gather(int[] rows) {
        FloatMatrix m = FloatMatrix.zeros(rows.length, cols());
        for (int i = 0; i < rows.length; i++) {
            copyRow(rows[i], m.data(), i * cols());
        }
        return m;
    }
}
