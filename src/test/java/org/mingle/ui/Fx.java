package org.mingle.ui;

import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.testfx.util.WaitForAsyncUtils;

/** Short ways to the FX thread for tests. */
public final class Fx {
    private Fx() {}

    /** Runs on the FX thread and returns the result. */
    public static <T> T get(Callable<T> body) {
        return WaitForAsyncUtils.waitForAsyncFx(20_000, body);
    }

    /** Runs on the FX thread and waits until what follows from it has been drawn. */
    public static void run(Runnable body) {
        WaitForAsyncUtils.waitForAsyncFx(20_000, body);
        WaitForAsyncUtils.waitForFxEvents();
    }

    /** Waits until something holds on the FX thread; fails after a time that is only ever reached by a defect. */
    public static void await(BooleanSupplier condition) throws Exception {
        WaitForAsyncUtils.waitFor(60, TimeUnit.SECONDS, () -> get(condition::getAsBoolean));
    }
}
