package org.mingle.compute;

import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import java.io.File;
import java.io.IOException;
import java.net.URL;
import org.bytedeco.javacpp.FloatPointer;
import org.bytedeco.javacpp.Loader;

/**
 * Matrix products by oneDNN, which writes its kernels for the CPU it finds and is faster than OpenBLAS on products that
 * are far from square, as those of batches and queries are. On processors other than x86 its products are plain
 * loops: there, and where it does not load, {@link Blas} stays with OpenBLAS.
 *
 * <p>Called without its Java classes, as those ask for OpenCL to be installed.
 */
final class OneDnn {
    /** Columns that its kernels take at once. */
    static final int COLUMNS = 48;
    private static final String FOLDER = "/org/bytedeco/dnnl/";
    private static final boolean USABLE;
    private static final String STATE;

    static {
        NativeRuntime.prepare(0);
        boolean usable = false;
        String state;
        try {
            usable = load();
            state = usable ? "used" : "not used on this processor";
        } catch (LinkageError | IOException e) {
            state = "not used: " + e.getMessage();
        }
        USABLE = usable;
        STATE = state;
    }

    private OneDnn() {}

    /** Whether products can be left to it on this machine. */
    static boolean usable() {
        return USABLE;
    }

    /** Whether it is used, and why not. */
    static String state() {
        return STATE;
    }

    /** Binds the library; false where it is of no use. */
    private static boolean load() throws IOException {
        if (!Platform.isIntel() || !Platform.is64Bit()) {
            return false;
        }
        boolean mac = Platform.isMac();
        String openMp = mac ? "libiomp5.dylib" : Platform.isWindows() ? null : "libgomp.so.1";
        if (openMp != null) {
            unpacked(openMp); // beside it, where it is looked for
        }
        File file = unpacked(mac ? "libdnnl.3.dylib" : Platform.isWindows() ? "dnnl.dll" : "libdnnl.so.3");
        NativeLibrary library = NativeLibrary.getInstance(file.getPath());
        Native.register(OneDnn.class, library);
        Native.register(OpenMp.class, Platform.isWindows() ? NativeLibrary.getInstance("vcomp140") : library);
        return true;
    }

    private static File unpacked(String name) throws IOException {
        URL resource = OneDnn.class.getResource(FOLDER + Loader.getPlatform() + "/" + name);
        if (resource == null) {
            throw new IOException("oneDNN's " + name + " for " + Loader.getPlatform() + " is not among the libraries");
        }
        return Loader.cacheResource(resource);
    }

    /** As {@link Blas#product}; on the caller's thread alone. */
    static void product(boolean transposeA, boolean transposeB, int m, int n, int k, float alpha,
            FloatPointer a, int lda, FloatPointer b, int ldb, float beta, FloatPointer c, int ldc) {
        // The number is a thread's own, and ND4J sets it to that of all cores for the thread that loads it.
        OpenMp.omp_set_num_threads(1);
        int status = dnnl_sgemm((byte) (transposeA ? 'T' : 'N'), (byte) (transposeB ? 'T' : 'N'), m, n, k, alpha,
                address(a), lda, address(b), ldb, beta, address(c), ldc);
        if (status != 0) {
            throw new IllegalArgumentException("oneDNN refuses a product of " + m + " x " + k + " and " + k + " x " + n
                    + " (status " + status + ").");
        }
    }

    private static long address(FloatPointer p) {
        return p.address() + p.position() * Float.BYTES;
    }

    // dnnl.h: row-major, C := alpha op(A) op(B) + beta C
    private static native int dnnl_sgemm(byte transposeA, byte transposeB, long m, long n, long k, float alpha,
            long a, long lda, long b, long ldb, float beta, long c, long ldc);

    /** What oneDNN shares products out with. */
    private static final class OpenMp {
        static native void omp_set_num_threads(int threads);
    }
}
