package org.mingle.ui;

/**
 * A sample seen in one modality: what a click on a point, a card or a row means.
 *
 * @param id of the sample
 * @param modality index in the dataset's list
 */
public record SampleRef(String id, int modality) {}
