package org.mingle.compute;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.bytedeco.javacpp.FloatPointer;

/**
 * How fast this machine computes, measured once in a tenth of a second: products of matrices as wide as a batch, and the
 * way of a vector through memory. All compute threads take part ({@link NativeRuntime#threads()}).
 *
 * @param products floating-point operations per second of a batch times a layer's weights
 * @param memory bytes per second of a = b + s a over vectors that no cache of a core holds
 */
public record MachineRates(double products, double memory) {
    private static final int IN = 2048;
    private static final int OUT = 512;
    private static final int VECTOR = 4_000_000;
    private static final long NANOS_EACH = 40_000_000;
    private static final Map<Integer, MachineRates> KNOWN = new ConcurrentHashMap<>();

    /**
     * The rates for batches of so many rows; measured when it is first asked for.
     *
     * @param rows of a batch, at least 1
     */
    public static MachineRates of(int rows) {
        return KNOWN.computeIfAbsent(rows, r -> new MachineRates(productRate(r), memoryRate(VECTOR)));
    }

    private static double productRate(int rows) {
        double[] least = {Double.MAX_VALUE};
        try (FloatPointer x = filled(rows * IN); FloatPointer w = filled(IN * OUT); FloatPointer y = filled(rows * OUT)) {
            repeat(() -> {
                long start = System.nanoTime();
                Parallel.forRange(OUT, NativeRuntime.threads(), (part, from, to) -> Blas.product(false, true, rows,
                        to - from, IN, 1, x, IN, new FloatPointer(w).position((long) from * IN), IN, 0,
                        new FloatPointer(y).position(from), OUT));
                least[0] = Math.min(least[0], System.nanoTime() - start);
            });
        }
        return 2e9 * rows * IN * OUT / least[0];
    }

    private static FloatPointer filled(int n) {
        float[] values = new float[n];
        for (int i = 0; i < n; i++) {
            values[i] = i % 7 - 3;
        }
        return new FloatPointer(values);
    }

    /**
     * Bytes per second of a = b + s a, which reads two values and writes one; measured anew.
     *
     * @param values of each vector, shared out among the threads
     */
    public static double memoryRate(int values) {
        int threads = NativeRuntime.threads();
        float[][] a = new float[threads][values / threads];
        float[][] b = new float[threads][values / threads];
        double[] least = {Double.MAX_VALUE};
        repeat(() -> {
            long start = System.nanoTime();
            Parallel.forRange(threads, threads, (part, from, to) -> {
                for (int p = from; p < to; p++) {
                    triad(a[p], b[p]);
                }
            });
            least[0] = Math.min(least[0], System.nanoTime() - start);
        });
        return 12e9 * (values / threads) * threads / least[0];
    }

    private static void repeat(Runnable work) {
        long end = System.nanoTime() + NANOS_EACH;
        for (int i = 0; i < 3 || System.nanoTime() < end; i++) {
            work.run();
        }
    }

    private static void triad(float[] a, float[] b) {
        for (int i = 0; i < a.length; i++) {
            a[i] = b[i] + 0.5f * a[i];
        }
    }
}
