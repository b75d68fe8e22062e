package org.mingle.compute;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import java.util.SplittableRandom;
import org.bytedeco.javacpp.FloatPointer;
import org.junit.jupiter.api.Test;

class BlasTest {
    @Property(tries = 60)
    void productsAreThoseOfTheDefinition(@ForAll boolean ta, @ForAll boolean tb, @ForAll @IntRange(min = 1, max =
            40) int m,
            @ForAll @IntRange(min = 1, max = 105) int n, @ForAll @IntRange(min = 1, max = 40) int k,
            @ForAll @IntRange(max = 3) int gap, @ForAll boolean add) {
        SplittableRandom random = new SplittableRandom(m * 1681L + n * 41L + k);
        int lda = (ta ? m : k) + gap;
        int ldb = (tb ? k : n) + gap;
        int ldc = n + gap;
        float[] a = values(random, (ta ? k : m) * lda);
        float[] b = values(random, (tb ? n : k) * ldb);
        float[] c = values(random, m * ldc);
        float[] before = c.clone();
        try (FloatPointer pa = new FloatPointer(a); FloatPointer pb = new FloatPointer(b);
                FloatPointer pc = new FloatPointer(c)) {
            Blas.openBlas(ta, tb, m, n, k, 0.5f, pa, lda, pb, ldb, add ? 1 : 0, pc, ldc);
            float[] other = new float[c.length];
            pc.get(other);
            Blas.sgemm(ta, tb, m, n, k, 0.5f, a, lda, b, ldb, add ? 1 : 0, c, ldc);
            assertArrayEquals(other, c, 1e-4f);
        }
        for (int i = 0; i < m; i++) {
            for (int j = 0; j < ldc; j++) {
                double expected = before[i * ldc + j];
                if (j < n) {
                    expected = add ? expected : 0;
                    for (int l = 0; l < k; l++) {
                        expected += 0.5 * (ta ? a[l * lda + i] : a[i * lda + l]) * (tb ? b[j * ldb + l] : b[l * ldb
                                + j]);
                    }
                }
                assertEquals(expected, c[i * ldc + j], 1e-4);
            }
        }
    }

    /** Guards against native kernels that are wrong on this CPU: eigenvectors use triangular products inside. */
    @Test
    void eigenvectorsOfDoubleMatricesAreRight() {
        NativeRuntime.prepare(0);
        int n = 150;
        SplittableRandom random = new SplittableRandom(1);
        double[][] x = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                x[i][j] = x[j][i] = random.nextDouble() - 0.5;
            }
        }
        smile.math.matrix.Matrix a = new smile.math.matrix.Matrix(x);
        a.uplo(smile.math.blas.UPLO.LOWER);
        smile.math.matrix.Matrix.EVD e = a.eigen(false, true, false);
        for (int k = 0; k < n; k++) {
            for (int i = 0; i < n; i++) {
                double s = 0;
                for (int j = 0; j < n; j++) {
                    s += x[i][j] * e.Vr.get(j, k);
                }
                assertEquals(e.wr[k] * e.Vr.get(i, k), s, 1e-9);
            }
        }
    }

    @Test
    void whatWasChosenIsTold() {
        NativeRuntime.prepare(0);
        assertEquals(Integer.toString(NativeRuntime.threads()), NativeRuntime.describe().get("threads"));
        assertTrue(NativeRuntime.describe().containsKey("OMP_WAIT_POLICY"));
    }

    @Test
    void oneDnnIsUsedOnProcessorsItIsFastOn() {
        assumeTrue(System.getProperty("os.arch").matches("amd64|x86_64"), "Only on x86-64");
        assertEquals("used", NativeRuntime.describe().get("oneDNN"));
        String message = NativeRuntime.cannotLoad("OpenBLAS", new UnsatisfiedLinkError("no jniopenblas in path"))
                .getMessage();
        assertTrue(message.contains("OpenBLAS") && message.contains("no jniopenblas"), message);
    }

    private static float[] values(SplittableRandom random, int n) {
        float[] v = new float[n];
        for (int i = 0; i < n; i++) {
            v[i] = (float) (2 * random.nextDouble() - 1);
        }
        return v;
    }

    @Test
    void matrixTimesVectorAgreesWithItsDefinitionInEveryShape() {
        java.util.Random random = new java.util.Random(5);
        StringBuilder wrong = new StringBuilder();
        for (int m = 1; m <= 40; m++) {
            for (int n = 1; n <= 40; n++) {
                float[] a = new float[m * n];
                float[] x = new float[n];
                for (int i = 0; i < a.length; i++) {
                    a[i] = random.nextInt(9) - 4;
                }
                for (int i = 0; i < n; i++) {
                    x[i] = random.nextInt(9) - 4;
                }
                float[] y = new float[m];
                try (FloatPointer pa = new FloatPointer(a); FloatPointer px = new FloatPointer(x);
                        FloatPointer py = new FloatPointer(m)) {
                    for (int r = 0; r < m; r++) {
                        py.put(r, Float.NaN); // what was there before must not matter
                    }
                    Blas.sgemv(m, n, pa, px, py);
                    py.get(y);
                }
                for (int r = 0; r < m; r++) {
                    float sum = 0;
                    for (int c = 0; c < n; c++) {
                        sum += a[r * n + c] * x[c];
                    }
                    if (y[r] != sum) {
                        wrong.append(' ').append(m).append('x').append(n).append(" row ").append(r);
                    }
                }
            }
        }
        assertEquals("", wrong.toString());
    }
}
