package org.mingle.compute;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * Threads that do one loop of blocks after another with little delay between and without allocating. Whoever is free
 * takes the next block, the caller too, so that a thread which the system holds back delays nobody. Blocks must not
 * depend on each other or on who does them; then results are the same for any number of threads.
 */
public final class Crew implements AutoCloseable {
    /** How long a thread looks for work before it sleeps: the time between two loops of a training step. */
    private static final int SPINS = 1000;
    /** Bits of a ticket for the next block, and for the number of blocks; the loop's number has the rest. */
    private static final int BITS = 20;
    private static final long MASK = (1L << BITS) - 1;

    private final Thread[] helpers;
    private final AtomicLong ticket = new AtomicLong();
    private final AtomicInteger done = new AtomicInteger();
    private volatile Body body;
    private volatile Throwable failure;
    private volatile boolean closed;
    private volatile Thread waiting;
    private final boolean[] asleep;

    /** One block of a loop. */
    @FunctionalInterface
    public interface Body {
        /** @param worker number of the thread, 0 for the caller, below {@link Crew#threads()}: whose scratch to use */
        void run(int block, int worker);
    }

    /** @param threads the caller among them */
    public Crew(int threads) {
        helpers = new Thread[Math.max(0, threads - 1)];
        asleep = new boolean[helpers.length];
        for (int h = 0; h < helpers.length; h++) {
            int number = h + 1;
            helpers[h] = new Thread(() -> help(number), "mingle-crew-" + number);
            helpers[h].setDaemon(true);
            helpers[h].start();
        }
    }

    public int threads() {
        return helpers.length + 1;
    }

    /** Does blocks {@code 0 .. count}; returns when all are done. One loop at a time, of one caller at a time. */
    public void run(int count, Body work) {
        if (helpers.length == 0 || count <= 1) {
            for (int b = 0; b < count; b++) {
                work.run(b, 0);
            }
            return;
        }
        if (count > MASK) {
            throw new IllegalArgumentException(count + " blocks, at most " + MASK + " are possible.");
        }
        body = work;
        failure = null;
        done.set(0);
        long round = (ticket.get() >>> 2 * BITS) + 1;
        ticket.set(round << 2 * BITS | (long) count << BITS);
        for (int h = 0; h < helpers.length; h++) {
            if (asleep(h)) {
                LockSupport.unpark(helpers[h]);
            }
        }
        while (take(0)) {
            // until none is left
        }
        for (int spin = 0; done.get() < count; spin++) {
            if (spin < SPINS) {
                Thread.onSpinWait();
            } else {
                waiting = Thread.currentThread();
                if (done.get() < count) {
                    LockSupport.parkNanos(this, 100_000);
                }
                waiting = null;
            }
        }
        if (failure != null) {
            throw failure instanceof RuntimeException r ? r : new IllegalStateException(failure);
        }
    }

    /** Does one block of the loop under way; false where none is left. */
    private boolean take(int worker) {
        long now = ticket.get();
        int next = (int) (now & MASK);
        int count = (int) (now >>> BITS & MASK);
        Body work = body;
        // Where the ticket is still the same, so is the body: the loop cannot have ended with this block undone.
        if (next >= count || !ticket.compareAndSet(now, now + 1)) {
            return next < count;
        }
        try {
            work.run(next, worker);
        } catch (RuntimeException | Error e) {
            failure = e;
        }
        if (done.incrementAndGet() == count) {
            Thread caller = waiting;
            if (caller != null) {
                LockSupport.unpark(caller);
            }
        }
        return true;
    }

    private void help(int worker) {
        long seen = 0;
        int spin = 0;
        while (!closed) {
            long round = ticket.get() >>> 2 * BITS;
            if (round != seen) {
                seen = round;
                while (take(worker)) {
                    // until none is left
                }
                spin = 0;
            } else if (spin++ < SPINS) {
                Thread.onSpinWait();
            } else {
                sleep(worker - 1, true);
                if (ticket.get() >>> 2 * BITS == seen && !closed) {
                    LockSupport.park(this);
                }
                sleep(worker - 1, false);
                spin = 0;
            }
        }
    }

    private synchronized void sleep(int helper, boolean value) {
        asleep[helper] = value;
    }

    private synchronized boolean asleep(int helper) {
        return asleep[helper];
    }

    /** Ends the threads. */
    @Override
    public void close() {
        closed = true;
        for (Thread h : helpers) {
            LockSupport.unpark(h);
        }
    }
}
