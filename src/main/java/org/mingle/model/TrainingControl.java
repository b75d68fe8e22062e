package org.mingle.model;

/** The brake and the stop button of a training run; any thread may press them. They act between two batches. */
public final class TrainingControl {
    private boolean paused;
    private boolean stopped;

    public synchronized void pause() {
        paused = true;
    }

    public synchronized void resume() {
        paused = false;
        notifyAll();
    }

    public synchronized void stop() {
        stopped = true;
        notifyAll();
    }

    public synchronized boolean isPaused() {
        return paused && !stopped;
    }

    public synchronized boolean isStopped() {
        return stopped;
    }

    /**
     * Called by the trainer between batches: waits while paused.
     *
     * @return whether to go on
     */
    synchronized boolean awaitGo() {
        while (paused && !stopped) {
            try {
                wait();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                stopped = true;
            }
        }
        return !stopped;
    }
}
