/** Two-dimensional pictures of the shared space: t-SNE and PCA, and the live projection that follows training. */
package org.mingle.projection;
