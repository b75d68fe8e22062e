/** The terms of the objective over a batch of embeddings: each with its formula, value and analytic gradient. */
package org.mingle.model.objective;
