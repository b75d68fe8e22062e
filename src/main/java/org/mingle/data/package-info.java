/**
 * What Mingle reads and passes around: datasets of paired, labelled samples, their modalities and splits, and the
 * points they become in the shared space. One reader per file format, found through a registry. Everything above
 * this package knows a sample by its id, never by its row.
 */
package org.mingle.data;
