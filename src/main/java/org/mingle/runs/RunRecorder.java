package org.mingle.runs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.Closeable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.mingle.data.MingleException;
import org.mingle.data.Npy;
import org.mingle.data.NpyArray;

/**
 * Writes a run's checkpoints and journal on a thread of its own, so that training need not wait for the disk. Of several
 * states that come while one is being written only the newest is kept, and after each the disk rests until writing has
 * taken at most a twentieth of the time: a run that is killed loses at most that much training. A line never comes before
 * the checkpoint that it tells of: an epoch in the journal can always be gone on from.
 */
final class RunRecorder implements Closeable {
    /** Time between two checkpoints over the time to write one. */
    private static final int REST = 19;

    private final Path checkpoint;
    private final Journal journal;
    private final Thread thread;
    private List<ObjectNode> lines = new ArrayList<>();
    private Map<String, NpyArray> state;
    /** A state that was written, or was replaced by a newer one before that. */
    private Map<String, NpyArray> spare = Map.of();
    private long dueAt = System.nanoTime();
    private boolean urgent;
    private boolean writing;
    private boolean closed;
    private RuntimeException failure;

    RunRecorder(Path checkpoint, Journal journal) {
        this.checkpoint = checkpoint;
        this.journal = journal;
        thread = new Thread(this::work, "mingle-recorder");
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * Writes a line, after all that came before it.
     *
     * @throws MingleException when something before could not be written
     */
    synchronized void write(ObjectNode line) {
        check();
        lines.add(line);
        notifyAll();
    }

    /** A state that is not needed any more and may be overwritten, or nothing. */
    synchronized Map<String, NpyArray> spare() {
        Map<String, NpyArray> given = spare;
        spare = Map.of();
        return given;
    }

    /**
     * Writes the line of an epoch, and the state at its end before it. The arrays must stay as they are until
     * {@link #spare} gives them back.
     */
    synchronized void write(ObjectNode line, Map<String, NpyArray> arrays) {
        spare = state == null ? spare : state;
        state = arrays;
        write(line);
    }

    /** Writes a state in place of the last one. The arrays must stay as they are. */
    synchronized void write(Map<String, NpyArray> arrays) {
        check();
        state = arrays;
        notifyAll();
    }

    /**
     * Returns when all is on the disk.
     *
     * @throws MingleException when something could not be written
     */
    synchronized void flush() {
        urgent = true;
        notifyAll();
        try {
            while (failure == null && (writing || state != null || !lines.isEmpty())) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MingleException("Interrupted while " + checkpoint.getParent().getParent() + " was written.", e);
        } finally {
            urgent = false;
        }
        check();
    }

    private void check() {
        if (failure != null) {
            throw failure;
        }
    }

    private void work() {
        while (true) {
            Map<String, NpyArray> arrays;
            List<ObjectNode> entries;
            synchronized (this) {
                try {
                    while (!ready()) {
                        wait(state == null ? 0 : Math.max(1, (dueAt - System.nanoTime()) / 1_000_000));
                    }
                } catch (InterruptedException e) {
                    return;
                }
                if (closed) {
                    return;
                }
                arrays = state;
                entries = lines;
                state = null;
                lines = new ArrayList<>();
                writing = true;
            }
            RuntimeException thrown = null;
            long start = System.nanoTime();
            try {
                if (arrays != null) {
                    Npy.writeArchive(checkpoint, arrays);
                }
                entries.forEach(journal::append);
            } catch (RuntimeException e) {
                thrown = e;
            }
            synchronized (this) {
                long now = System.nanoTime();
                if (arrays != null) {
                    dueAt = now + REST * (now - start);
                    spare = arrays;
                }
                writing = false;
                failure = thrown;
                notifyAll();
                if (thrown != null) {
                    return;
                }
            }
        }
    }

    private boolean ready() {
        return closed || (state == null ? !lines.isEmpty() : urgent || System.nanoTime() >= dueAt);
    }

    /** Ends the thread; what is not {@link #flush() flushed} is lost. */
    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
