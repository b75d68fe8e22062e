package org.mingle.retrieval;

import org.mingle.data.Embeddings;

/**
 * The retriever over the gallery that was asked for last, so that several views of a large one share what it holds in
 * memory. Cosine. Safe for several threads.
 */
public final class SharedRetriever {
    private Retriever retriever;
    private HubCorrection correction;

    /** The retriever over a gallery: the one given before if it is over this very gallery with this correction. */
    public synchronized Retriever over(Embeddings gallery, HubCorrection wanted) {
        if (retriever == null || retriever.gallery() != gallery || correction != wanted) {
            retriever = new Retriever(gallery, Similarity.COSINE, wanted);
            correction = wanted;
        }
        return retriever;
    }
}
