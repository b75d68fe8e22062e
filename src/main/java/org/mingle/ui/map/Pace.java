package org.mingle.ui.map;

import javafx.animation.PauseTransition;
import javafx.util.Duration;

/**
 * Lets background work that is wanted again and again take a share of the time at most: one piece at once, and after each
 * a rest of so many times as long. FX thread only.
 */
final class Pace {
    private final int rest;
    private final PauseTransition again = new PauseTransition();
    private boolean busy;
    private long start;
    private long resting;

    /**
     * @param rest times as long as the last piece took
     * @param update asked for when a rest is over for which {@link #begin} had to refuse
     */
    Pace(int rest, Runnable update) {
        this.rest = rest;
        again.setOnFinished(e -> update.run());
    }

    /** Whether a piece may begin now; if so it is under way until {@link #done}. */
    boolean begin() {
        long now = System.nanoTime();
        if (busy) {
            return false;
        }
        if (resting > now) {
            again.setDuration(Duration.millis((resting - now) / 1e6 + 1));
            again.playFromStart();
            return false;
        }
        busy = true;
        start = now;
        return true;
    }

    /** The piece under way has arrived, or failed. */
    void done() {
        long now = System.nanoTime();
        busy = false;
        resting = now + rest * (now - start);
    }

    /** What is wanted is another thing: it need not wait for a rest. */
    void hurry() {
        resting = 0;
    }

    /** Nobody waits for the piece under way any more. */
    void drop() {
        resting = 0;
        busy = false;
    }
}
