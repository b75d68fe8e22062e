package org.mingle.model.objective;

/** One term of the objective over the embeddings of a batch. Not thread-safe: a term may keep scratch memory. */
public interface Term {
    /** The name in events and charts, which is also the key of its weight. */
    String name();

    /**
     * Computes the term and adds {@code weight} times its gradient to the batch.
     *
     * @return the unweighted value
     */
    double evaluate(PointBatch batch, double weight);
}
