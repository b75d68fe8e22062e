/** The query panel: ranked results of a sample, judged and browsable. */
package org.mingle.ui.query;
