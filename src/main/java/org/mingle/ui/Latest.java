package org.mingle.ui;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import javafx.application.Platform;
import org.mingle.data.MingleException;

/**
 * Work for one view, off the FX thread. The latest request wins: one that is overtaken before it begins is never
 * computed, and one that is overtaken while it runs is never delivered.
 */
public final class Latest {
    private static final Logger LOG = Logger.getLogger(Latest.class.getName());
    private final AtomicLong newest = new AtomicLong();
    private final Executor worker;

    /** @param name of its thread, which does not keep the program alive */
    public Latest(String name) {
        worker = Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** Computes and delivers on the FX thread, or says there in one sentence why not. */
    public <T> void submit(Supplier<T> work, Consumer<T> receiver, Consumer<String> failure) {
        long number = newest.incrementAndGet();
        worker.execute(() -> {
            if (number != newest.get()) {
                return;
            }
            try {
                T result = work.get();
                deliver(number, () -> receiver.accept(result));
            } catch (MingleException e) {
                deliver(number, () -> failure.accept(e.getMessage()));
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, "A view could not be computed", e);
                deliver(number, () -> failure.accept("This could not be computed: " + e));
            }
        });
    }

    /** Whatever is under way is not wanted any more. */
    public void cancel() {
        newest.incrementAndGet();
    }

    private void deliver(long number, Runnable task) {
        Platform.runLater(() -> {
            if (number == newest.get()) {
                task.run();
            }
        });
    }
}
