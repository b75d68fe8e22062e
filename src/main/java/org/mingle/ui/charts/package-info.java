/** Live charts of a training run on one shared epoch axis. */
package org.mingle.ui.charts;
