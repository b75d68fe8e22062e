package org.mingle.compute;

import com.sun.jna.Function;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import com.sun.jna.WString;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.mingle.data.MingleException;

/**
 * Prepares the native libraries (oneDNN, OpenBLAS, OpenMP) for this machine. They read the process environment once, when
 * they are loaded, so {@link #prepare(int)} must run before any other class touches them. The variables are set inside
 * the running process with the C library's own {@code setenv}, so that Maven, {@code java -jar} and an installed
 * program all behave alike without a start script.
 */
public final class NativeRuntime {
    private static final int CORES = Math.max(1, Runtime.getRuntime().availableProcessors());
    private static final Map<String, String> CHOSEN = new LinkedHashMap<>();
    private static int threads = CORES;
    private static boolean prepared;

    private NativeRuntime() {}

    /**
     * Sets kernel family, thread count and waiting policy for libraries loaded later. A setting that the user gave in
     * the environment wins. Calls after the first change nothing but are harmless.
     *
     * @param requestedThreads compute threads; 0 for as many as OMP_NUM_THREADS or OPENBLAS_NUM_THREADS say, or else as
     *     there are cores
     */
    public static synchronized void prepare(int requestedThreads) {
        if (prepared) {
            return;
        }
        prepared = true;
        threads = requestedThreads > 0 ? requestedThreads : fromUser("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS");
        set("OMP_NUM_THREADS", Integer.toString(threads));
        set("OPENBLAS_NUM_THREADS", "1"); // see Blas: large products are shared out here
        // Threads that spin while they wait double the time of a step on a busy machine.
        set("OMP_WAIT_POLICY", "PASSIVE");
        // OpenBLAS' own threads spin 2^26 cycles by default, longer than a whole step takes between two products.
        set("OPENBLAS_THREAD_TIMEOUT", "14");
        String family = kernelFamily();
        if (!family.isEmpty()) {
            set("OPENBLAS_CORETYPE", family);
        }
    }

    /** The error for a native library that does not load on this machine. */
    public static MingleException cannotLoad(String library, Throwable why) {
        Throwable root = why;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String reason = root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
        String system = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        return new MingleException("The native library " + library + " cannot be loaded on " + system + " ("
                + reason.lines().findFirst().orElse("") + "): build Mingle on this machine with mvn package, so that the"
                + " matching natives are downloaded, and use a 64-bit JDK.", why);
    }

    /** Compute threads in force. */
    public static synchronized int threads() {
        return threads;
    }

    /** What was chosen, for the About box and {@code inspect --json}: setting to value. */
    public static Map<String, String> describe() {
        String oneDnn = OneDnn.state(); // not under the lock, as loading it asks for the lock
        synchronized (NativeRuntime.class) {
            Map<String, String> m = new LinkedHashMap<>();
            m.put("threads", Integer.toString(threads));
            m.put("cores", Integer.toString(CORES));
            m.put("avx512", Boolean.toString(cpuFlags().contains("avx512f")));
            m.put("oneDNN", oneDnn);
            m.putAll(CHOSEN);
            m.computeIfPresent("OPENBLAS_NUM_THREADS", (name, value) -> value.equals("1") ? value
                    : value + ", but each product is computed on one thread: Mingle shares them out itself");
            return m;
        }
    }

    /** The first of the variables that is set to a number of threads, or else as many as there are cores. */
    private static int fromUser(String... variables) {
        for (String variable : variables) {
            String value = System.getenv(variable);
            if (value != null && value.matches("[1-9][0-9]{0,3}")) {
                return Integer.parseInt(value);
            }
        }
        return CORES;
    }

    private static void set(String name, String value) {
        String user = System.getenv(name);
        if (user != null && !user.isEmpty()) {
            CHOSEN.put(name, user + " (from the environment)");
            return;
        }
        try {
            if (Platform.isWindows()) {
                NativeLibrary.getInstance("kernel32").getFunction("SetEnvironmentVariableW", Function.ALT_CONVENTION)
                        .invokeInt(new Object[] {new WString(name), new WString(value)});
                // The C run-time keeps a copy of its own, which getenv reads.
                NativeLibrary.getInstance("msvcrt").getFunction("_putenv").invokeInt(new Object[] {name + "=" + value});
            } else {
                Function.getFunction(Platform.C_LIBRARY_NAME, "setenv").invokeInt(new Object[] {name, value, 1});
            }
            CHOSEN.put(name, value);
        } catch (LinkageError e) {
            CHOSEN.put(name, "not set: " + e.getMessage());
        }
    }

    /**
     * The OpenBLAS kernels for this CPU, empty to let OpenBLAS decide. It knows CPUs by their model numbers and gives
     * newer ones than itself, and AMD's with AVX-512, AVX2 kernels or older, which take up to twice as long.
     */
    private static String kernelFamily() {
        Set<String> needed = Set.of("avx512f", "avx512dq", "avx512bw", "avx512vl", "avx512cd");
        return cpuFlags().containsAll(needed) ? "SKYLAKEX" : "";
    }

    /** The CPU's instruction sets; empty where the system does not tell (then nothing is forced). */
    private static Set<String> cpuFlags() {
        Path info = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(info)) {
            return Set.of();
        }
        try (Stream<String> lines = Files.lines(info)) {
            return lines.filter(l -> l.startsWith("flags") && l.indexOf(':') > 0).findFirst()
                    .map(l -> Set.of(l.substring(l.indexOf(':') + 1).strip().split("\\s+"))).orElse(Set.of());
        } catch (IOException e) {
            return Set.of();
        }
    }
}
