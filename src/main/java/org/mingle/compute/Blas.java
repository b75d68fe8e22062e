package org.mingle.compute;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;

/** Matrix products in float32 on row-major arrays. The same inputs and thread count give the same bytes. */
public final class Blas {
    static {
        NativeRuntime.prepare(0);
    }

    private Blas() {}

    /**
     * {@code c = alpha * op(a) * op(b) + beta * c}, with op the identity or the transpose.
     *
     * @param m rows of op(a) and c
     * @param n columns of op(b) and c
     * @param k columns of op(a), rows of op(b)
     * @param lda columns of a as stored, likewise ldb, ldc
     */
    public static void sgemm(boolean transposeA, boolean transposeB, int m, int n, int k, float alpha,
            float[] a, int lda, float[] b, int ldb, float beta, float[] c, int ldc) {
        if (m == 0 || n == 0) {
            return;
        }
        cblas_sgemm(CblasRowMajor, transposeA ? CblasTrans : CblasNoTrans, transposeB ? CblasTrans : CblasNoTrans,
                m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
    }
}
