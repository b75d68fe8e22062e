package org.mingle.retrieval;

/** How alike two points are; larger is more alike. */
public enum Similarity {
    /** Cosine of the angle, -1 to 1; 0 where a vector is zero. The default everywhere. */
    COSINE,
    /** Negative Euclidean distance, at most 0. */
    EUCLIDEAN,
    /** Inner product. */
    INNER_PRODUCT
}
