/**
 * The method: mapper networks, modality classifier, the objective's terms, the trainer, presets, and the baselines
 * they are measured against. The only package that knows DL4J. Knows nothing of charts, files or windows: it emits
 * {@link org.mingle.model.TrainingEvent}s.
 */
package org.mingle.model;
