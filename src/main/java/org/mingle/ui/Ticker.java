package org.mingle.ui;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongConsumer;
import javafx.application.Platform;

/**
 * Calls back on the FX thread at a steady rate. Unlike an animation timer it does not keep JavaFX's own clock going, at
 * whose every beat the whole scene is walked through whether anything changed or not: with this one, only what is
 * changed costs. A beat that the FX thread has no time for is left out.
 */
public final class Ticker {
    private static final ScheduledExecutorService CLOCK = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "mingle-ticker");
        thread.setDaemon(true);
        return thread;
    });

    private final long interval;
    private final LongConsumer handler;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private ScheduledFuture<?> beats;

    /**
     * @param nanos between two beats
     * @param handler told the time of {@link System#nanoTime()}, on the FX thread
     */
    public Ticker(long nanos, LongConsumer handler) {
        interval = nanos;
        this.handler = handler;
    }

    /** Starts it, if it does not run. On the FX thread, as {@link #stop()}. */
    public void start() {
        if (beats == null) {
            beats = CLOCK.scheduleAtFixedRate(this::beat, 0, interval, TimeUnit.NANOSECONDS);
        }
    }

    /** No call comes after this. */
    public void stop() {
        if (beats != null) {
            beats.cancel(false);
            beats = null;
        }
    }

    private void beat() {
        if (waiting.compareAndSet(false, true)) {
            Platform.runLater(() -> {
                waiting.set(false);
                if (beats != null) {
                    handler.accept(System.nanoTime());
                }
            });
        }
    }
}
