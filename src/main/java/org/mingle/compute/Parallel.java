package org.mingle.compute;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;

/**
 * Runs a loop on a fixed number of threads. Each thread gets one contiguous part of the range, the same one every
 * time, so that sums taken part by part and then in order do not depend on scheduling.
 */
public final class Parallel {
    private static final ExecutorService POOL = Executors.newCachedThreadPool(r -> {
        Thread t = new Thread(r, "mingle-compute");
        t.setDaemon(true);
        return t;
    });

    private Parallel() {}

    /** Part of a loop. */
    @FunctionalInterface
    public interface Body {
        /** Does items {@code from} (inclusive) to {@code to} (exclusive), as part number {@code part}. */
        void run(int part, int from, int to);
    }

    /** Threads worth waking for a loop: one below {@code fewest} items, otherwise as many as are in use. */
    public static int threads(int n, int fewest) {
        return n < fewest ? 1 : NativeRuntime.threads();
    }

    /** Splits {@code 0 .. n} into at most {@code threads} contiguous parts and runs them; returns when all have ended. */
    public static void forRange(int n, int threads, Body body) {
        int parts = Math.max(1, Math.min(threads, n));
        if (parts == 1) {
            body.run(0, 0, n);
            return;
        }
        List<Future<?>> others = new ArrayList<>(parts - 1);
        for (int p = 1; p < parts; p++) {
            int part = p;
            others.add(POOL.submit(() -> body.run(part, from(n, parts, part), from(n, parts, part + 1))));
        }
        RuntimeException failure = null;
        try {
            body.run(0, 0, from(n, parts, 1));
        } catch (RuntimeException e) {
            failure = e;
        }
        for (Future<?> f : others) {
            try {
                f.get();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("Interrupted while computing.", e);
            } catch (ExecutionException e) {
                failure = e.getCause() instanceof RuntimeException r ? r : new IllegalStateException(e.getCause());
            }
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static int from(int n, int parts, int part) {
        return (int) ((long) n * part / parts);
    }
}
