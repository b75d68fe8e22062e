package org.mingle.data;

/**
 * Turns the raw media of one modality into a feature vector; fitted on the training samples of one dataset and from
 * then on fixed, so that a new text or picture is encoded exactly as the dataset's own. Safe for several threads.
 */
public interface FeatureEncoder {
    /** A registry name with version, e.g. {@code text-tfidf-1}. */
    String name();

    /** Length of the vectors. */
    int dimension();

    /**
     * @return a new array of length {@link #dimension()}
     * @throws MingleException when the media cannot be encoded: an unreadable picture, a text with no known word
     */
    float[] encode(Media media);
}
