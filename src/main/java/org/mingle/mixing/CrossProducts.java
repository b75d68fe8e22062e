package org.mingle.mixing;

import org.mingle.compute.Blas;
import org.mingle.data.FloatMatrix;

/** Inner products of all rows of one matrix with all rows of another, a block of rows at a time. */
final class CrossProducts {
    /** Cosines closer than this are equal in float32. */
    static final float GRAIN = 5e-7f;
    private static final int BUFFER = 1 << 22;

    private CrossProducts() {}

    /** Sees a block, rows x y.rows(); the array is used again for the next. */
    interface Visitor {
        void visit(int from, int rows, float[] products);
    }

    static void forEachBlock(FloatMatrix x, FloatMatrix y, Visitor visitor) {
        int d = x.cols();
        int chunk = Math.max(1, Math.min(x.rows(), BUFFER / Math.max(1, y.rows())));
        float[] products = new float[chunk * y.rows()];
        float[] block = new float[chunk * d];
        for (int from = 0; from < x.rows(); from += chunk) {
            int rows = Math.min(chunk, x.rows() - from);
            System.arraycopy(x.data(), from * d, block, 0, rows * d);
            Blas.sgemm(false, true, rows, y.rows(), d, 1, block, d, y.data(), d, 0, products, y.rows());
            visitor.visit(from, rows, products);
        }
    }
}
