package org.mingle.projection;

import java.util.ArrayList;
import java.util.List;

/**
 * Discrete Fourier transforms of all columns of a matrix at once, X[f] = sum over t of x[t] exp(-2 pi i f t / n).
 * Stockham's self-sorting form (Cochran et al. 1967) with radices 4, 3 and 2: every butterfly combines whole rows.
 * It is taken apart into loops over neighbouring columns with few arrays each, by way of scratch rows that stay in the
 * first-level cache: only loops as small as these become vector instructions, which makes the whole five times as fast.
 */
final class ColumnFft {
    private final int n;
    private final Pass[] passes;

    /** One pass over all rows; twiddle factors of p = 0 .. count - 1, radix - 1 complex numbers each. */
    private record Pass(int radix, int count, int stride, float[] re, float[] im) {}

    /** @param n transform length, of no prime factors but 2 and 3 */
    ColumnFft(int n) {
        this.n = n;
        List<Pass> all = new ArrayList<>();
        int rest = n;
        int stride = 1;
        while (rest > 1) {
            int radix = rest % 4 == 0 ? 4 : rest % 3 == 0 ? 3 : 2;
            if (rest % radix != 0) {
                throw new IllegalArgumentException("No transform of length " + n + ".");
            }
            all.add(pass(radix, rest, stride));
            rest /= radix;
            stride *= radix;
        }
        passes = all.toArray(new Pass[0]);
    }

    /** The smallest length that is at least this. */
    static int lengthFrom(int least) {
        int best = Integer.MAX_VALUE;
        for (int threes = 1; threes <= 9; threes *= 3) {
            int length = 4 * threes;
            while (length < least) {
                length *= 2;
            }
            best = Math.min(best, length);
        }
        return best;
    }

    private static Pass pass(int radix, int length, int stride) {
        int count = length / radix;
        float[] re = new float[count * (radix - 1)];
        float[] im = new float[count * (radix - 1)];
        for (int p = 0; p < count; p++) {
            for (int k = 1; k < radix; k++) {
                double angle = -2 * Math.PI * ((long) p * k % length) / length;
                re[p * (radix - 1) + k - 1] = (float) StrictMath.cos(angle);
                im[p * (radix - 1) + k - 1] = (float) StrictMath.sin(angle);
            }
        }
        return new Pass(radix, count, stride, re, im);
    }

    /** Whether {@link #transform} leaves its result in the second pair of matrices. */
    boolean endsInOther() {
        return passes.length % 2 == 1;
    }

    /** Rows of scratch, each as long as the matrix' rows, for one thread. */
    static float[][] scratch(int columns) {
        return new float[8][columns];
    }

    /**
     * Transforms columns {@code from .. to - 1}. The inverse, times n, is had by exchanging real and imaginary parts of
     * both pairs.
     *
     * @param re n rows
     * @param re2 n rows more; where {@link #endsInOther()} they hold the result
     * @param upperZero whether rows n/2 .. n - 1 count as zero, whatever they hold; only where n is a multiple of 4
     * @param scratch of {@link #scratch}, of the calling thread
     */
    void transform(float[][] re, float[][] im, float[][] re2, float[][] im2, int from, int to, boolean upperZero,
            float[][] scratch) {
        float[][] xr = re;
        float[][] xi = im;
        float[][] yr = re2;
        float[][] yi = im2;
        for (Pass pass : passes) {
            switch (pass.radix) {
                case 4 -> four(pass, xr, xi, yr, yi, from, to, upperZero && pass == passes[0], scratch);
                case 3 -> three(pass, xr, xi, yr, yi, from, to, scratch);
                default -> two(pass, xr, xi, yr, yi, from, to, scratch);
            }
            float[][] swap = xr;
            xr = yr;
            yr = swap;
            swap = xi;
            xi = yi;
            yi = swap;
        }
    }

