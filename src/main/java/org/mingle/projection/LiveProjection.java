package org.mingle.projection;

import org.mingle.data.Embeddings;

/**
 * A layout that follows training on a thread of its own. Embeddings come in at any rate, the newest wins; the layout
 * continues from where it is. Readers take the newest layout whenever they draw.
 */
public final class LiveProjection implements AutoCloseable {
    public LiveProjection(ProjectionSettings settings) {
        throw new UnsupportedOperationException();
    }

    /** Hands over the embeddings of an epoch; returns at once. The same ids in the same order continue the layout, others start anew. */
    public void submit(Embeddings embeddings, int epoch) {
        throw new UnsupportedOperationException();
    }

    /** The newest layout, or null before the first. Never blocks. */
    public Layout latest() {
        throw new UnsupportedOperationException();
    }

    /** Waits until the layout of the newest embeddings has had its iterations. */
    public void awaitSettled() throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    /** Suspends the work while nobody looks. */
    public void setActive(boolean active) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
