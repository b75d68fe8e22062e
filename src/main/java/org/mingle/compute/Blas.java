package org.mingle.compute;

import static org.bytedeco.openblas.global.openblas_nolapack.CblasNoTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasRowMajor;
import static org.bytedeco.openblas.global.openblas_nolapack.CblasTrans;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemm;
import static org.bytedeco.openblas.global.openblas_nolapack.cblas_sgemv;

import com.sun.jna.Function;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.Pointer;
import org.bytedeco.openblas.global.openblas_nolapack;

/**
 * Matrix products in float32 on row-major arrays. The same inputs and thread count give the same bytes. Arrays are
 * copied to native memory and back; where one matrix takes part in many products, keep it there ({@link FloatPointer})
 * and use the second form, which copies nothing.
 *
 * <p>Products are computed by oneDNN where that is the faster one ({@link OneDnn}), otherwise by OpenBLAS, as are all
 * products of a matrix and a vector. Either works on one thread here. Large products are shared out by Mingle: OpenBLAS
 * lets several callers' parallel products wait for each other, and a thread that the system holds back would hold up all.
 */
public final class Blas {
    /** Multiplications of a product worth a second thread. */
    private static final long SHARED = 16_000_000;
    /** Columns left over that oneDNN takes as long for as for 16; OpenBLAS computes them in a third of that. */
    private static final int FEW = 4;
    private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

    static {
        NativeRuntime.prepare(0);
        try {
            Loader.load(openblas_nolapack.class);
        } catch (LinkageError e) {
            throw NativeRuntime.cannotLoad("OpenBLAS", e);
        }
        useOneThreadEach();
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
        Scratch s = SCRATCH.get();
        int sizeC = (m - 1) * ldc + n;
        FloatPointer pa = s.in(0, a, transposeA ? (k - 1) * lda + m : (m - 1) * lda + k);
        FloatPointer pb = s.in(1, b, transposeB ? (n - 1) * ldb + k : (k - 1) * ldb + n);
        FloatPointer pc = beta == 0 && n == ldc ? s.room(2, sizeC) : s.in(2, c, sizeC);
        sgemm(transposeA, transposeB, m, n, k, alpha, pa, lda, pb, ldb, beta, pc, ldc);
        pc.get(c, 0, sizeC);
    }

    /** Lets OpenBLAS use its caller's thread alone; to be called again after ND4J is loaded, which sets the number. */
    public static void useOneThreadEach() {
        Pointer setter = Loader.addressof("openblas_set_num_threads");
        if (setter != null) {
            Function.getFunction(new com.sun.jna.Pointer(setter.address())).invokeVoid(new Object[] {1});
        }
    }

    /** The same on matrices that live in native memory; nothing is copied. */
    public static void sgemm(boolean transposeA, boolean transposeB, int m, int n, int k, float alpha,
            FloatPointer a, int lda, FloatPointer b, int ldb, float beta, FloatPointer c, int ldc) {
        int parts = (int) Math.min(NativeRuntime.threads(), Math.max(1, (long) m * n * k / SHARED));
        if (parts == 1) {
            product(transposeA, transposeB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
        } else if (m >= n) {
            Parallel.forRange(m, parts, (part, from, to) -> product(transposeA, transposeB, to - from, n, k, alpha,
                    at(a, transposeA ? from : (long) from * lda), lda, b, ldb, beta, at(c, (long) from * ldc), ldc));
        } else {
            Parallel.forRange(n, parts, (part, from, to) -> product(transposeA, transposeB, m, to - from, k, alpha,
                    a, lda, at(b, transposeB ? (long) from * ldb : from), ldb, beta, at(c, from), ldc));
        }
    }

    private static FloatPointer at(FloatPointer p, long offset) {
        return new FloatPointer(p).position(p.position() + offset);
    }

    /** The product on the caller's thread alone. */
    public static void product(boolean transposeA, boolean transposeB, int m, int n, int k, float alpha,
            FloatPointer a, int lda, FloatPointer b, int ldb, float beta, FloatPointer c, int ldc) {
        if (m == 0 || n == 0) {
            return;
        }
        int few = n % OneDnn.COLUMNS;
        if (OneDnn.usable() && n > few && few > 0 && few <= FEW) {
            int most = n - few;
            OneDnn.product(transposeA, transposeB, m, most, k, alpha, a, lda, b, ldb, beta, c, ldc);
            openBlas(transposeA, transposeB, m, few, k, alpha, a, lda,
                    at(b, transposeB ? (long) most * ldb : most), ldb, beta, at(c, most), ldc);
        } else if (OneDnn.usable()) {
            OneDnn.product(transposeA, transposeB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
        } else {
            openBlas(transposeA, transposeB, m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
        }
    }

    /** The same by OpenBLAS, whatever is the faster one; m and n at least 1. */
    static void openBlas(boolean transposeA, boolean transposeB, int m, int n, int k, float alpha,
            FloatPointer a, int lda, FloatPointer b, int ldb, float beta, FloatPointer c, int ldc) {
        cblas_sgemm(CblasRowMajor, transposeA ? CblasTrans : CblasNoTrans, transposeB ? CblasTrans : CblasNoTrans,
                m, n, k, alpha, a, lda, b, ldb, beta, c, ldc);
    }

    /**
     * {@code y = a x} for a row-major matrix of m rows and n columns in native memory; nothing is copied. Reads the matrix
     * once, at the speed of the memory.
     */
    public static void sgemv(int m, int n, FloatPointer a, FloatPointer x, FloatPointer y) {
        if (m > 0) {
            cblas_sgemv(CblasRowMajor, CblasNoTrans, m, n, 1, a, n, x, 1, 0, y, 1);
        }
    }

    /** Native memory of one thread, kept from one product to the next. */
    private static final class Scratch {
        /** Larger buffers than this (256 MB) are given back after use. */
        private static final long KEEP = 64L << 20;
        private final FloatPointer[] buffers = new FloatPointer[3];

        FloatPointer room(int slot, int size) {
            FloatPointer p = buffers[slot];
            if (p == null || p.capacity() < size || p.capacity() > KEEP && size <= KEEP) {
                if (p != null) {
                    p.close();
                }
                p = new FloatPointer(Math.max(1L, size));
                buffers[slot] = p;
            }
            return p;
        }

        FloatPointer in(int slot, float[] values, int size) {
            FloatPointer p = room(slot, size);
            if (size > 0) {
                p.put(values, 0, size);
            }
            return p;
        }
    }
}
