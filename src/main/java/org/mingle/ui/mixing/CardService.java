package org.mingle.ui.mixing;

import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.mingle.data.MingleException;

/**
 * Computes off the FX thread, one task after the other. The latest request wins: one that is overtaken before it begins
 * is never computed, one that is overtaken while it runs is never delivered.
 */
final class CardService {
    private static final Logger LOG = Logger.getLogger(CardService.class.getName());
    private final Executor worker;
    private final Executor screen;
    private final AtomicLong newest = new AtomicLong();

    /**
     * A service.
     *
     * @param worker runs one task after the other, not on the FX thread
     * @param screen runs tasks on the FX thread
     */
    CardService(Executor worker, Executor screen) {
        this.worker = worker;
        this.screen = screen;
    }

    /** A worker of low priority, which does not keep the program alive. */
    static Executor worker() {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "mingle-mixing");
            thread.setDaemon(true);
            thread.setPriority(Thread.MIN_PRIORITY);
            return thread;
        });
    }

    /** Asks; one of the two receivers is called on the FX thread, or none when a newer request came. */
    <T> void ask(Supplier<T> work, Consumer<T> answer, Consumer<String> failure) {
        long number = newest.incrementAndGet();
        worker.execute(() -> {
            if (number != newest.get()) {
                return;
            }
            try {
                T result = work.get();
                deliver(number, () -> answer.accept(result));
            } catch (MingleException e) {
                deliver(number, () -> failure.accept(e.getMessage()));
            } catch (RuntimeException | LinkageError e) {
                LOG.log(Level.WARNING, "Mixing could not be computed", e);
                deliver(number, () -> failure.accept("The statistics could not be computed (" + e.getClass().getSimpleName()
                        + "): the log has the details."));
            }
        });
    }

    /** Whatever is under way is not wanted any more. */
    void cancel() {
        newest.incrementAndGet();
    }

    private void deliver(long number, Runnable task) {
        screen.execute(() -> {
            if (number == newest.get()) {
                task.run();
            }
        });
    }
}
