/** Search in the shared space: rankings, retrieval measures and what explains them. */
package org.mingle.retrieval;
