package org.mingle.retrieval;

import org.mingle.data.Embeddings;

/** Answers queries over one set of embeddings. Safe for several threads. */
public final class Retriever {
    public Retriever(Embeddings gallery, Similarity similarity) {
        throw new UnsupportedOperationException();
    }

    public Embeddings gallery() {
        throw new UnsupportedOperationException();
    }

    /**
     * Ranks one modality of the gallery for a sample seen in another (or the same: then the sample itself is left out).
     *
     * @param topK how many hits to list; all for {@link Integer#MAX_VALUE}
     * @throws org.mingle.data.MingleException when the id is not in the gallery; the message suggests near ones
     */
    public Ranking query(String id, int queryModality, int galleryModality, int topK) {
        throw new UnsupportedOperationException();
    }

    /**
     * Ranks one modality of the gallery for a point from outside the dataset.
     *
     * @param description what to show as the query
     * @param queryModality name of the modality that the point was embedded from
     * @param point length {@code gallery().dimension()}
     */
    public Ranking query(String description, String queryModality, float[] point, int galleryModality, int topK) {
        throw new UnsupportedOperationException();
    }
}
