package org.mingle.compute;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Prepares the native libraries (OpenBLAS, OpenMP) for this machine. They read the process environment once, when
 * they are loaded, so {@link #prepare(int)} must run before any other class touches them.
 */
public final class NativeRuntime {
    private static int threads = Math.max(1, Runtime.getRuntime().availableProcessors());

    private NativeRuntime() {}

    /**
     * Sets kernel family, thread count and waiting policy for libraries loaded later. A setting that the user gave in
     * the environment wins. Calls after the first change nothing but are harmless.
     *
     * @param requestedThreads compute threads; 0 for as many as there are cores
     */
    public static synchronized void prepare(int requestedThreads) {
        if (requestedThreads > 0) {
            threads = requestedThreads;
        }
    }

    /** Compute threads in force. */
    public static synchronized int threads() {
        return threads;
    }

    /** What was chosen, for the About box and {@code inspect --json}: setting to value. */
    public static synchronized Map<String, String> describe() {
        Map<String, String> m = new LinkedHashMap<>();
        m.put("threads", Integer.toString(threads));
        return m;
    }
}
