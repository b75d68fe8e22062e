/** Training as the window sees it: a background service, the embeddings it shows, and the form of hyper-parameters. */
package org.mingle.ui.training;
