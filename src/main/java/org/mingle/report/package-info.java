/** What a run came to, as one HTML file that needs nothing else: measures, figures, map, mixing, examples, settings. */
package org.mingle.report;
