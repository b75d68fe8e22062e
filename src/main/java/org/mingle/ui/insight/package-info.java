/** What is behind the rankings: where an average precision comes from, which queries fail, which items are hubs. */
package org.mingle.ui.insight;
