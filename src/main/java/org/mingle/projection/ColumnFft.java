package org.mingle.projection;

import java.util.ArrayList;
import java.util.List;

/**
 * Discrete Fourier transforms of all columns of a matrix at once, X[f] = sum over t of x[t] exp(-2 pi i f t / n).
 * Stockham's self-sorting form (Cochran et al. 1967) with radices 4, 3 and 2: every butterfly combines whole rows, so
 * that the innermost loop runs over neighbouring columns and the compiler makes vector instructions of it. Rows are
 * arrays of their own, because it does so only where it can tell them apart.
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

    /**
     * Transforms columns {@code from .. to - 1}. The inverse, times n, is had by exchanging real and imaginary parts of
     * both pairs.
     *
     * @param re n rows
     * @param re2 n rows of scratch; where {@link #endsInOther()} they hold the result
     */
    void transform(float[][] re, float[][] im, float[][] re2, float[][] im2, int from, int to) {
        float[][] xr = re;
        float[][] xi = im;
        float[][] yr = re2;
        float[][] yi = im2;
        for (Pass pass : passes) {
            switch (pass.radix) {
                case 4 -> four(pass, xr, xi, yr, yi, from, to);
                case 3 -> three(pass, xr, xi, yr, yi, from, to);
                default -> two(pass, xr, xi, yr, yi, from, to);
            }
            float[][] swap = xr;
            xr = yr;
            yr = swap;
            swap = xi;
            xi = yi;
            yi = swap;
        }
    }

    private void four(Pass w, float[][] xr, float[][] xi, float[][] yr, float[][] yi, int from, int to) {
        int s = w.stride;
        int quarter = n / 4;
        for (int p = 0; p < w.count; p++) {
            for (int q = 0; q < s; q++) {
                int a = q + s * p;
                int o = q + s * 4 * p;
                butterfly4(xr[a], xi[a], xr[a + quarter], xi[a + quarter], xr[a + 2 * quarter], xi[a + 2 * quarter],
                        xr[a + 3 * quarter], xi[a + 3 * quarter], yr[o], yi[o], yr[o + s], yi[o + s], yr[o + 2 * s],
                        yi[o + 2 * s], yr[o + 3 * s], yi[o + 3 * s], w.re[3 * p], w.im[3 * p], w.re[3 * p + 1],
                        w.im[3 * p + 1], w.re[3 * p + 2], w.im[3 * p + 2], from, to);
            }
        }
    }

    private static void butterfly4(float[] ar, float[] ai, float[] br, float[] bi, float[] cr, float[] ci, float[] dr,
            float[] di, float[] or0, float[] oi0, float[] or1, float[] oi1, float[] or2, float[] oi2, float[] or3,
            float[] oi3, float w1r, float w1i, float w2r, float w2i, float w3r, float w3i, int from, int to) {
        for (int j = from; j < to; j++) {
            float pr = ar[j] + cr[j];
            float pi = ai[j] + ci[j];
            float mr = ar[j] - cr[j];
            float mi = ai[j] - ci[j];
            float qr = br[j] + dr[j];
            float qi = bi[j] + di[j];
            float nr = br[j] - dr[j];
            float ni = bi[j] - di[j];
            or0[j] = pr + qr;
            oi0[j] = pi + qi;
            float tr = pr - qr;
            float ti = pi - qi;
            or2[j] = tr * w2r - ti * w2i;
            oi2[j] = tr * w2i + ti * w2r;
            float ur = mr + ni;
            float ui = mi - nr;
            or1[j] = ur * w1r - ui * w1i;
            oi1[j] = ur * w1i + ui * w1r;
            float vr = mr - ni;
            float vi = mi + nr;
            or3[j] = vr * w3r - vi * w3i;
            oi3[j] = vr * w3i + vi * w3r;
        }
    }

    private void three(Pass w, float[][] xr, float[][] xi, float[][] yr, float[][] yi, int from, int to) {
        int s = w.stride;
        int third = n / 3;
        for (int p = 0; p < w.count; p++) {
            for (int q = 0; q < s; q++) {
                int a = q + s * p;
                int o = q + s * 3 * p;
                butterfly3(xr[a], xi[a], xr[a + third], xi[a + third], xr[a + 2 * third], xi[a + 2 * third], yr[o],
                        yi[o], yr[o + s], yi[o + s], yr[o + 2 * s], yi[o + 2 * s], w.re[2 * p], w.im[2 * p],
                        w.re[2 * p + 1], w.im[2 * p + 1], from, to);
            }
        }
    }

    private static void butterfly3(float[] ar, float[] ai, float[] br, float[] bi, float[] cr, float[] ci, float[] or0,
            float[] oi0, float[] or1, float[] oi1, float[] or2, float[] oi2, float w1r, float w1i, float w2r, float w2i,
            int from, int to) {
        float half = 0.8660254f; // sin(pi / 3)
        for (int j = from; j < to; j++) {
            float sr = br[j] + cr[j];
            float si = bi[j] + ci[j];
            float dr = half * (br[j] - cr[j]);
            float di = half * (bi[j] - ci[j]);
            float mr = ar[j] - 0.5f * sr;
            float mi = ai[j] - 0.5f * si;
            or0[j] = ar[j] + sr;
            oi0[j] = ai[j] + si;
            float ur = mr + di;
            float ui = mi - dr;
            or1[j] = ur * w1r - ui * w1i;
            oi1[j] = ur * w1i + ui * w1r;
            float vr = mr - di;
            float vi = mi + dr;
            or2[j] = vr * w2r - vi * w2i;
            oi2[j] = vr * w2i + vi * w2r;
        }
    }

    private void two(Pass w, float[][] xr, float[][] xi, float[][] yr, float[][] yi, int from, int to) {
        int s = w.stride;
        int half = n / 2;
        for (int p = 0; p < w.count; p++) {
            for (int q = 0; q < s; q++) {
                int a = q + s * p;
                int o = q + s * 2 * p;
                butterfly2(xr[a], xi[a], xr[a + half], xi[a + half], yr[o], yi[o], yr[o + s], yi[o + s], w.re[p],
                        w.im[p], from, to);
            }
        }
    }

    private static void butterfly2(float[] ar, float[] ai, float[] br, float[] bi, float[] or0, float[] oi0, float[] or1,
            float[] oi1, float wr, float wi, int from, int to) {
        for (int j = from; j < to; j++) {
            float tr = ar[j] - br[j];
            float ti = ai[j] - bi[j];
            or0[j] = ar[j] + br[j];
            oi0[j] = ai[j] + bi[j];
            or1[j] = tr * wr - ti * wi;
            oi1[j] = tr * wi + ti * wr;
        }
    }
}
