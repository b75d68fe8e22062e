package org.mingle.compute;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * While one is open, Java looks for memory that was given up at least every two seconds, beside the work that goes on.
 * Left to itself its collector (G1) lets large arrays that nobody needs any more pile up to several times of what is in
 * use, as long as the machine has memory. Other collectors are not affected.
 */
public final class PromptCollection implements AutoCloseable {
    /** Milliseconds from one collection to the next at most; 0 is Java's default, no limit. */
    private static final String OPTION = "G1PeriodicGCInterval";
    private static final int INTERVAL = 2000;
    private static final AtomicInteger OPEN = new AtomicInteger();

    private PromptCollection() {}

    /** Begins. */
    public static PromptCollection open() {
        if (OPEN.getAndIncrement() == 0) {
            set(INTERVAL);
        }
        return new PromptCollection();
    }

    private static void set(int interval) {
        try {
            HotSpotDiagnosticMXBean machine = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
            if (machine != null) {
                machine.setVMOption(OPTION, Integer.toString(interval));
            }
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            // Another Java machine, without this option: it collects as it likes.
        }
    }

    @Override
    public void close() {
        if (OPEN.decrementAndGet() == 0) {
            set(0);
        }
    }
}
