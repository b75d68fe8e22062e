/** What samples look like: thumbnails, texts, class chips; shared by every panel that shows samples. */
package org.mingle.ui.media;