    private void four(Pass w, float[][] xr, float[][] xi, float[][] yr, float[][] yi, int from, int to, boolean upperZero,
            float[][] t) {
        int s = w.stride;
        int quarter = n / 4;
        for (int p = 0; p < w.count; p++) {
            for (int q = 0; q < s; q++) {
                int a = q + s * p;
                int b = a + quarter;
                int o = q + s * 4 * p;
                float[] sr = xr[a];
                float[] si = xi[a];
                float[] dr = sr;
                float[] di = si;
                float[] ur = xr[b];
                float[] ui = xi[b];
                float[] vr = ur;
                float[] vi = ui;
                if (!upperZero) {
                    int c = b + quarter;
                    int d = c + quarter;
                    sumAndDifference(sr, xr[c], t[0], t[1], from, to);
                    sumAndDifference(si, xi[c], t[2], t[3], from, to);
                    sumAndDifference(ur, xr[d], t[4], t[5], from, to);
                    sumAndDifference(ui, xi[d], t[6], t[7], from, to);
                    sr = t[0];
                    dr = t[1];
                    si = t[2];
                    di = t[3];
                    ur = t[4];
                    vr = t[5];
                    ui = t[6];
                    vi = t[7];
                }
                combine(dr, di, vi, vr, 1, w.re[3 * p], w.im[3 * p], yr[o + s], yi[o + s], from, to);
                combine(dr, di, vi, vr, -1, w.re[3 * p + 2], w.im[3 * p + 2], yr[o + 3 * s], yi[o + 3 * s], from, to);
                sumAndDifference(sr, ur, yr[o], t[1], from, to);
                sumAndDifference(si, ui, yi[o], t[3], from, to);
                twiddle(t[1], t[3], w.re[3 * p + 1], w.im[3 * p + 1], yr[o + 2 * s], yi[o + 2 * s], from, to);
            }
        }
    }

    private void three(Pass w, float[][] xr, float[][] xi, float[][] yr, float[][] yi, int from, int to, float[][] t) {
        float sine = 0.8660254f; // sin(pi / 3)
        int s = w.stride;
        int third = n / 3;
        for (int p = 0; p < w.count; p++) {
            for (int q = 0; q < s; q++) {
                int a = q + s * p;
                int o = q + s * 3 * p;
                sumAndDifference(xr[a + third], xr[a + 2 * third], t[0], t[1], from, to);
                sumAndDifference(xi[a + third], xi[a + 2 * third], t[2], t[3], from, to);
                sumAndHalf(xr[a], t[0], yr[o], t[4], from, to);
                sumAndHalf(xi[a], t[2], yi[o], t[5], from, to);
                combine(t[4], t[5], t[3], t[1], sine, w.re[2 * p], w.im[2 * p], yr[o + s], yi[o + s], from, to);
                combine(t[4], t[5], t[3], t[1], -sine, w.re[2 * p + 1], w.im[2 * p + 1], yr[o + 2 * s], yi[o + 2 * s],
                        from, to);
            }
        }
    }

    private void two(Pass w, float[][] xr, float[][] xi, float[][] yr, float[][] yi, int from, int to, float[][] t) {
        int s = w.stride;
        int half = n / 2;
        for (int p = 0; p < w.count; p++) {
            for (int q = 0; q < s; q++) {
                int a = q + s * p;
                int o = q + s * 2 * p;
                sumAndDifference(xr[a], xr[a + half], yr[o], t[0], from, to);
                sumAndDifference(xi[a], xi[a + half], yi[o], t[1], from, to);
                twiddle(t[0], t[1], w.re[p], w.im[p], yr[o + s], yi[o + s], from, to);
            }
        }
    }

    private static void sumAndDifference(float[] a, float[] b, float[] sum, float[] difference, int from, int to) {
        for (int j = from; j < to; j++) {
            float x = a[j];
            float y = b[j];
            sum[j] = x + y;
            difference[j] = x - y;
        }
    }

    private static void sumAndHalf(float[] a, float[] b, float[] sum, float[] rest, int from, int to) {
        for (int j = from; j < to; j++) {
            float x = a[j];
            float y = b[j];
            sum[j] = x + y;
            rest[j] = x - 0.5f * y;
        }
    }

    private static void twiddle(float[] a, float[] b, float wr, float wi, float[] re, float[] im, int from, int to) {
        for (int j = from; j < to; j++) {
            float x = a[j];
            float y = b[j];
            re[j] = x * wr - y * wi;
            im[j] = x * wi + y * wr;
        }
    }

    /** (a + h c, b - h d), turned. */
    private static void combine(float[] a, float[] b, float[] c, float[] d, float h, float wr, float wi, float[] re,
            float[] im, int from, int to) {
        for (int j = from; j < to; j++) {
            float x = a[j] + h * c[j];
            float y = b[j] - h * d[j];
            re[j] = x * wr - y * wi;
            im[j] = x * wi + y * wr;
        }
    }
}
