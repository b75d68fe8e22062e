/**
 * The bundled sample dataset, made by this package alone: pictures drawn by a small rasteriser, texts told by a small
 * grammar. Everything is computed with integers, IEEE doubles and {@link StrictMath}, so that the files are the same byte
 * for byte on every machine.
 */
package org.mingle.samples;
