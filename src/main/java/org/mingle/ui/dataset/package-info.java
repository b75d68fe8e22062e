/** The open dataset: what it is, what was noticed in it, and its samples. */
package org.mingle.ui.dataset;
