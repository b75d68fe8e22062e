package org.mingle.model;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import org.bytedeco.javacpp.FloatPointer;
import org.mingle.compute.Blas;
import org.mingle.compute.MachineRates;
import org.mingle.compute.NativeRuntime;

/**
 * Times the step in a process of its own and prints one JSON line: milliseconds, the machine's rates measured just
 * before, and the share of the bound they give. Usage: {@code StepRun BATCH STEPS THREADS}.
 */
public final class StepRun {
    private static final int WARM = 8;
    /** As many values as the mappers have weights, so that memory is measured on what the step moves through it. */
    private static final int WEIGHTS = 8_520_000;

    private StepRun() {}

    public static void main(String[] args) {
        int batch = Integer.parseInt(args[0]);
        int steps = Integer.parseInt(args[1]);
        int threads = Integer.parseInt(args[2]);
        NativeRuntime.prepare(threads);
        double flops = productRate();
        double bytes = MachineRates.memoryRate(WEIGHTS);
        OperatingSystemMXBean machine = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        Random draw = new Random(5);
        double[] times = new double[steps];
        double loss = 0;
        long cpu = 0;
        try (StepWorkload work = new StepWorkload(batch, 1)) {
            work.prepare(rows(draw, batch));
            for (int s = -WARM; s < steps; s++) {
                if (s == 0) {
                    cpu = machine.getProcessCpuTime();
                }
                long start = System.nanoTime();
                work.prepare(rows(draw, batch)); // the next step's, as the trainer does
                loss = work.run();
                if (s >= 0) {
                    times[s] = (System.nanoTime() - start) / 1e6;
                }
            }
            cpu = machine.getProcessCpuTime() - cpu;
        }
        Arrays.sort(times);
        double bound = 1e3 * StepWorkload.bound(batch, flops, bytes);
        System.out.println(String.format(Locale.ROOT, "{\"peer\":\"Mingle\",\"b\":%d,\"threads\":%d,\"ms_min\":%.2f,"
                + "\"ms_med\":%.2f,\"cpu_ms\":%.2f,\"loss\":%.3f,\"gemm_gflops\":%.1f,\"triad_gbs\":%.1f,"
                + "\"bound_ms\":%.2f,\"share_min\":%.3f,\"share_med\":%.3f}", batch, threads, times[0],
                times[steps / 2], cpu / 1e6 / steps, loss, flops / 1e9, bytes / 1e9, bound, bound / times[0],
                bound / times[steps / 2]));
    }

    private static int[] rows(Random draw, int batch) {
        return draw.ints(batch, 0, StepWorkload.PAIRS).toArray();
    }

    /** Floating-point operations per second of the fastest of some products, large and small. */
    static double productRate() {
        int largest = 2048;
        float[] values = new float[largest * largest];
        for (int i = 0; i < values.length; i++) {
            values[i] = i % 7 - 3;
        }
        double rate = 0;
        try (FloatPointer a = new FloatPointer(values); FloatPointer b = new FloatPointer(values);
                FloatPointer c = new FloatPointer(values.length)) {
            for (int n : new int[] {512, 1024, largest}) {
                double least = Double.MAX_VALUE;
                for (long end = System.nanoTime() + 400_000_000L; System.nanoTime() < end; ) {
                    long start = System.nanoTime();
                    Blas.sgemm(false, false, n, n, n, 1, a, n, b, n, 0, c, n);
                    least = Math.min(least, System.nanoTime() - start);
                }
                rate = Math.max(rate, 2e9 * n * n * n / least);
            }
        }
        return rate;
    }
}
