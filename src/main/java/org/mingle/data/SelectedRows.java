package org.mingle.data;

import java.util.Arrays;

/** Some rows of a table that stay where they are. */
record SelectedRows(FeatureTable all, int[] chosen) implements FeatureTable {
    @Override
    public int rows() {
        return chosen.length;
    }

    @Override
    public int cols() {
        return all.cols();
    }

    @Override
    public void copyRow(int row, float[] target, int offset) {
        all.copyRow(chosen[row], target, offset);
    }

    @Override
    public FeatureTable select(int[] rows) {
        return new SelectedRows(all, Arrays.stream(rows).map(r -> chosen[r]).toArray());
    }
}
