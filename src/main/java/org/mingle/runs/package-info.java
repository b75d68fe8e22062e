/** A training run: the session that trains, and the run on disk with its manifest, journal, checkpoints and report. */
package org.mingle.runs;
